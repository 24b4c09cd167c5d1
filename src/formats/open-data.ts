import type { Table } from 'apache-arrow';
import type { Finding } from '../core/finding.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { id, sql, type Sql } from '../duckdb/sql.ts';
import { conform } from './conform.ts';
import { folderOf } from './find-files.ts';
import { commonFormat } from './format-of-files.ts';
import type { FormatName, ReadOptions, ReadResult, SourceFile } from './format.ts';
import { addHiveColumns } from './hive-folders.ts';
import { listFiles } from './list-files.ts';
import { readLiteralRows } from './literal-rows.ts';
import { formatNamed } from './registry.ts';
import { typedPart } from './typed-part.ts';

/**
 * Data by any name a user may give it: a path (file, folder or glob), several, an Arrow table, or literal rows with
 * DuckDB type names, whose JSON values are cast: text to the column's type, NULL for null.
 */
export type DataInput = string | readonly string[] | Table | LiteralData;

export interface LiteralData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly unknown[])[];
}

export interface OpenedData extends ReadResult {
  /** What to order by to have the rows as they stand in the files: a list for `order by`. */
  readonly rowOrder: Sql;
  /** The files as `_source_object` names them, in the order of the input; none where the data are no files. */
  readonly objects: readonly string[];
}

/** What a user says of files, and wins over what is found. */
export interface SaidOfFiles {
  /** The format of the files, whatever they look like. */
  readonly format?: FormatName;
  readonly options?: ReadOptions;
}

export interface OpenOptions extends SaidOfFiles {
  /** Name of the relation to make. */
  readonly into: string;
  readonly lazy?: boolean;
}

/**
 * Reads data into relation `into`, with the types found in it. Rows that cannot be read are left out with a warning
 * (`BAD_ROWS`). Throws a `UserError` where there is nothing to read, or a file as a whole cannot be. The session must
 * be allowed to read {@link foldersOf} the input. With `lazy`, files that can be are read when the relation is.
 */
export async function openData(
  session: Session,
  input: DataInput,
  { into, lazy = false, ...said }: OpenOptions,
): Promise<OpenedData> {
  const read = await readInput(session, input, { into, lazy, ...said });
  const findings = unique([...read.findings, ...(await badRowFindings(session, read))]);
  return { ...read, findings, rowOrder: sql`${id('_source_object')}, ${id('_source_row')}` };
}

/** Reads some of the files of a data set: columns that all files `found` have, without those of partition folders. */
export async function openFiles(
  session: Session,
  files: readonly SourceFile[],
  { into, lazy, found }: { into: string; lazy: boolean; found: readonly Column[] | undefined },
): Promise<ReadResult & { readonly format: FormatName }> {
  const { format, findings } = await commonFormat(files);
  const read = await format.read(session, { files, into, lazy, ...(found ? { found } : {}) });
  return {
    ...read,
    findings: unique([...findings, ...read.findings, ...(await badRowFindings(session, read))]),
    format: format.name,
  };
}

/** The local folders that a session must be allowed to read for this input. */
export async function foldersOf(input: DataInput): Promise<string[]> {
  return Promise.all(pathsOf(input).map((path) => folderOf(path)));
}

type ReadInput = ReadResult & Pick<OpenedData, 'objects'>;

type ReadSettings = OpenOptions & { readonly lazy: boolean };

async function readInput(session: Session, input: DataInput, settings: ReadSettings): Promise<ReadInput> {
  const { into } = settings;
  if (typeof input === 'string' || isList(input)) return readPaths(session, pathsOf(input), settings);
  if ('rows' in input) return { ...(await readLiteralRows(session, input, into)), objects: [] };
  const table = `${into} arrow`;
  await session.run(sql`drop table if exists ${id(table)}`);
  await session.createTable(table, input);
  const { part, findings } = typedPart('table', id(table), await session.columns(id(table)));
  const read = await conform(session, [part], { files: [], into });
  await session.run(sql`drop table ${id(table)}`);
  return { ...read, findings: [...findings, ...read.findings], objects: [] };
}

function pathsOf(input: DataInput): readonly string[] {
  if (typeof input === 'string') return [input];
  return isList(input) ? input : [];
}

function isList(input: DataInput): input is readonly string[] {
  return Array.isArray(input);
}

/** Detection and reading may both find the same. */
function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

async function readPaths(
  session: Session,
  paths: readonly string[],
  { into, lazy, format: said, options = {} }: ReadSettings,
): Promise<ReadInput> {
  const found = await listFiles(paths);
  const files = found.map(({ file }) => file);
  const { format, findings } = said ? { format: formatNamed(said), findings: [] } : await commonFormat(files, options);
  const partitioned = found.some(({ hive }) => hive.size > 0);
  const read = await format.read(session, { files, into: partitioned ? `${into} files` : into, lazy, options });
  const values = new Map(found.map(({ file, hive }) => [file.object, hive]));
  const whole = partitioned ? await addHiveColumns(session, read, { into, values }) : read;
  return { ...whole, findings: [...findings, ...whole.findings], objects: files.map(({ object }) => object) };
}

/** How many bad rows are told one by one. */
const FIRST_BAD_ROWS = 3;

/** A warning for each file with rows that could not be read, with the first of them. */
export async function badRowFindings(session: Session, read: ReadResult): Promise<Finding[]> {
  const rows = await session.rows(sql`
    select _source_object as object, count(distinct _source_row) as bad,
      min_by({'row': _source_row, 'reason': reason, 'column': column_name}, _source_row, ${FIRST_BAD_ROWS}) as firsts
    from ${read.badRows} group by _source_object order by _source_object`);
  return rows.map((row) => ({
    code: 'BAD_ROWS',
    severity: 'warning',
    message:
      row['bad'] === 1
        ? '1 row could not be read and is left out'
        : `${String(row['bad'])} rows could not be read and are left out`,
    file: String(row['object']),
    found: Array.isArray(row['firsts']) ? row['firsts'].map(describeBadRow).join('; ') : '',
  }));
}

function describeBadRow(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null || !('row' in entry) || !('reason' in entry)) return '';
  const column = 'column' in entry && entry.column !== null ? ` column ${JSON.stringify(entry.column)}` : '';
  return `row ${String(entry.row)}${column}: ${String(entry.reason)}`;
}
