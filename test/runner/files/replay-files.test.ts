import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReplayRecord, StageOf } from '../../../src/runner/record.ts';
import { replay } from '../../../src/runner/replay.ts';
import { tempFolder, type TempFolder } from '../../temp-folder.ts';

async function scenario(rules: readonly string[], clock = '2023-01-02T06:00:00Z'): Promise<TempFolder> {
  const folder = await tempFolder();
  await write(folder, rules, clock);
  return folder;
}

async function write(folder: TempFolder, rules: readonly string[], clock: string): Promise<void> {
  await folder.write(
    'scenario.yaml',
    `name: orders
clock: ${clock}
sources:
  orders: { files: data/orders.csv }
ingestion:
  orders: { columns: { id: int, day: date }, partitionBy: [day], rules: rules.dqdl }
`,
  );
  await folder.write('data/orders.csv', 'id,day\n1,2023-01-01\n2,2023-01-02\n');
  await folder.write('rules.dqdl', `Rules = [\n${rules.join(',\n')}\n]`);
}

async function outcomesOf(folder: TempFolder): Promise<StageOf<'assess'>['datasets'][number]['outcomes']> {
  const record = await replay({ scenario: folder.path, lake: join(folder.path, 'lake') });
  return assessed(record).outcomes;
}

function assessed(record: ReplayRecord): StageOf<'assess'>['datasets'][number] {
  const [dataset] = record.stages.flatMap((stage) => (stage.stage === 'assess' ? stage.datasets : []));
  if (dataset === undefined) throw new Error('nothing was assessed');
  return dataset;
}

test('without a path the objects of the dataset are judged', async () => {
  await using folder = await scenario(['FileSize > 1 B', 'FileUniqueness = 1', 'FileFreshness >= now()']);
  const outcomes = await outcomesOf(folder);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed', 'Passed', 'Passed']);
  expect(outcomes[1]?.evaluatedMetrics).toEqual({ 'Dataset.*.FileUniquenessRatio': 1, 'Dataset.*.FileCount': 2 });
});

test('a path is in the lake where it begins with a zone, in the scenario otherwise', async () => {
  await using folder = await scenario([
    'FileMatch "raw/data/incoming/" "data/orders.csv"',
    'FileMatch "raw/data/incoming/2023/01/02/orders/orders.csv" "data" with hashAlgorithm = "MD5"',
    'FileSize "processed/data/orders/" > 1 B',
    'FileSize "processed/data/*/day=2023-01-01/*.parquet" > 1 B',
    'FileSize "curated/" > 1 B',
    'FileSize "data/nothing.csv" > 1 B',
  ]);
  expect((await outcomesOf(folder)).map(({ outcome, failureReason }) => failureReason ?? outcome)).toEqual([
    'Passed',
    'Passed',
    'Passed',
    'Passed',
    'The lake has no objects: curated/',
    expect.stringContaining('No such file'),
  ]);
});

test('nothing beyond the scenario and the lake can be reached', async () => {
  await using folder = await scenario([
    'FileSize "../" > 0 B',
    'FileSize "/etc/hostname" > 0 B',
    'FileSize "data/../../x" > 0 B',
    'FileSize "raw/../../" > 0 B',
    'FileSize "link.txt" > 0 B',
    'FileSize "s3://bucket/" > 0 B',
  ]);
  await symlink('/etc/hostname', join(folder.path, 'link.txt'));
  const outcomes = await outcomesOf(folder);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Error', 'Error', 'Error', 'Failed', 'Error', 'Error']);
  expect(outcomes[0]?.failureReason).toBe('../ leads out of the scenario folder');
});

test('an object is as old as the batch it came with, by the clock', async () => {
  const first = ['FileFreshness >= now()'];
  await using folder = await scenario(first, '2023-01-02T06:00:00Z');
  expect((await outcomesOf(folder))[0]?.outcome).toBe('Passed');
  await write(
    folder,
    [
      'FileFreshness "raw/" >= (now() - 1 days)',
      'FileFreshness "raw/" > (now() - 1 days)',
      'FileFreshness > (now() - 1 days)',
    ],
    '2023-01-03T06:00:00Z',
  );
  const outcomes = await outcomesOf(folder);
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Passed', 'Failed', 'Failed']);
  expect(outcomes[1]?.details).toEqual([
    'raw/data/incoming/2023/01/02/orders/orders.csv was modified at 2023-01-02T06:00:00.000Z',
  ]);
});

test('two replays judge files alike, and say so in the same words', async () => {
  const rules = [
    'FileFreshness "data/" > now()',
    'FileMatch "raw/" in ["x"]',
    'FileSize < 1 B',
    'FileFreshness > now()',
  ];
  await using one = await scenario(rules);
  await using other = await scenario(rules);
  expect(await outcomesOf(one)).toEqual(await outcomesOf(other));
});
