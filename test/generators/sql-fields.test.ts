import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Row, Session } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import type { GenerateTableOptions } from '../../src/generators/generate-table.ts';
import { generateTable } from '../../src/generators/generate-table.ts';
import { defineRecipe, type RecipeInput } from '../../src/generators/recipe.ts';
import { expectRefused } from './refusals.ts';
import { CLOCK } from './rows-of.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

async function tableRows(fields: RecipeInput['fields'], options: Partial<GenerateTableOptions> = {}): Promise<Row[]> {
  const recipe = defineRecipe({ name: 'orders', rows: 3, fields });
  const table = await generateTable(session, recipe, { seed: 1, clock: CLOCK, ...options });
  return session.rows(sql`select * from ${table}`);
}

describe('an sql field', () => {
  const price = { literal: ['1.50', '2.25'], type: 'decimal(6,2)' };
  const quantity = { literal: [2, 3, 4] };

  test('is computed from the other fields of its row, whatever their order', async () => {
    const rows = await tableRows({ tax: { sql: 'total * 0.1' }, total: { sql: 'price * quantity' }, price, quantity });
    expect(rows[1]).toEqual({ tax: '0.675', total: '6.75', price: '2.25', quantity: 3 });
  });

  test('takes its type, and its share of nulls', async () => {
    const rows = await tableRows(
      { total: { sql: 'n', type: 'varchar', nullRate: 0.5 }, n: { sequence: {} } },
      { rows: 400 },
    );
    const nulls = rows.filter(({ total }) => total === null).length;
    expect(nulls).toBeGreaterThan(150);
    expect(nulls).toBeLessThan(250);
    const values = rows.filter(({ total }) => total !== null);
    expect(values.map(({ total }) => total)).toEqual(values.map(({ n }) => String(n)));
  });

  test('keeps the law: a range made alone is the same', async () => {
    const fields = { code: { pattern: '####' }, twice: { sql: 'code || code', nullRate: 0.4 } };
    const whole = await tableRows(fields, { rows: 30 });
    expect(await tableRows(fields, { from: 10, rows: 5 })).toEqual(whole.slice(10, 15));
  });

  test('can be the only field', async () => {
    expect(await tableRows({ two: { sql: '1 + 1' } })).toEqual([{ two: 2 }, { two: 2 }, { two: 2 }]);
  });

  test.each([
    ['pryce * 2', { code: 'FIELD_SQL_INVALID', found: 'pryce', nearest: 'price' }],
    ['price *', { code: 'FIELD_SQL_INVALID', message: expect.stringContaining('syntax error') }],
    ['1; drop table orders', { code: 'FIELD_SQL_INVALID', message: expect.stringContaining('syntax error') }],
    ['1) from range(9) where (true', { code: 'FIELD_SQL_INVALID', message: 'not an expression alone' }],
    [
      "(select content from read_text('/etc/hostname'))",
      { code: 'FIELD_SQL_INVALID', message: 'not an expression alone' },
    ],
    ['random()', { code: 'FIELD_SQL_INVALID', found: 'random()' }],
    ['now()', { code: 'FIELD_SQL_INVALID', found: 'now()' }],
    ['row_number() over ()', { code: 'FIELD_SQL_INVALID', message: expect.stringContaining('more than its row') }],
    ['sum(price)', { code: 'FIELD_SQL_INVALID', message: expect.stringContaining('GROUP BY') }],
    ['bad + 1', { code: 'FIELD_SQL_CYCLE', found: 'bad -> bad' }],
    ["cast('x' || price as integer)", { code: 'FIELD_SQL_FAILED', message: expect.stringContaining("'x1.50'") }],
  ])('%s is refused', (expression, finding) =>
    expectRefused(() => tableRows({ bad: { sql: expression }, price }), { dataset: 'orders', ...finding }),
  );
});

describe('a type that Arrow does not carry', () => {
  test('is cast by DuckDB', async () => {
    const fields = { tags: { literal: '[a, b]', type: 'varchar[]' }, at: { literal: '06:00:00', type: 'time' } };
    expect(await tableRows(fields, { rows: 1 })).toEqual([{ tags: ['a', 'b'], at: '06:00:00' }]);
  });
  test('is refused where there is no such type, or the value does not fit', async () => {
    await expectRefused(() => tableRows({ a: { literal: 'x', type: 'strng' } }), {
      code: 'FIELD_SQL_INVALID',
      column: 'a',
    });
    await expectRefused(() => tableRows({ a: { literal: 'x', type: 'uuid' } }), { code: 'FIELD_VALUE_UNFIT', row: 1 });
  });
});

test('a failed recipe leaves no table, and the next one of its name is made afresh', async () => {
  await expectRefused(() => tableRows({ a: { literal: 'x', type: 'uuid' } }), { code: 'FIELD_VALUE_UNFIT', row: 1 });
  const tables = await session.rows(sql`select table_name from duckdb_tables()`);
  expect(tables).toEqual([]);
  expect(await tableRows({ a: { literal: 1 } }, { rows: 1 })).toEqual([{ a: 1 }]);
});
