import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { id, join, lit, sql } from '../../src/duckdb/sql.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

test('values become literals, arrays lists, pieces stay as they are', () => {
  const statement = sql`select ${id('a "b"', 'c')} from ${sql`t`} where x in (${[1, -2, "O'Hara", null, true]})`;
  expect(statement.text).toBe(`select "a ""b"""."c" from t where x in (1, (-2), 'O''Hara', NULL, TRUE)`);
  expect(join([id('a'), 1], ' + ').text).toBe('"a" + 1');
});

test('any text is the same in the database', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      expect(await session.rows(sql`select ${text} as v, ${text} = $text as same`, { text })).toEqual([
        { v: text, same: true },
      ]);
    }),
    { numRuns: 60 },
  ));

test('any number is the same in the database', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(fc.double(), fc.integer(), fc.constant(-0)), async (number) => {
      const [row] = await session.rows(sql`select ${number}::double as v, ${lit(number)} + 0 is not null as usable`);
      expect(row).toEqual({ v: Number.isFinite(number) ? number : String(number), usable: true });
    }),
    { numRuns: 60 },
  ));

test('any name is one identifier', () =>
  fc.assert(
    fc.asyncProperty(
      fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => !name.includes('\0')),
      async (name) => {
        expect(await session.columns(sql`(select 1 as ${id(name)})`)).toEqual([{ name, type: 'INTEGER' }]);
      },
    ),
    { numRuns: 60 },
  ));

test('an instant is a timestamp in UTC', async () =>
  expect(await session.rows(sql`select ${new Date(Date.UTC(2023, 0, 2, 3, 4, 5, 6))} as t`)).toEqual([
    { t: '2023-01-02T03:04:05.006000' },
  ]));
