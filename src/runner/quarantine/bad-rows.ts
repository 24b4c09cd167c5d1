import { userError } from '../../core/errors.ts';
import { DuckDBError } from '../../duckdb/duckdb-error.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { BAD_ROW_COLUMNS } from '../../formats/format.ts';
import { exactNumbers } from '../../formats/json-exact.ts';
import { pointer } from '../../formats/json-pointer.ts';
import { quarantinedRows, type QuarantinedRows } from '../../lake/quarantine.ts';
import type { Store } from '../../lake/store.ts';

/** The bad rows of one batch of a dataset. */
export interface BadRowsSummary {
  /** `processed.<name>`. */
  readonly dataset: string;
  /** The batch: `YYYY-MM-DD`. */
  readonly day: string;
  /** Of the Parquet file in the processed zone. */
  readonly key: string;
  readonly bytes: number;
  /** Rows, not values. */
  readonly rows: number;
  /** Rows by column and reason, the most frequent first; without a column it is about the whole row. */
  readonly reasons: readonly { readonly column: string | null; readonly reason: string; readonly rows: number }[];
}

/** The files of bad rows: of all datasets and days, or of one. */
export async function badRowFiles(
  store: Store,
  { dataset, day }: { dataset?: string; day?: string },
): Promise<QuarantinedRows[]> {
  const files: QuarantinedRows[] = [];
  for await (const file of quarantinedRows(store, dataset === undefined ? {} : { dataset })) {
    if (day === undefined || file.origin === day) files.push(file);
  }
  return files;
}

/**
 * Counts the rows of a file by what is wrong with them. Throws a `UserError` QUARANTINE_ROWS_UNREADABLE where it was
 * damaged.
 */
export async function summarizeBadRows(session: Session, store: Store, file: QuarantinedRows): Promise<BadRowsSummary> {
  return readable([file], () => summarize(session, store, file));
}

/** Runs what reads files of bad rows. Throws as {@link summarizeBadRows}. */
export async function readable<T>(files: readonly QuarantinedRows[], action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof DuckDBError)) throw error;
    throw userError(
      {
        code: 'QUARANTINE_ROWS_UNREADABLE',
        message: `bad rows in quarantine cannot be read: ${error.reason}`,
        file: files.map(({ key }) => `processed/${key}`).join(', '),
        hint: 'The next replay of the day writes them anew.',
      },
      { cause: error },
    );
  }
}

async function summarize(session: Session, store: Store, file: QuarantinedRows): Promise<BadRowsSummary> {
  const rows = await badRowsOf(store, [file]);
  const [total] = await session.rows(
    sql`select count(*) as rows from (select distinct _source_object, _source_row from ${rows})`,
  );
  const reasons = await session.rows(
    sql`select column_name, reason, count(distinct (_source_object, _source_row)) as rows from ${rows}
      group by all order by rows desc, column_name, reason limit 20`,
  );
  return {
    dataset: `processed.${file.dataset}`,
    day: file.origin,
    key: file.key,
    bytes: file.bytes,
    rows: Number(total?.['rows']),
    reasons: reasons.map(({ column_name: column, reason, rows: count }) => ({
      column: column === null ? null : String(column),
      reason: String(reason),
      rows: Number(count),
    })),
  };
}

/** The bad values of files as a relation: the columns of {@link BAD_ROW_COLUMNS}. */
export async function badRowsOf(store: Store, files: readonly QuarantinedRows[]): Promise<Sql> {
  const columns = join(BAD_ROW_COLUMNS.map(({ name, type }) => sql`cast(${id(name)} as ${raw(type)}) as ${id(name)}`));
  const parts: Sql[] = [];
  for (const { key } of files) {
    parts.push(sql`select ${columns} from read_parquet(${await store.localPath('processed', key)})`);
  }
  return sql`(${join(parts, ' union all ')})`;
}

/** Bad rows as they were received, under the columns that they had there. */
export interface ReceivedRows {
  readonly columns: readonly Column[];
  /** One row for each that was received, in the order of object and row; all values are text. */
  readonly relation: Sql;
  readonly rows: number;
  /** Rows whose columns could not be told apart: they are text alone, and not in `relation`. */
  readonly withoutColumns: number;
}

/** Takes bad rows apart, so that they can be mended and landed again. */
export async function receivedRows(session: Session, badRows: Sql): Promise<ReceivedRows> {
  // NULL where it is no JSON object: the functions of JSON fail on what is no JSON, whatever a condition beside them says.
  const json = sql`case when json_valid(raw) then case when json_type(raw) = 'OBJECT' then raw end end`;
  const rows = sql`(select _source_object, _source_row, ${json} as json
    from (select _source_object, _source_row, any_value(raw) as raw from ${badRows} group by all))`;
  const [counts] = await session.rows(
    sql`select count(json) as rows, count(*) filter (where json is null) as others from ${rows}`,
  );
  const shapes = await session.rows(
    sql`select json_keys(json) as keys from ${rows} where json is not null
      group by keys order by min((_source_object, _source_row))`,
  );
  const names = [...new Set(shapes.flatMap(({ keys }) => (Array.isArray(keys) ? keys.map(String) : [])))];
  const values = names.map(
    (name) => sql`json_extract_string(${exactNumbers(sql`json`)}, ${pointer(name)}) as ${id(name)}`,
  );
  return {
    columns: names.map((name) => ({ name, type: 'VARCHAR' })),
    relation: sql`(select ${join(values)} from ${rows} where json is not null order by _source_object, _source_row)`,
    rows: Number(counts?.['rows']),
    withoutColumns: Number(counts?.['others']),
  };
}
