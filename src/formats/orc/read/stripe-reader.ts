import { makeData, RecordBatch, Struct, type Schema } from 'apache-arrow';
import type { StripeInformation } from '../messages/shapes.ts';
import { lastIdOf, type OrcType } from '../orc-type.ts';
import { ByteStream } from './byte-stream.ts';
import { buildReader, type StripeContext } from './columns/build-reader.ts';
import type { ColumnReader } from './columns/column-reader.ts';
import { StructReader } from './columns/nested-readers.ts';
import { BitRuns } from './decode/bit-runs.ts';
import type { FileTail } from './file-tail.ts';
import { JULIAN_GREGORIAN } from './julian-days.ts';
import type { RandomAccess } from './random-access.ts';
import { readStreams, readStripePlan } from './stripe-streams.ts';

/** The columns that are read, and what they are in Arrow. */
export interface Projection {
  readonly schema: Schema;
  /** Of the same order as the fields of the schema. */
  readonly columns: readonly OrcType[];
}

/** The rows of one stripe, in batches of at most `batchRows`. */
export async function* readStripe(
  access: RandomAccess,
  tail: FileTail,
  {
    stripe,
    information,
    projection,
    batchRows,
  }: {
    readonly stripe: number;
    readonly information: StripeInformation;
    readonly projection: Projection;
    readonly batchRows: number;
  },
): AsyncGenerator<RecordBatch> {
  const { compression } = tail;
  const plan = await readStripePlan(access, information, { compression, stripe });
  const wanted = wantedIds(projection);
  const streams = await readStreams(
    access,
    plan,
    (column, kind) => (column === 0 || wanted.has(column)) && !/^ROW_INDEX$|^BLOOM/.test(kind),
  );
  const isJulian = tail.footer.calendar === JULIAN_GREGORIAN;
  const context = { stripe, footer: plan.footer, streams, compression, isJulian };
  const root = rootReader(tail.type, projection, context);
  const { numberOfRows: rows = 0 } = information;
  const type = new Struct(projection.schema.fields);
  for (let from = 0; from < rows; from += batchRows) {
    const length = Math.min(batchRows, rows - from);
    const { children } = root.read(length);
    yield new RecordBatch(projection.schema, makeData({ type, length, nullCount: 0, children: [...children] }));
  }
  root.expectDone();
}

function wantedIds({ columns }: Projection): ReadonlySet<number> {
  return new Set(
    columns.flatMap((column) =>
      Array.from({ length: lastIdOf(column) - column.id + 1 }, (_, index) => column.id + index),
    ),
  );
}

/** The rows as a struct of the columns that are read. */
function rootReader(root: OrcType, { schema, columns }: Projection, context: StripeContext): ColumnReader {
  const present = root.kind === 'struct' ? context.streams(root.id, 'PRESENT') : new Uint8Array(0);
  const place = { part: 'stream', stripe: context.stripe, column: '(row)', stream: 'PRESENT' } as const;
  const fields = schema.fields.map(({ name, type }, index) => {
    const column = columns[index];
    if (!column) throw new TypeError('a projection without the column of a field');
    return buildReader(column, type, name, context);
  });
  return new StructReader(
    new Struct(schema.fields),
    present.length > 0 ? new BitRuns(new ByteStream(present, context.compression, place)) : undefined,
    fields,
  );
}
