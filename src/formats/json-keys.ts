import type { Finding } from '../core/finding.ts';
import type { Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import { fold } from './column-names.ts';
import { exactNumbers, hasLongNumber } from './json-exact.ts';
import { pointer } from './json-pointer.ts';
import { leavesOf, type Flattening, type Leaf } from './json-leaves.ts';
import { columnShape, type Shape } from './json-shape.ts';
import { numberTooLong } from './number-too-long.ts';

/** A key of JSON records, or of records within them: spellings that differ in letter case only are one key. */
export interface JsonKey {
  readonly name: string;
  /** A JSON pointer for each spelling. */
  readonly spellings: readonly string[];
  /** Type of nested values that nobody declared. */
  readonly type?: string;
  /** Every value is a string. */
  readonly strings?: true;
  readonly finding?: Finding;
}

/**
 * The keys of all records; with the shape of their values, unless that is declared. `flatten`: instead of a nested record
 * its own keys, but for one that `isWanted` itself.
 */
export async function jsonKeys(
  session: Session,
  {
    from,
    exact,
    declared,
    flatten,
  }: { from: Sql; exact: boolean; declared: boolean; flatten?: Flattening | undefined },
): Promise<JsonKey[]> {
  if (declared && !flatten) {
    const keys = await keysOf(session, from);
    return bySpelling(keys.map((key) => ({ path: [key], shape: undefined }))).map(keyOf);
  }
  const leaves = leavesOf(await shapesOf(session, from), flatten);
  const keys = bySpelling(leaves).map((spellings): JsonKey => {
    if (declared) return keyOf(spellings);
    const found = new Set(spellings.map(({ shape }) => columnShape(shape)));
    const [shape = 'TEXT'] = found;
    if (found.size === 1 && shape === 'TEXT') return keyOf(spellings);
    return found.size > 1 || shape === 'STRING'
      ? { ...keyOf(spellings), strings: true }
      : { ...keyOf(spellings), type: shape };
  });
  return exact && !declared ? keepLongNumbers(session, from, keys) : keys;
}

function keyOf(spellings: readonly Leaf[]): JsonKey {
  return {
    name: spellings[0]?.path.join('.') ?? '',
    spellings: spellings.map(({ path }) => path.map(pointer).join('')),
  };
}

/** In order of appearance. */
async function keysOf(session: Session, from: Sql): Promise<string[]> {
  const rows = await session.rows(sql`
    select key, min(place) as place from (
      select unnest(keys) as key, unnest(range(len(keys))) as place from (
        select distinct case when json_valid(record) then json_keys(record) end as keys from ${from}))
    group by key order by place, key`);
  return rows.map((row) => String(row['key']));
}

async function shapesOf(session: Session, from: Sql): Promise<Map<string, Shape>> {
  const object = sql`case when json_valid(record) and json_type(record) = 'OBJECT' then cast(record as json) end`;
  const [row] = await session.rows(sql`select cast(json_group_structure(${object}) as varchar) as shape from ${from}`);
  const shape: unknown = JSON.parse(String(row?.['shape'] ?? '{}'));
  if (typeof shape !== 'object' || shape === null || Array.isArray(shape)) return new Map();
  return new Map(Object.entries(shape).map(([key, of]: [string, Shape]) => [key, of]));
}

function bySpelling(leaves: readonly Leaf[]): Leaf[][] {
  const spellings = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const folded = JSON.stringify(leaf.path.map(fold));
    spellings.set(folded, [...(spellings.get(folded) ?? []), leaf]);
  }
  return [...spellings.values()];
}

/** Nested values with a number that their type would change stay JSON. */
async function keepLongNumbers(session: Session, from: Sql, keys: readonly JsonKey[]): Promise<JsonKey[]> {
  const nested = keys.filter(({ type }) => type !== undefined);
  if (nested.length === 0) return [...keys];
  const tests = nested.map(({ spellings }, index) => {
    const texts = spellings.map((key) => sql`cast(json_extract(record, ${key}) as varchar)`);
    return sql`bool_or(${join(texts.map(hasLongNumber), ' or ')}) as ${id(`k${index}`)}`;
  });
  const [row = {}] = await session.rows(sql`select ${join(tests)} from (
    select case when json_valid(record) then ${exactNumbers(sql`record`)} end as record from ${from})`);
  return keys.map((key) => {
    if (row[`k${nested.indexOf(key)}`] !== true) return key;
    return { ...key, type: 'JSON', finding: numberTooLong(key.name) };
  });
}
