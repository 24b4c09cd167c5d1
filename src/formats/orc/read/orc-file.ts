import { Field, Schema, type RecordBatch } from 'apache-arrow';
import { arrowSchemaOf, type ArrowTypeOptions } from '../arrow-types.ts';
import type { OrcCompression } from '../messages/kinds.ts';
import type { ColumnStatistics, Metadata } from '../messages/shapes.ts';
import { OrcError } from '../orc-error.ts';
import { orcTypeText, type OrcType } from '../orc-type.ts';
import { mayMeet, type Condition } from './conditions.ts';
import { readMetadata, readTail, type FileTail } from './file-tail.ts';
import { accessToBytes, accessToFile, type RandomAccess } from './random-access.ts';
import { readStripe, type Projection } from './stripe-reader.ts';

export interface OpenOptions extends ArrowTypeOptions {
  /**
   * Names for all columns, in order, in place of the file's own, or what makes them of those: Hive's are often `_col0`,
   * `_col1` ….
   */
  readonly names?: readonly string[] | ((names: readonly string[]) => readonly string[]);
}

export interface BatchOptions {
  /** Names of the columns to read, in any order; they come in that of the file. Default: all. */
  readonly columns?: readonly string[];
  /** What rows are wanted, all conditions together: stripes that have none, as their statistics tell, are not read. */
  readonly where?: readonly Condition[];
  /** The most rows of a batch. Default: 65,536. */
  readonly batchRows?: number;
}

export interface OrcStripe {
  readonly offset: number;
  /** With its indexes and footer. */
  readonly bytes: number;
  readonly rows: number;
}

/** An open ORC file. What it says of itself was read; rows are read, stripe by stripe, as they are asked for. */
export interface OrcFile extends AsyncDisposable {
  readonly schema: Schema;
  /** The type of a row as ORC's own tools write it: `struct<id:bigint,name:string>`. */
  readonly type: string;
  readonly rowCount: number;
  readonly compression: OrcCompression;
  /** Of the format: `0.11` or `0.12`. */
  readonly version: string;
  /** A number that grows with what was mended in the writer (ORC specification, `WriterVersion`). */
  readonly writerVersion: number;
  /** The program that wrote the file, where it says so. */
  readonly writer: string | undefined;
  /** What its writer added to the file, by name. */
  readonly metadata: ReadonlyMap<string, Uint8Array>;
  readonly stripes: readonly OrcStripe[];
  /** Of each column of the whole file; columns are numbered depth first, the row is 0. */
  readonly statistics: readonly ColumnStatistics[];
  /** The rows in batches; each is of one stripe. Throws an {@link OrcError}. */
  batches(options?: BatchOptions): AsyncGenerator<RecordBatch>;
  /** What the batches of these columns have as their schema. */
  schemaOf(columns?: readonly string[]): Schema;
  close(): Promise<void>;
}

/** Opens a file, by its path or its bytes. Throws an {@link OrcError} where its end is damaged. */
export async function openOrc(source: Uint8Array | string, options: OpenOptions = {}): Promise<OrcFile> {
  const access = typeof source === 'string' ? await accessToFile(source) : accessToBytes(source);
  try {
    const tail = await readTail(access);
    return fileOf(access, tail, renamed(arrowSchemaOf(tail.type, options), options.names));
  } catch (error) {
    await access.close();
    throw error;
  }
}

function fileOf(access: RandomAccess, tail: FileTail, schema: Schema): OrcFile {
  const { footer, postScript, type } = tail;
  const all: Projection = { schema, columns: type.kind === 'struct' ? type.children : [type] };
  return {
    schema,
    type: orcTypeText(type),
    rowCount: footer.numberOfRows ?? 0,
    compression: tail.compressionKind,
    version: postScript.version.length === 0 ? '0.11' : postScript.version.join('.'),
    writerVersion: postScript.writerVersion ?? 0,
    writer: footer.softwareVersion,
    metadata: new Map(footer.metadata.map(({ name = '', value = new Uint8Array(0) }) => [name, value])),
    stripes: footer.stripes.map(
      ({ offset = 0, indexLength = 0, dataLength = 0, footerLength = 0, numberOfRows: rows = 0 }) => ({
        offset,
        bytes: indexLength + dataLength + footerLength,
        rows,
      }),
    ),
    statistics: footer.statistics,
    batches: (options = {}) => batchesOf(access, tail, { ...options, all }),
    schemaOf: (columns) => project(all, columns).schema,
    close: () => access.close(),
    [Symbol.asyncDispose]: () => access.close(),
  };
}

async function* batchesOf(
  access: RandomAccess,
  tail: FileTail,
  { all, columns, where = [], batchRows = 65_536 }: BatchOptions & { readonly all: Projection },
): AsyncGenerator<RecordBatch> {
  if (!Number.isInteger(batchRows) || batchRows < 1)
    throw new RangeError(`batchRows is ${batchRows}, not a whole number of rows`);
  const projection = project(all, columns);
  const conditions = where.map((condition) => ({ condition, type: columnNamed(all, condition.column) }));
  const metadata: Metadata | undefined = conditions.length > 0 ? await readMetadata(access, tail) : undefined;
  for (const [stripe, information] of tail.footer.stripes.entries()) {
    const statistics = metadata?.stripeStats[stripe]?.colStats;
    const isWanted = conditions.every(({ condition, type }) => mayMeet(condition, type, statistics?.[type.id]));
    if (isWanted) yield* readStripe(access, tail, { stripe, information, projection, batchRows });
  }
}

function project(all: Projection, names: readonly string[] | undefined): Projection {
  if (!names) return all;
  for (const name of names) columnNamed(all, name);
  const wanted = new Set(names);
  const isWanted = all.schema.fields.map(({ name }) => wanted.has(name));
  const fields: Field[] = all.schema.fields.filter((_, index) => isWanted[index]);
  return { schema: new Schema(fields), columns: all.columns.filter((_, index) => isWanted[index]) };
}

function columnNamed({ schema, columns }: Projection, name: string): OrcType {
  const column = columns[schema.fields.findIndex((field) => field.name === name)];
  if (column) return column;
  const names = schema.fields.map((field) => field.name).join(', ');
  throw new OrcError({ part: 'footer', column: name }, `the file has no such column; it has ${names}`);
}

function renamed(schema: Schema, wanted: OpenOptions['names']): Schema {
  if (!wanted) return schema;
  const names = typeof wanted === 'function' ? wanted(schema.fields.map(({ name }) => name)) : wanted;
  if (names.length !== schema.fields.length) {
    throw new OrcError({ part: 'footer' }, `${names.length} names are given for ${schema.fields.length} columns`);
  }
  return new Schema(
    schema.fields.map(({ name, type, nullable }, index) => new Field(names[index] ?? name, type, nullable)),
  );
}
