import { tableFromIPC, tableToIPC, Table, type RecordBatch } from 'apache-arrow';
import { expect, test } from 'vitest';
import { check, defineRecipe, findRecipe, generateBatches, sampleOf } from '../../src/index.ts';

const recipe = defineRecipe({
  name: 'orders',
  fields: {
    id: { sequence: {} },
    amount: { number: { min: 1, max: 2, decimals: 2 }, type: 'decimal(6,2)' },
    tags: { list: { of: { choice: ['a', 'b'] }, min: 1, max: 2 } },
  },
});

test('rows come as Arrow batches, and no rows as none', async () => {
  const batches: RecordBatch[] = [];
  for await (const batch of generateBatches(recipe, { rows: 3 })) batches.push(batch);
  const table = new Table(batches);
  expect(tableFromIPC(tableToIPC(table)).numRows).toBe(3);
  for await (const batch of generateBatches(recipe, { rows: 0 })) expect(batch).toBe('no batch');
});

test('a sample of a recipe is data for a check', async () => {
  const data = await sampleOf(recipe, 5);
  expect(data.columns.map(({ type }) => type)).toEqual(['BIGINT', 'DECIMAL(6,2)', 'VARCHAR[]']);
  const { score, rowCount } = await check({
    data,
    rules: 'Rules = [ IsUnique "id", ColumnValues "amount" between 0.99 and 2.01 ]',
  });
  expect({ score, rowCount }).toEqual({ score: 1, rowCount: 5 });
});

test('a sample is the start of a longer one', async () => {
  const short = await sampleOf(findRecipe('ci/transactions'), 2);
  const long = await sampleOf(findRecipe('ci/transactions'), 4);
  expect(long.rows.slice(0, 2)).toEqual(short.rows);
});
