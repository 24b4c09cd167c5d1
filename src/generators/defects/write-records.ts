import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import { readHead } from '../../formats/file-ends.ts';
import type { SourceFile } from '../../formats/format.ts';
import { jsonPath } from '../../formats/json-file.ts';
import { recordsOfJson } from '../../formats/json.ts';
import { recordsOfNdjson } from '../../formats/ndjson.ts';
import { writeAtomically } from '../../formats/write-atomically.ts';
import type { Injected } from './inject-defects.ts';
import { withMembers } from './json-members.ts';

interface RecordsOptions {
  readonly file: SourceFile;
  readonly format: 'json' | 'ndjson';
  /** Their relation has the number of each row's record in the file as `__carried`. */
  readonly injected: Injected;
  readonly path: string;
}

/**
 * Writes damaged rows as JSON out of the records they were read from: a record without damage as it was written, in one
 * with damage only the values that are damaged are other ones.
 */
export async function writeRecordTexts(
  session: Session,
  { file, format, injected, path }: RecordsOptions,
): Promise<void> {
  const records = id('__records');
  const changed = id('__changed records');
  const at = await jsonPath(session, file);
  const query = await (format === 'json' ? recordsOfJson(at, file) : recordsOfNdjson(at));
  try {
    await session.run(
      sql`create or replace temp table ${records} as select row_number() over () as number, record from (${query})`,
    );
    await changeRecords(session, { records, changed, injected });
    const isArray = format === 'json' && !(injected.rows === 1 && (await holdsOneObject(at)));
    const texts = sql`
      select ${isArray ? inArray(injected.rows) : RECORD} as text
      from ${injected.relation} as damaged
      join ${records} as records on records.number = damaged.__carried
      left join ${changed} as changed on changed.position = damaged.rowid + 1
      order by damaged.rowid`;
    const lines = isArray && injected.rows === 0 ? sql`select '[]'` : texts;
    // Without quotes, and with a delimiter that JSON cannot hold, a line of CSV is its text.
    await writeAtomically(session, path, (target) =>
      session.run(
        sql`copy (${lines}) to ${target} (format csv, header false, quote '', escape '', delimiter ${'\u0001'})`,
      ),
    );
  } finally {
    for (const table of [records, changed]) await session.run(sql`drop table if exists ${table}`);
  }
}

/** Fills table `changed` (`position`, `text`) with the records that have damaged values. */
async function changeRecords(
  session: Session,
  { records, changed, injected }: { records: Sql; changed: Sql; injected: Injected },
): Promise<void> {
  const { relation, columns, labels } = injected;
  await session.run(sql`create or replace temp table ${changed} (position bigint, text varchar)`);
  const values = columns.map((column) => sql`when ${column.name} then ${jsonOf(column)}`);
  for (let from = 0; from < injected.rows; from += ROWS_AT_A_TIME) {
    const found = await session.rows(sql`
      select labels."row" as position, any_value(records.record) as record,
        list(labels."column" order by labels."column") as keys,
        list(coalesce(case labels."column" ${join(values, ' ')} end, 'null') order by labels."column") as texts
      from ${labels} as labels
      join ${relation} as damaged on damaged.rowid = labels."row" - 1
      join ${records} as records on records.number = damaged.__carried
      where labels."column" is not null and labels."row" > ${from} and labels."row" <= ${from + ROWS_AT_A_TIME}
      group by labels."row" order by labels."row"`);
    const rows = found.map(({ position, record, keys, texts }) => {
      const made = textsOf(texts);
      const changes = new Map(textsOf(keys).map((name, index) => [name, made[index] ?? 'null']));
      return sql`(${Number(position)}, ${withMembers(String(record), changes)})`;
    });
    if (rows.length > 0) await session.run(sql`insert into ${changed} values ${join(rows)}`);
  }
}

/** Rows of the file whose damaged records are held at once. */
const ROWS_AT_A_TIME = 20_000;

/** A value as JSON; numbers that it lacks are texts, as the formats write them. */
function jsonOf({ name, type }: Column): Sql {
  const value = id('damaged', name);
  if (type !== 'DOUBLE' && type !== 'FLOAT') return sql`to_json(${value})::varchar`;
  return sql`case when isfinite(${value}) then to_json(${value})::varchar
    when isnan(${value}) then '"NaN"' when ${value} > 0 then '"Infinity"' when ${value} < 0 then '"-Infinity"' end`;
}

function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

const RECORD = sql`coalesce(changed.text, records.record)`;

/** A record with what stands around it in an array. */
function inArray(rows: number): Sql {
  return sql`if(damaged.rowid = 0, '[' || chr(10), '') || ${RECORD} || if(damaged.rowid = ${rows - 1}, chr(10) || ']', ',')`;
}

/** A file of one object, which is one row, and no array. */
async function holdsOneObject(path: string): Promise<boolean> {
  const head = new TextDecoder().decode(await readHead(path, 1 << 16));
  return head.trimStart().startsWith('{');
}
