import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { judgeExpectations } from '../../../src/runner/expectations.ts';
import type { ReplayRecord } from '../../../src/runner/record.ts';
import { replay } from '../../../src/runner/replay.ts';
import { scenarioSchema } from '../../../src/runner/scenario-schema.ts';
import { tempFolder } from '../../temp-folder.ts';

const RULES = `Rules = [
  RowCount between 250 and 360,
  IsPrimaryKey "id",
  IsComplete "customer_id",
  Completeness "amount" > 0.97,
  ColumnValues "amount" > 0 where "amount is not null",
  ColumnValues "id" matches "T[0-9]{8}",
  ColumnValues "transaction_date" <= "2023-01-01",
  Mean "amount" < 500,
  ColumnCount = 9
]`;

const COLUMNS = {
  id: 'string',
  customer_id: 'string',
  transaction_date: 'date',
  amount: 'decimal(12,2)',
  product_id: 'string',
};

/** Each is of at most 5 % of the rows, so that all of them together have room. */
const DEFECTS = [
  { kind: 'missing', column: 'amount', rate: 0.04 },
  { kind: 'missing', column: 'customer_id', count: 2 },
  { kind: 'blank', column: 'customer_id', rate: 0.02 },
  { kind: 'duplicate', rate: 0.05 },
  { kind: 'near-duplicate', count: 3 },
  { kind: 'duplicate-key', column: 'id', count: 4 },
  { kind: 'orphan', column: 'product_id', rate: 0.03 },
  { kind: 'out-of-range', column: 'amount', rate: 0.02 },
  { kind: 'outlier', column: 'amount', count: 2 },
  { kind: 'wrong-type', column: 'amount', rate: 0.03 },
  { kind: 'wrong-type', column: 'transaction_date', count: 3 },
  { kind: 'truncated-text', column: 'id', rate: 0.02 },
  { kind: 'mojibake', column: 'customer_id', count: 3 },
  { kind: 'white-space', column: 'id', rate: 0.02 },
  { kind: 'letter-case', column: 'id', rate: 0.02 },
  { kind: 'swapped-columns', column: 'id', with: 'customer_id', count: 5 },
  { kind: 'swapped-day-month', column: 'transaction_date', count: 4 },
  { kind: 'unit-change', column: 'amount', count: 3 },
  { kind: 'flipped-sign', column: 'amount', count: 3 },
  { kind: 'future-date', column: 'transaction_date', count: 3 },
  { kind: 'late-rows', rate: 0.05 },
  { kind: 'row-drop', rate: 0.05 },
  { kind: 'row-surge', rate: 0.05 },
];

interface Case {
  readonly defects: readonly object[];
  readonly format: string;
  readonly onBadRow?: string;
  readonly seed?: number;
}

function specOf({ defects, format, onBadRow = 'quarantine', seed = 1 }: Case): object {
  return {
    name: 'derived',
    seed,
    clock: '2023-01-02T06:00:00Z',
    sources: { orders: { generate: { dataset: 'transactions', rows: 300, format }, defects } },
    ingestion: { orders: { columns: COLUMNS, rules: 'rules.dqdl', onBadRow } },
    expect: 'derived',
  };
}

async function run(scenario: Case): Promise<ReplayRecord> {
  await using folder = await tempFolder();
  await folder.write('scenario.yaml', stringify(specOf(scenario)));
  await folder.write('rules.dqdl', RULES);
  return await replay({ scenario: folder.path, lake: join(folder.path, 'lake') });
}

test('what follows from the labels comes true, whatever the defects, the format and the seed', async () => {
  const cases = fc.record({
    defects: fc.shuffledSubarray(DEFECTS, { maxLength: 8 }),
    format: fc.constantFrom('csv', 'json', 'ndjson', 'parquet', 'arrow'),
    onBadRow: fc.constantFrom('quarantine', 'keep'),
    seed: fc.integer({ min: 0, max: 99 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async (scenario) => {
      const { expectations, status, stages } = await run(scenario);
      expect(stages.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'))).toEqual([]);
      expect(expectations.filter(({ met }) => !met)).toEqual([]);
      expect(status).toBe('passed');
    }),
    { numRuns: 8, seed: 6 },
  );
}, 60_000);

test('every number that is derived is an expectation of its own', async () => {
  const { expectations } = await run({ defects: [{ kind: 'wrong-type', column: 'amount', count: 7 }], format: 'csv' });
  expect(expectations.map(({ path, expected, found }) => [path, expected, found])).toEqual([
    ['derived.processed.orders.rows', '293', '293'],
    ['derived.processed.orders.quarantined', '7', '7'],
    ['derived.processed.orders.score', '1', '1'],
    ['derived.processed.orders.failed', 'none', 'none'],
    ['derived.processed.orders.failingRows', 'as by the labels', 'as by the labels'],
  ]);
});

test('a disagreement is not met, and shows the rows', async () => {
  const { stages, defects } = await run({
    defects: [{ kind: 'missing', column: 'customer_id', count: 2 }],
    format: 'csv',
  });
  const spec = scenarioSchema.parse(specOf({ defects: [], format: 'csv' }));
  const sample = ['row 3 fails IsComplete "customer_id" only by the labels'];
  const quality = { score: 1, failed: [], disagreements: { count: 1, sample } };
  const derived = new Map([['orders', { rows: 299, quarantined: 1, quality }]]);
  const judged = judgeExpectations(spec, { stages, defects, derived });
  expect(judged.map(({ met }) => met)).toEqual([false, false, false, false, false]);
  expect(judged.at(-1)).toMatchObject({ found: '1 others', detail: sample[0] });
});

test('a scenario is refused where nothing can be derived, or not from damage to cells and rows', () => {
  const table = scenarioSchema.safeParse(
    specOf({ defects: [{ kind: 'column-dropped', column: 'id' }], format: 'csv' }),
  );
  expect(table.error?.issues).toMatchObject([
    { path: ['sources', 'orders', 'defects', 0], message: expect.stringContaining('column-dropped cannot be derived') },
  ]);
  const files = { name: 'a', sources: { a: { files: 'a.csv' } }, ingestion: { a: {} }, expect: 'derived' };
  expect(scenarioSchema.safeParse(files).error?.issues).toMatchObject([
    { path: ['expect'], message: 'nothing can be derived: no dataset is of a generated source' },
  ]);
});
