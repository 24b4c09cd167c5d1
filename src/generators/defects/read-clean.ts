import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import { uniqueNames } from '../../formats/column-names.ts';
import { dialectOf } from '../../formats/csv-dialect.ts';
import type { FormatName, ReadResult, SourceFile } from '../../formats/format.ts';
import { inferColumns } from '../../formats/infer-columns.ts';
import { formatNamed } from '../../formats/registry.ts';

interface ReadCleanOptions {
  readonly file: SourceFile;
  readonly format: FormatName;
  readonly into: string;
  readonly asText: boolean;
}

/** A file's rows as they are before the damage. */
export interface CleanData {
  /** A query in parentheses, rows in order. */
  readonly table: Sql;
  /** What the columns mean. */
  readonly columns: readonly Column[];
  /** The values are the texts of the file. */
  readonly isText: boolean;
  /** Of CSV. */
  readonly delimiter?: string;
  readonly findings: readonly Finding[];
}

/** The number of a row's record in its file, which the rows of JSON have besides their columns. */
export const SOURCE_ROW = '_source_row';

/**
 * Reads a file to be damaged. With `asText` CSV is read as text, beside which the types that its values have are found,
 * so that what is not damaged can be written as it was read.
 */
export async function readClean(
  session: Session,
  { file, format, into, asText }: ReadCleanOptions,
): Promise<CleanData> {
  if (format === 'csv' && asText) return readText(session, file, into);
  const read = await formatNamed(format).read(session, { files: [file], into, lazy: true });
  const rows = format === 'json' || format === 'ndjson' ? [{ name: SOURCE_ROW, type: 'BIGINT' }] : [];
  const table = await inOrder(session, read, { columns: [...read.columns, ...rows], into });
  const findings = [...read.findings, ...(await lostRows(session, read, file))];
  return { table, columns: read.columns, isText: false, findings };
}

async function readText(session: Session, file: SourceFile, into: string): Promise<CleanData> {
  const { delimiter, header } = await dialectOf(file);
  const { names, findings } = uniqueNames(header, file.object);
  const texts = names.map((name) => ({ name, type: 'VARCHAR' }));
  const read = await formatNamed('csv').read(session, { files: [file], columns: texts, into, keepBadRows: true });
  const part = {
    object: file.object,
    from: read.relation,
    fields: texts.map(({ name, type }) => ({ name, type, value: id(name) })),
    rawRow: sql`null`,
    rowTests: [],
    emptyIsNull: true,
    sparse: false,
  };
  const { columns } = await inferColumns(session, [part]);
  const table = await inOrder(session, read, { columns: texts, into });
  return {
    table,
    columns,
    isText: true,
    delimiter,
    findings: [...findings, ...read.findings, ...(await lostRows(session, read, file))],
  };
}

async function lostRows(session: Session, { badRows }: ReadResult, file: SourceFile): Promise<Finding[]> {
  const [bad] = await session.rows(
    sql`select count(distinct _source_row) as rows, min(_source_row)::varchar as first from ${badRows}`,
  );
  if (bad?.['rows'] === 0) return [];
  return [
    {
      code: 'BAD_ROWS',
      severity: 'warning',
      message:
        bad?.['rows'] === 1
          ? '1 row could not be read and is left out'
          : `${String(bad?.['rows'])} rows could not be read and are left out`,
      file: file.object,
      found: `the first is row ${String(bad?.['first'])}`,
    },
  ];
}

/** The rows in the order of the file; where some could not be read, the others come in any order and are put in order. */
async function inOrder(
  session: Session,
  { relation, badRows }: ReadResult,
  { columns, into }: { readonly columns: readonly Column[]; readonly into: string },
): Promise<Sql> {
  const values = sql`select ${join(columns.map(({ name }) => id(name)))} from ${relation}`;
  const [bad] = await session.rows(sql`select count(*) as rows from ${badRows}`);
  if (bad?.['rows'] === 0) return sql`(${values})`;
  const ordered = id(`${into} in order`);
  await session.run(sql`create or replace temp table ${ordered} as ${values} order by ${id(SOURCE_ROW)}`);
  return ordered;
}
