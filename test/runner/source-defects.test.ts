import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReplayRecord, StageOf } from '../../src/runner/record.ts';
import { replay } from '../../src/runner/replay.ts';
import { tempFolder } from '../temp-folder.ts';

const CSV = `id,day,amount\n${Array.from({ length: 40 }, (_, row) => `${row + 1},2023-01-0${(row % 9) + 1},${row}.50\n`).join('')}`;
const RULES = 'Rules = [ IsUnique "id", IsComplete "amount", ColumnValues "amount" >= 0, RowCount = 40 ]';

/** Replays orders.csv, or generated transactions, with defects, given as YAML. */
async function replayed(defects: string, source = 'files: orders.csv', columns = COLUMNS): Promise<ReplayRecord> {
  await using folder = await tempFolder();
  await folder.write('orders.csv', CSV);
  await folder.write('rules.dqdl', RULES);
  await folder.write(
    'scenario.yaml',
    `name: orders\nraw: { names: '[.]csv$' }\nsources:\n  orders: { ${source}, defects: [${defects}] }
ingestion:\n  orders: { columns: ${columns}, rules: rules.dqdl }\n`,
  );
  return await replay({ scenario: folder.path, lake: join(folder.path, 'lake') });
}

const COLUMNS = "{ id: bigint, day: date, amount: 'decimal(10,2)' }";

function objectsOf(record: ReplayRecord): StageOf<'validate'>['objects'] {
  const stage = record.stages.find((one): one is StageOf<'validate'> => one.stage === 'validate');
  return stage?.objects ?? [];
}

test('defects of files are labelled and held against what was flagged', async () => {
  const { defects } = await replayed(
    '{ kind: missing, column: amount, count: 3 }, { kind: wrong-type, column: day, count: 2 }, { kind: duplicate, count: 2 }',
  );
  expect(defects).toMatchObject({ labelled: 7, caught: 7, falseAlarms: 0 });
});

test('rows that are not there are accounted for by a rule on the number of rows', async () => {
  expect((await replayed('{ kind: row-drop, count: 4 }')).defects).toMatchObject({ labelled: 4, caught: 4 });
});

test('a drift is accounted for by a rule on its column, and its rows are no false alarms', async () => {
  const { defects } = await replayed('{ kind: drifted-mean, column: amount, shift: -10 }');
  expect(defects).toMatchObject({ labelled: 1, caught: 1, falseAlarms: 0 });
});

test.each([
  ['files: orders.csv', COLUMNS],
  [
    'generate: { dataset: ci/transactions, rows: 40 }',
    "{ id: string, transaction_date: date, amount: 'decimal(12,2)' }",
  ],
])('of %s an empty and a wrongly named file are quarantined with a reason', async (source, columns) => {
  const empty = await replayed('{ kind: empty-file }', source, columns);
  expect(objectsOf(empty)).toMatchObject([{ verdict: 'quarantined', findings: [{ code: 'FILE_EMPTY' }] }]);
  expect(empty.defects).toMatchObject({ labelled: 1, caught: 1 });
  const named = await replayed(
    '{ kind: missing, column: amount, count: 2 }, { kind: wrong-extension }',
    source,
    columns,
  );
  expect(objectsOf(named)).toMatchObject([
    { key: expect.stringMatching(/orders\.bak$/), verdict: 'quarantined', findings: [{ code: 'OBJECT_NAME' }] },
  ]);
  expect(named.defects).toMatchObject({ labelled: 3, caught: 3, falseAlarms: 0 });
});

test('a file that is delivered twice lands as two objects, whose keys are not unique', async () => {
  const { defects, ...record } = await replayed('{ kind: duplicated-file }');
  expect(objectsOf({ ...record, defects }).map(({ key, verdict }) => [key.split('/').at(-1), verdict])).toEqual([
    ['orders-copy.csv', 'accepted'],
    ['orders.csv', 'accepted'],
  ]);
  expect(defects).toMatchObject({ labelled: 1, caught: 1, falseAlarms: 0 });
});

test('a defect that names a file is done in that object alone', async () => {
  const { defects } = await replayed(
    "{ kind: missing, column: amount, count: 3, file: 'orders.*' }, { kind: missing, column: amount, count: 3, file: 'x*' }",
  );
  expect(defects).toMatchObject({ labelled: 3, caught: 3 });
});
