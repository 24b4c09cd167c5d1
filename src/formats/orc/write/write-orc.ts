import type { RecordBatch, Schema, Table } from 'apache-arrow';
import { orcTypeOfSchema } from '../arrow-types.ts';
import type { OrcType } from '../orc-type.ts';
import { columnFor } from './columns/column-for.ts';
import { Column, type AnyColumn } from './columns/column.ts';
import { StructValues } from './columns/nested-values.ts';
import { blockCompressor } from './compress-block.ts';
import { fileEnd, MAGIC } from './file-end.ts';
import type { Blocks } from './out-stream.ts';
import { writeSettings, type OrcWriteOptions, type WriteSettings } from './write-options.ts';
import { writeStripe, type WrittenStripe } from './write-stripe.ts';

/** Rows as Arrow has them: a table, or its batches as they come. */
export type OrcRows =
  | Pick<Table, 'schema' | 'batches'>
  | { readonly schema: Schema; readonly batches: Iterable<RecordBatch> | AsyncIterable<RecordBatch> };

/** Takes the bytes of a file in order; the next come when its promise is kept. */
export type OrcSink = (bytes: Uint8Array) => Promise<void> | void;

/**
 * An ORC file of the rows, whole in memory. Equal rows, in whatever batches, give equal bytes. Throws a `TypeError`
 * that names a column whose type ORC lacks, an `OrcError` that names one with a value that would not be read as it is,
 * and a `RangeError` for an option out of bounds.
 */
export async function writeOrc(rows: OrcRows, options: OrcWriteOptions = {}): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  await writeOrcTo((bytes) => void pieces.push(bytes), rows, options);
  return Buffer.concat(pieces);
}

/** {@link writeOrc} in pieces, of which no more than a stripe is held. */
export async function writeOrcTo(sink: OrcSink, rows: OrcRows, options: OrcWriteOptions = {}): Promise<void> {
  const settings = writeSettings(options);
  const type = orcTypeOfSchema(rows.schema);
  const blocks: Blocks = {
    size: settings.compressionBlockSize,
    compress: await blockCompressor(settings.compression),
  };
  const file = new OpenFile({ sink, type, schema: rows.schema, blocks, settings });
  await sink(Buffer.from(MAGIC));
  for await (const batch of rows.batches) await file.add(batch);
  await file.end();
}

interface FileParts {
  readonly sink: OrcSink;
  readonly type: OrcType;
  readonly schema: Schema;
  readonly blocks: Blocks;
  readonly settings: WriteSettings;
}

/** A row group may be as long as its texts and lists are: so often is seen to it, whatever the batches are. */
const ROWS_BETWEEN_LOOKS = 128;
/** How many rows are a row group where there is no index to tell. */
const UNINDEXED_ROWS = 10_000;

class OpenFile {
  readonly #parts: FileParts;
  readonly #root: AnyColumn;
  readonly #groupRows: number;
  readonly #stripes: WrittenStripe[] = [];
  #offset = MAGIC.length;
  #rowsInGroup = 0;
  #rowsInStripe = 0;

  constructor(parts: FileParts) {
    this.#parts = parts;
    this.#root = rootColumn(parts);
    this.#groupRows = parts.settings.rowIndexStride || UNINDEXED_ROWS;
  }

  /** Cuts a batch where row groups end. */
  async add(batch: RecordBatch): Promise<void> {
    checkSchema(batch.schema, this.#parts.schema);
    let from = 0;
    while (from < batch.numRows) {
      const untilLook = ROWS_BETWEEN_LOOKS - (this.#rowsInGroup % ROWS_BETWEEN_LOOKS);
      const count = Math.min(batch.numRows - from, this.#groupRows - this.#rowsInGroup, untilLook);
      this.#root.add(batch.data, from, from + count);
      from += count;
      this.#rowsInGroup += count;
      this.#rowsInStripe += count;
      if (this.#rowsInGroup === this.#groupRows || (count === untilLook && this.#isTooLong())) await this.#endGroup();
    }
  }

  #isTooLong(): boolean {
    return this.#root.size + this.#root.pending >= 2 * this.#parts.settings.stripeBytes;
  }

  /** Within a stripe all row groups but the last are full, for readers count by them. */
  async #endGroup(): Promise<void> {
    const isCut = this.#rowsInGroup < this.#groupRows;
    this.#root.endGroup();
    this.#rowsInGroup = 0;
    if (isCut || this.#root.size >= this.#parts.settings.stripeBytes) await this.#endStripe();
  }

  async #endStripe(): Promise<void> {
    const { sink, blocks, settings } = this.#parts;
    const numberOfRows = this.#rowsInStripe;
    this.#rowsInStripe = 0;
    const stripe = await writeStripe(
      {
        columns: this.#root.endStripe(),
        numberOfRows,
        offset: this.#offset,
        blocks,
        hasIndex: settings.rowIndexStride > 0,
      },
      sink,
    );
    this.#stripes.push(stripe);
    this.#offset += stripe.indexLength + stripe.dataLength + stripe.footerLength;
  }

  async end(): Promise<void> {
    if (this.#rowsInGroup > 0) await this.#endGroup();
    if (this.#rowsInStripe > 0) await this.#endStripe();
    const { sink, type, blocks, settings } = this.#parts;
    const content = { type, stripes: this.#stripes, statistics: this.#root.statistics() };
    for (const piece of await fileEnd(content, blocks, settings)) await sink(piece);
  }
}

function rootColumn({ type, schema, blocks, settings }: FileParts): AnyColumn {
  const inner = schema.fields.map(({ name, type: arrow }, index) => {
    const orc = type.children[index];
    if (!orc) throw new TypeError(`the column ${JSON.stringify(name)} has no type`);
    return columnFor(arrow, orc, { blocks, dictionaryThreshold: settings.dictionaryThreshold, name });
  });
  return new Column({ blocks, values: new StructValues(inner), inner });
}

/** Batches of other types would be read as what they are not. */
function checkSchema(found: Schema, expected: Schema): void {
  if (found === expected) return;
  const [has, needs] = [found, expected].map(({ fields }) => fields.map(({ type }) => String(type)).join(', '));
  if (has !== needs) throw new TypeError(`a batch has columns of the types ${has}, and the table of ${needs}`);
}
