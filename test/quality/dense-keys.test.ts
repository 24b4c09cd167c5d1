import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/duckdb/session.ts';
import { openSession } from '../../src/duckdb/open-session.ts';
import { join, raw, sql } from '../../src/duckdb/sql.ts';
import { areDense, denseGroups } from '../../src/quality/measure/dense-keys.ts';
import { plainGroups } from '../../src/quality/plan/statements.ts';

const TABLE = { from: 'numbers as "primary"', relations: '' };
const key = fc.oneof(
  fc.integer({ min: -70, max: 70 }).map(String),
  fc.constantFrom('null', '-9223372036854775808', '9223372036854775807', '4611686018427387904'),
);
const where = fc.constantFrom(undefined, 'k > 0', 'k is null', 'w', 'false');

describe('groups found by blocks of neighbouring numbers', () => {
  test('are those of grouping one by one', async () => {
    await using session = await openSession({ threads: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 40 }), where, async (keys, condition) => {
        await fill(session, 'bigint', keys);
        const groups = await denseGroups(session, TABLE, { key: 'k', where: condition, metrics: [] });
        expect(await sorted(session, groups ?? '')).toEqual(
          await sorted(session, plainGroups(TABLE, ['k'], condition)),
        );
      }),
      { numRuns: 200 },
    );
  });

  test.each(['integer', 'uinteger', 'ubigint'])('of %s too', async (type) => {
    await using session = await openSession({ threads: 1 });
    await fill(session, type, ['0', '1', '63', '64', '64', '4294967', 'null', 'null']);
    const groups = await denseGroups(session, TABLE, { key: 'k', where: undefined, metrics: [] });
    expect(await sorted(session, groups ?? '')).toEqual(await sorted(session, plainGroups(TABLE, ['k'], undefined)));
  });

  test('are not to be had under a condition that breaks on a row', async () => {
    await using session = await openSession({ threads: 1 });
    await fill(session, 'bigint', ['1']);
    const condition = `('x' || k)::integer = 1`;
    expect(await denseGroups(session, TABLE, { key: 'k', where: condition, metrics: [] })).toBeUndefined();
  });
});

test.each([
  ['a number for each row', { rows: 1_000_000, least: 5, greatest: 1_000_004 }, true],
  ['gaps', { rows: 1_000_000, least: -8_000_000, greatest: 7_000_000 }, true],
  ['large gaps', { rows: 1_000_000, least: 0, greatest: 16_000_001 }, false],
  ['many rows a number', { rows: 1_000_000, least: 0, greatest: 400_000 }, false],
  ['few rows', { rows: 99_999, least: 1, greatest: 99_999 }, false],
  ['no rows', { rows: 0, least: null, greatest: null }, false],
])('numbers with %s are dense: %j %s', (_, { rows, least, greatest }, dense) => {
  const measured = new Map([
    ['count(*)', { value: rows }],
    ['min', { value: least }],
    ['max', { value: greatest }],
  ]);
  expect(areDense({ least: 'min', greatest: 'max' }, measured)).toBe(dense);
});

async function fill(session: Session, type: string, keys: readonly string[]): Promise<void> {
  await session.run(sql`create or replace table numbers (k ${raw(type)}, w boolean)`);
  if (keys.length === 0) return;
  const rows = keys.map((value, index) => sql`(${raw(value)}, ${index % 3 === 0})`);
  await session.run(sql`insert into numbers values ${join(rows)}`);
}

async function sorted(session: Session, groups: string): Promise<unknown[]> {
  const rows = await session.rows(raw(`select size, all_null from (\n${groups}\n) order by all`));
  return rows.map(({ size, all_null }) => [size, all_null]);
}
