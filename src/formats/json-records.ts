import type { Session } from '../duckdb/session.ts';
import { join, sql, type Sql } from '../duckdb/sql.ts';
import type { Finding } from '../core/finding.ts';
import { fold, uniqueNames } from './column-names.ts';
import type { Field, Part } from './part.ts';
import { exactNumbers } from './json-exact.ts';
import { pointer } from './json-pointer.ts';
import { columnShape, type Shape } from './json-shape.ts';

/**
 * Records of JSON text as a part of a relation: one column a key of any record. `from` has the column `record`
 * (VARCHAR), which may be no JSON at all. A record that is not an object, or has one key twice, is a bad row.
 */
export async function recordsPart(
  session: Session,
  { object, from, declared }: { object: string; from: Sql; declared: boolean },
): Promise<{ part: Part; findings: Finding[] }> {
  const shapes = declared ? await keysOf(session, from) : await shapesOf(session, from);
  const spellings = bySpelling([...shapes.keys()]);
  const { names, findings } = uniqueNames([...spellings.keys()], object);
  const keys = [...spellings.values()].flat();
  const fields = [...spellings.values()].map((variants, index): Field => {
    const values = variants.map((key) => sql`list_extract(v, ${keys.indexOf(key) + 1})`);
    const shape = declared ? {} : { shape: commonShape(variants.map((key) => columnShape(shapes.get(key)))) };
    return { name: names[index] ?? '', value: sql`coalesce(${join(values)}, null)`, type: 'VARCHAR', ...shape };
  });
  const paths = keys.map(pointer);
  const isObject = sql`(json_valid(record) and json_type(record) = 'OBJECT')`;
  const texts =
    paths.length === 0 ? sql`null` : sql`json_extract_string(${exactNumbers(sql`record`)}, [${join(paths)}])`;
  const part: Part = {
    object,
    from: sql`(select record, kind, case when kind = 'object' then ${texts} end as v from (
      select record, case when not json_valid(record) then 'invalid' when not ${isObject} then 'other'
        when ${HAS_TWIN_KEY} then 'twins' else 'object' end as kind from ${from}))`,
    fields,
    rawRow: sql`record`,
    rowTests: [
      { fits: sql`kind <> 'invalid'`, reason: 'not JSON' },
      { fits: sql`kind <> 'other'`, reason: 'not a JSON object' },
      { fits: sql`kind <> 'twins'`, reason: 'a key stands twice in the object' },
    ],
    emptyIsNull: false,
    sparse: true,
  };
  return { part, findings };
}

/** DuckDB reads the first of two equal keys and Spark the last, so neither can be right. Letter case is no difference. */
const HAS_TWIN_KEY = sql`len(json_keys(record)) <>
  len(list_distinct(list_transform(json_keys(record), lambda key: lower(key))))`;

/** The keys of all records, in order of appearance, without shapes. */
async function keysOf(session: Session, from: Sql): Promise<Map<string, undefined>> {
  const rows = await session.rows(sql`
    select key, min(place) as place from (
      select unnest(keys) as key, unnest(range(len(keys))) as place from (
        select distinct case when json_valid(record) then json_keys(record) end as keys from ${from}))
    group by key order by place, key`);
  return new Map(rows.map((row) => [String(row['key']), undefined]));
}

async function shapesOf(session: Session, from: Sql): Promise<Map<string, Shape>> {
  const object = sql`case when json_valid(record) and json_type(record) = 'OBJECT' then cast(record as json) end`;
  const [row] = await session.rows(sql`select cast(json_group_structure(${object}) as varchar) as shape from ${from}`);
  const shape: unknown = JSON.parse(String(row?.['shape'] ?? '{}'));
  if (typeof shape !== 'object' || shape === null || Array.isArray(shape)) return new Map();
  return new Map(Object.entries(shape).map(([key, of]: [string, Shape]) => [key, of]));
}

/** Keys by their first spelling: spellings that differ in letter case only are one column. */
function bySpelling(keys: readonly string[]): Map<string, string[]> {
  const first = new Map<string, string>();
  const spellings = new Map<string, string[]>();
  for (const key of keys) {
    const name = first.get(fold(key)) ?? key;
    first.set(fold(key), name);
    spellings.set(name, [...(spellings.get(name) ?? []), key]);
  }
  return spellings;
}

/** Text where the spellings of one key do not agree. */
function commonShape(shapes: readonly string[]): string {
  const [first = 'VARCHAR'] = shapes;
  return shapes.every((shape) => shape === first) ? first : 'VARCHAR';
}
