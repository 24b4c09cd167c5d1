import type { Table } from 'apache-arrow';
import { UserError, userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { id, sql, type Sql } from '../duckdb/sql.ts';
import { conform } from './conform.ts';
import { detectFile } from './detect-file.ts';
import { folderOf } from './find-files.ts';
import type { Format, FormatName, ReadResult, SourceFile } from './format.ts';
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

/**
 * Reads data into relation `into`, with the types found in it. Rows that cannot be read are left out with a warning
 * (`BAD_ROWS`). Throws a `UserError` where there is nothing to read, or a file as a whole cannot be. The session must
 * be allowed to read {@link foldersOf} the input. With `lazy`, files that can be are read when the relation is.
 */
export async function openData(
  session: Session,
  input: DataInput,
  { into, lazy = false }: { into: string; lazy?: boolean },
): Promise<OpenedData> {
  const read = await readInput(session, input, into, lazy);
  const findings = [...read.findings, ...(await badRowFindings(session, read))];
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
    findings: [...findings, ...read.findings, ...(await badRowFindings(session, read))],
    format: format.name,
  };
}

/** The local folders that a session must be allowed to read for this input. */
export async function foldersOf(input: DataInput): Promise<string[]> {
  return Promise.all(pathsOf(input).map((path) => folderOf(path)));
}

type ReadInput = ReadResult & Pick<OpenedData, 'objects'>;

async function readInput(session: Session, input: DataInput, into: string, lazy: boolean): Promise<ReadInput> {
  if (typeof input === 'string' || isList(input)) return readPaths(session, pathsOf(input), into, lazy);
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

async function readPaths(session: Session, paths: readonly string[], into: string, lazy: boolean): Promise<ReadInput> {
  const found = await listFiles(paths);
  const files = found.map(({ file }) => file);
  const { format, findings } = await commonFormat(files);
  const partitioned = found.some(({ hive }) => hive.size > 0);
  const read = await format.read(session, { files, into: partitioned ? `${into} files` : into, lazy });
  const values = new Map(found.map(({ file, hive }) => [file.object, hive]));
  const whole = partitioned ? await addHiveColumns(session, read, { into, values }) : read;
  return { ...whole, findings: [...findings, ...whole.findings], objects: files.map(({ object }) => object) };
}

/** The one format of all files; where some file cannot be told, or they differ, that stops the reading. */
async function commonFormat(files: readonly SourceFile[]): Promise<{ format: Format; findings: Finding[] }> {
  const findings: Finding[] = [];
  const formats = new Map<Format, string>();
  for (const { path } of files) {
    const detected = await detectFile(path);
    findings.push(...detected.findings);
    if (!detected.format) continue;
    const format = formatNamed(detected.format.name);
    if (!formats.has(format)) formats.set(format, path);
  }
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new UserError(errors);
  const [format, other] = formats.keys();
  if (format && !other) return { format, findings };
  if (format) throw formatsMixed([...formats].map(([{ name }, path]) => [name, path]));
  throw userError({ code: 'FILES_NO_MATCH', message: 'no path was given', expected: 'the path of a file' });
}

/** Files of one data set that are not of one format; a file of each is named. */
export function formatsMixed(files: readonly (readonly [FormatName, string])[]): UserError {
  return userError({
    code: 'FORMATS_MIXED',
    message: 'the files are of different formats',
    expected: 'files of one format: name them by a pattern such as "*.csv"',
    found: files.map(([name, path]) => `${name}: ${path}`).join(', '),
  });
}

/** How many bad rows are told one by one. */
const FIRST_BAD_ROWS = 3;

async function badRowFindings(session: Session, read: ReadResult): Promise<Finding[]> {
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
