import { DuckDBError } from '../duckdb/duckdb-error.ts';
import type { Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { conform } from './conform.ts';
import type { Part } from './part.ts';
import { dialectOf, type CsvDialect } from './csv-dialect.ts';
import { pointedCells } from './csv-decimals.ts';
import { lostCsvRows, RowCountMismatch, takeRejectTables } from './csv-rejects.ts';
import { fromFirstLine, withUniformLines } from './csv-line-ends.ts';
import type { ReadRequest, ReadResult, SourceFile } from './format.ts';
import { uniqueNames, writtenAs } from './column-names.ts';
import { detectsDates } from './standardize/rules.ts';
import { dialectFindings } from './text-findings.ts';

/**
 * Reads files of delimited text. Values are read as text and typed in the same statement: with declared columns a file is parsed once and never held
 * as text. Quotes that are out of order can make DuckDB's threads disagree on where records begin; that shows in the
 * count of rows, and the files are then read by one thread.
 */
export async function readCsv(session: Session, request: ReadRequest): Promise<ReadResult> {
  try {
    return await readOnce(session, request, true);
  } catch (error) {
    if (error instanceof RowCountMismatch) return readSerially(session, request);
    if (!isLineEndError(error)) throw error;
    const files: SourceFile[] = [];
    for (const file of request.files)
      files.push({ ...file, path: await withUniformLines(session, file.path, quoteOf(request)) });
    return readSerially(session, { ...request, files });
  }
}

async function readSerially(session: Session, request: ReadRequest): Promise<ReadResult> {
  try {
    return await readOnce(session, request, false);
  } catch (error) {
    if (!(error instanceof RowCountMismatch)) throw error;
    throw userError({
      code: 'CSV_UNREADABLE',
      message: 'the rows of the file cannot be told apart',
      file: error.file,
      hint: 'Look for quotes that are not closed, or not doubled inside a quoted field.',
    });
  }
}

function quoteOf({ options }: ReadRequest): string {
  return options?.csv?.quote ?? '"';
}

/** What DuckDB says of a file that mixes line ends, which it does not read. */
function isLineEndError(error: unknown): boolean {
  return error instanceof DuckDBError && error.message.includes('state machine reached an invalid state');
}

async function readOnce(session: Session, request: ReadRequest, parallel: boolean): Promise<ReadResult> {
  const said = request.options?.csv ?? {};
  const findings: Finding[] = [];
  const parts: Part[] = [];
  for (const [index, given] of request.files.entries()) {
    const file = { ...given, path: await fromFirstLine(session, given.path, quoteOf(request)) };
    const found = await dialectOf(file, said);
    // Where values are standardized, what is only guessed of their numbers is left to the rules for that.
    const isLeft = request.standardize !== undefined && said.decimalComma !== true;
    const dialect = isLeft ? { ...found, decimalComma: false } : found;
    const names = uniqueNames(dialect.header, file.object);
    findings.push(...dialectFindings(file.object, { dialect, said }), ...names.findings);
    const table = `${request.into} text ${index}`;
    parts.push(await partOf(session, { file, dialect, names: names.names, table, parallel, findings }, request));
  }
  const result = await conform(session, parts, request);
  if (!request.columns || request.standardize) {
    for (const index of parts.keys()) {
      await session.run(sql`drop table if exists ${id(`${request.into} text ${index}`)}`);
    }
  }
  return { ...result, findings: [...findings, ...result.findings] };
}

interface CsvFile {
  readonly file: SourceFile;
  readonly dialect: CsvDialect;
  readonly names: readonly string[];
  readonly table: string;
  readonly parallel: boolean;
  readonly findings: Finding[];
}

async function partOf(session: Session, source: CsvFile, request: ReadRequest): Promise<Part> {
  const { file, dialect, names, table, parallel, findings } = source;
  const rejects = await takeRejectTables(session, table);
  const reader = readerOf(file, dialect, rejects, parallel);
  const cells = names.map((_, index) => id(`c${index}`));
  const held = !request.columns || detectsDates(request.standardize);
  if (held) await session.run(sql`create or replace temp table ${id(table)} as select * from ${reader}`);
  const values = dialect.decimalComma ? await pointedCells(session, { names, cells, table, request }) : cells;
  const pairs = names.flatMap((name, index) => [sql`${name}`, cells[index] ?? sql`null`]);
  return {
    object: file.object,
    from: held ? id(table) : reader,
    fields: names.map((name, index) => ({
      name,
      ...writtenAs(dialect.header[index], name),
      value: values[index] ?? sql`null`,
      type: 'VARCHAR',
    })),
    rawRow: sql`cast(json_object(${join(pairs)}) as varchar)`,
    rowTests: [],
    emptyIsNull: true,
    sparse: false,
    lostRows: async (kept) => lostCsvRows(session, { file, dialect, rejects, kept, parallel, findings }),
  };
}

function readerOf(
  file: SourceFile,
  dialect: CsvDialect,
  rejects: { errors: string; scans: string },
  parallel: boolean,
): Sql {
  const columns = dialect.header.map((_, index) => sql`${raw(`'c${index}'`)}: 'VARCHAR'`);
  return sql`read_csv(${file.path}, columns = {${join(columns)}}, header = ${dialect.hasHeader}, auto_detect = false,
    delim = ${dialect.delimiter}, quote = ${dialect.quote}, escape = ${dialect.quote}, comment = '', nullstr = '', allow_quoted_nulls = false,
    parallel = ${parallel}, store_rejects = true, rejects_table = ${rejects.errors}, rejects_scan = ${rejects.scans})`;
}
