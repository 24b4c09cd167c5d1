import { describe, expect, test } from 'vitest';
import { recipeLike } from '../../../src/generators/infer/like/recipe-like.ts';
import { defineRecipe } from '../../../src/generators/recipe.ts';
import { sampleOf } from '../../../src/generators/sample-of.ts';
import { expectRefused } from '../refusals.ts';
import { rowsOf } from '../rows-of.ts';
import { many } from './like-fields.ts';

const codesOf = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

test('the key is the unique column that is called as keys are', async () => {
  const rows = many(30, (row) => [row * row + 5, `N-${row + 100}`, row % 3]);
  const columns = ['size', 'order_id', 'kind'].map((name, index) => ({
    name,
    type: index === 1 ? 'VARCHAR' : 'BIGINT',
  }));
  const { recipe } = await recipeLike({ columns, rows });
  expect(recipe).toMatchObject({ name: 'data', key: 'order_id', rows: 30 });
});

test('a key of two columns is told, not kept', async () => {
  const rows = many(60, (row) => [row % 6, `d${Math.floor(row / 6)}`]);
  const { recipe, findings } = await recipeLike({
    columns: [
      { name: 'a', type: 'INTEGER' },
      { name: 'b', type: 'VARCHAR' },
    ],
    rows,
  });
  expect(recipe.key).toBeUndefined();
  expect(codesOf(findings)).toEqual(['INFER_COMPOSITE_KEY']);
});

const draw = (row: number, salt: number) => ((row + 1) * 7919 * salt) % 1009;

describe('correlations', () => {
  const columns = ['a', 'b', 'c', 'd'].map((name) => ({ name, type: 'DOUBLE' }));

  test('each number is correlated with at most one other, by the strongest pairs', async () => {
    const rows = many(500, (row) => {
      const a = draw(row, 31);
      const b = a + draw(row, 71) / 10;
      return [a, b, -b + draw(row, 113) / 2, draw(row, 171)];
    });
    const { recipe } = await recipeLike({ columns, rows });
    expect(recipe.fields['a']).not.toHaveProperty(['number', 'correlate']);
    expect(recipe.fields['b']).toMatchObject({ number: { correlate: { with: 'a', coefficient: 1 } } });
    expect(recipe.fields['c']).toHaveProperty(['number', 'correlate', 'coefficient'], expect.closeTo(-0.9, 1));
    expect(recipe.fields['d']).not.toHaveProperty(['number', 'correlate']);
    const made = await rowsOf(recipe, { rows: 500 });
    const higher = made.filter((row) => Number(row['a']) > 500);
    expect(higher.filter((row) => Number(row['b']) > 500).length / higher.length).toBeGreaterThan(0.9);
  });
});

describe('data at the edges', () => {
  test('a table without rows has empty fields, and says so', async () => {
    const { recipe, findings } = await recipeLike({ columns: [{ name: 'a', type: 'DATE' }], rows: [] });
    expect(recipe).toMatchObject({ rows: 1000, fields: { a: { literal: [null], type: 'date' } } });
    expect(codesOf(findings)).toEqual(['INFER_NO_ROWS']);
  });

  test('one row is not given away', async () => {
    const columns = [
      { name: 'salary', type: 'DOUBLE' },
      { name: 'who', type: 'VARCHAR' },
      { name: 'id', type: 'BIGINT' },
    ];
    const { recipe } = await recipeLike({ columns, rows: [[123_456.78, 'Zaphod', 987_654_321]] });
    expect(recipe.fields['salary']).toMatchObject({ number: { min: 120_000, max: 130_000 } });
    expect(recipe.fields['id']).toMatchObject({ number: { min: 980_000_000, max: 990_000_000 } });
    expect(JSON.stringify(recipe)).not.toMatch(/Zaphod|123456|987654/);
  });

  test.each<[string, (row: number) => unknown]>([
    ['TINYINT', (row) => row],
    ['UBIGINT', (row) => String(18_446_744_073_709_551_000n + BigInt(row))],
    ['HUGEINT', (row) => String(10n ** 30n + BigInt(row))],
    ['DECIMAL(38,12)', (row) => `${row}.123456789012`],
    ['FLOAT', (row) => row / 2],
    ['DOUBLE', (row) => (row % 7 === 0 ? 'NaN' : row / 3)],
    ['TIMESTAMP_NS', (row) => `2020-01-01T00:${10 + row}:00.123456789`],
    ['TIMESTAMP WITH TIME ZONE', (row) => `2020-01-01T00:${10 + row}:00Z`],
    ['TIME', (row) => `10:${10 + row}:00`],
    ['UUID', (row) => `3f2504e0-4f89-11d3-9a0c-0305e82c${1000 + row}`],
    ['INTERVAL', (row) => `${row} days`],
    ['JSON', (row) => `{"a":${row}}`],
    ['STRUCT(a INTEGER, "b c" VARCHAR)', (row) => ({ a: row, 'b c': `x${row}` })],
    ['STRUCT(a DATE)[]', () => [{ a: '2020-01-01' }]],
  ])('%s stays what it is', async (type, valueOf) => {
    for (const count of [1, 40]) {
      const { recipe } = await recipeLike({
        columns: [{ name: 'v', type }],
        rows: many(count, (row) => [valueOf(row)]),
      });
      const { columns, rows } = await sampleOf(defineRecipe(recipe), 20);
      expect(columns).toEqual([{ name: 'v', type }]);
      expect(rows).toHaveLength(20);
    }
  });

  test('no column: refused; a name that no field can have: left out', async () => {
    await expectRefused(() => recipeLike({ columns: [{ name: '__index', type: 'INTEGER' }], rows: [[1]] }), {
      code: 'INFER_NO_COLUMNS',
    });
    const { recipe, findings } = await recipeLike({
      columns: [
        { name: '__index', type: 'INTEGER' },
        { name: 'a', type: 'INTEGER' },
      ],
      rows: [[1, 2]],
    });
    expect(Object.keys(recipe.fields)).toEqual(['a']);
    expect(findings).toMatchObject([{ code: 'INFER_COLUMN_LEFT_OUT', column: '__index' }]);
  });

  test('names with quotes, emoji, and words of the queries themselves', async () => {
    const names = ['it\'s "quoted"', '🛒 cart', 'select', 'rows', 'value', 'x', 'shape', 'words', 'low'];
    const columns = names.map((name, index) => ({ name, type: index % 2 === 0 ? 'VARCHAR' : 'DOUBLE' }));
    const rows = many(40, (row) =>
      names.map((_, index) => (index % 2 === 0 ? `${row}x ${'y'.repeat(row % 5)}` : row * 1.5)),
    );
    const { recipe } = await recipeLike({ columns, rows });
    expect(Object.keys(recipe.fields)).toEqual(names);
    expect(await rowsOf(recipe, { rows: 5 })).toHaveLength(5);
  });

  test('a thousand columns', { timeout: 120_000 }, async () => {
    const types = ['INTEGER', 'VARCHAR', 'DOUBLE', 'BOOLEAN'];
    const columns = many(1000, (index) => ({ name: `c${index}`, type: types[index % 4] ?? '' }));
    const { recipe } = await recipeLike({ columns, rows: many(2, (row) => columns.map(() => row)) });
    expect(Object.keys(recipe.fields)).toHaveLength(1000);
  });

  test('the same data give the same recipe', async () => {
    const data = { columns: [{ name: 'a', type: 'DOUBLE' }], rows: many(300, (row) => [Math.sin(row)]) };
    expect(await recipeLike(data)).toEqual(await recipeLike(data));
  });

  test('types without a kind of field are made simply, and told', async () => {
    const columns = [
      { name: 'm', type: 'MAP(VARCHAR, INTEGER)' },
      { name: 'b', type: 'BLOB' },
    ];
    const { recipe, findings } = await recipeLike({ columns, rows: [[{ k: 1 }, 'A']] });
    expect(recipe.fields).toEqual({ m: { literal: [null] }, b: { pattern: '********', type: 'blob' } });
    expect(codesOf(findings)).toEqual(['INFER_TYPE_SIMPLIFIED', 'INFER_TYPE_SIMPLIFIED']);
  });
});
