import type { Finding } from '../core/finding.ts';
import type { Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { uniqueNames, writtenAs } from './column-names.ts';
import { exactNumbers } from './json-exact.ts';
import { jsonKeys, type JsonKey } from './json-keys.ts';
import type { Flattening } from './json-leaves.ts';
import type { Field, Part } from './part.ts';

export interface Records {
  readonly object: string;
  /** A table with the column `record` (VARCHAR), which may be no JSON at all. */
  readonly from: Sql;
  /** Whether numbers of the file must be protected from DuckDB's JSON reader. */
  readonly exact: boolean;
  readonly declared: boolean;
  /** Whether numbers are to be told from strings. */
  readonly tellNumbers: boolean;
  readonly flatten?: Flattening | undefined;
  /** Name of the table to make of the values. */
  readonly into: string;
}

/**
 * Records of JSON text as a part of a relation: one column a key of any record. A record that is not an object, or has
 * one key twice, is a bad row. Every record is taken apart once, into a table of texts; nested values that nobody
 * declared become what all of them are.
 */
export async function recordsPart(session: Session, records: Records): Promise<{ part: Part; findings: Finding[] }> {
  const keys = await jsonKeys(session, records);
  const { names, findings } = uniqueNames(
    keys.map(({ name }) => name),
    records.object,
  );
  await session.run(valuesTable(records, keys));
  const part: Part = {
    object: records.object,
    from: id(records.into),
    fields: keys.map((key, index) => ({
      ...fieldOf(key, names[index] ?? key.name, id(`c${index}`)),
      ...(records.tellNumbers ? { isNumber: id(`n${index}`) } : {}),
    })),
    rawRow: sql`record`,
    rowTests: [
      { fits: sql`kind <> 'invalid'`, reason: 'not JSON' },
      { fits: sql`kind <> 'other'`, reason: 'not a JSON object' },
      { fits: sql`kind <> 'twins'`, reason: 'a key stands twice in the object' },
    ],
    emptyIsNull: false,
    sparse: true,
  };
  return { part, findings: [...findings, ...keys.flatMap(({ finding }) => finding ?? [])] };
}

function fieldOf({ name: key, type, strings }: JsonKey, name: string, value: Sql): Field {
  return { name, ...writtenAs(key, name), value, type: type ?? 'VARCHAR', ...(strings ? { strings } : {}) };
}

function valuesTable({ from, exact, into, tellNumbers }: Records, keys: readonly JsonKey[]): Sql {
  const spellings = keys.flatMap((key) => key.spellings);
  const cells = keys.map(({ type, spellings: own }, index) => {
    const texts = own.map((spelling) => sql`list_extract(v, ${spellings.indexOf(spelling) + 1})`);
    const text = own.length === 1 ? join(texts) : sql`coalesce(${join(texts)})`;
    const value = type === undefined ? text : sql`try_cast(cast(${text} as json) as ${raw(type)})`;
    return sql`${value} as ${id(`c${index}`)}`;
  });
  const numbers = tellNumbers ? keys.map((key, index) => numberTest(key, index, spellings)) : [];
  const record = exact ? exactNumbers(sql`record`) : sql`record`;
  const texts = keys.length === 0 ? sql`null` : sql`json_extract_string(${record}, [${join(spellings)}])`;
  const types = numbers.length === 0 ? sql`null` : sql`json_type(record, [${join(spellings)}])`;
  return sql`create or replace temp table ${id(into)} as
    select ${join([sql`record`, sql`kind`, ...cells, ...numbers])} from (
      select record, kind, case when kind = 'object' then ${texts} end as v,
        case when kind = 'object' then ${types} end as t from (
        select record, case when not json_valid(record) then 'invalid' when json_type(record) <> 'OBJECT' then 'other'
          when ${hasTwinKey(spellings)} then 'twins' else 'object' end as kind from ${from}))`;
}

/** Whether the value is a number, by the first spelling of its key that has one. */
function numberTest({ spellings: own }: JsonKey, index: number, spellings: readonly string[]): Sql {
  const types = own.map((spelling) => sql`nullif(list_extract(t, ${spellings.indexOf(spelling) + 1}), 'NULL')`);
  return sql`coalesce(coalesce(${join(types)}) in ('BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE'), false) as ${id(`n${index}`)}`;
}

/**
 * DuckDB reads the first of two equal keys and Spark the last, so neither can be right. Letter case is no difference.
 * Looked at are the record and the records within it that became columns.
 */
function hasTwinKey(spellings: readonly string[]): Sql {
  const within = spellings.flatMap((pointer) => {
    const keys = pointer.split('/').slice(1, -1);
    return keys.map((_, depth) => `/${keys.slice(0, depth + 1).join('/')}`);
  });
  const lists = [sql`json_keys(record)`, ...[...new Set(within)].map((path) => sql`json_keys(record, ${path})`)];
  const tests = lists.map(
    (keys) => sql`len(${keys}) <> len(list_distinct(list_transform(${keys}, lambda key: lower(key))))`,
  );
  return sql`(${join(tests, ' or ')})`;
}
