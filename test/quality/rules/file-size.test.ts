import { describe, expect, test } from 'vitest';
import type { RuleOutcome } from '../../../src/quality/types.ts';
import { judge } from '../judged.ts';
import { memoryFiles } from '../memory-files.ts';

const MODIFIED = ['2023-06-13', '2023-06-15', '2023-06-14'];

async function judgeFiles(rule: string): Promise<RuleOutcome> {
  const sizes = { 'in/a.csv': 5, 'in/b.tmp': 1024, 'in/sub/c.csv': 3 * 1024 * 1024 };
  const files = Object.entries(sizes).map(([path, size], index) => ({
    path,
    content: 'x'.repeat(size),
    modified: `${MODIFIED[index] ?? ''}T00:00:00Z`,
  }));
  return await judge({ columns: 'id integer', rows: [] }, rule, { files: memoryFiles(files) });
}

async function passing(rule: string): Promise<number | undefined> {
  const { evaluatedMetrics } = await judgeFiles(rule);
  return evaluatedMetrics['Dataset.*.FileSize.Compliance'];
}

test.each([
  ['> 5 B', 2 / 3],
  ['>= 5', 1],
  ['= 1 KB', 1 / 3],
  ['< 2 MB', 2 / 3],
  ['between 1 KB and 3 MB', 0],
  ['not between 1 KB and 3 MB', 1],
  ['in [5 B, 1024 B]', 2 / 3],
  ['not in [1 KB]', 2 / 3],
  ['< 1 GB', 1],
  ['> 1 TB', 0],
])('FileSize %s', async (condition, share) => {
  expect(await passing(`FileSize "in/" ${condition}`)).toBe(share);
});

test('all metrics, and the files that fail', async () => {
  expect(await judgeFiles('FileSize > 1 KB with threshold > 0.7')).toMatchObject({
    outcome: 'Failed',
    failureReason: '33.33 % of files passed the threshold',
    evaluatedMetrics: {
      'Dataset.*.FileSize.Compliance': 1 / 3,
      'Dataset.*.FileCount': 3,
      'Dataset.*.MaximumFileSize': 3_145_728,
      'Dataset.*.MinimumFileSize': 5,
    },
    details: ['in/a.csv has 5 bytes', 'in/b.tmp has 1024 bytes'],
  });
});

test('a folder means the files below it, a path one file', async () => {
  expect(await passing('FileSize "in/sub" > 1 MB')).toBe(1);
  expect(await passing('FileSize "in/a.csv" = 5 B')).toBe(1);
});

describe('filters', () => {
  test('recentFiles keeps those modified last', async () => {
    expect(await passing('FileSize "in/" = 1 KB with recentFiles = 1')).toBe(1);
    expect(await passing('FileSize "in/" >= 1 KB with recentFiles = 2')).toBe(1);
  });

  test.each([
    [String.raw`\.csv$`, 2],
    ['.*in/.*', 3],
    [String.raw`(?!.*\.tmp$).*`, 2],
    ['^in/(?!sub)', 2],
    [String.raw`(?i)A\.CSV`, 1],
  ])('uriRegex %s', async (pattern, count) => {
    const { evaluatedMetrics } = await judgeFiles(`FileSize "in/" >= 0 with uriRegex = "${pattern}"`);
    expect(evaluatedMetrics['Dataset.*.FileCount']).toBe(count);
  });

  test('that leave no file fail the rule', async () => {
    expect(await judgeFiles('FileSize "in/" >= 0 with uriRegex = "IN"')).toMatchObject({
      outcome: 'Failed',
      failureReason: 'The filters left no file to judge at in/.',
      evaluatedMetrics: { 'Dataset.*.FileCount': 0 },
    });
  });

  test('filterOrder: recentFiles first, unless it says otherwise', async () => {
    const rule = String.raw`FileSize "in/" >= 0 with recentFiles = 1 with uriRegex = "\.csv$"`;
    expect((await judgeFiles(rule)).failureReason).toBe('The filters left no file to judge at in/.');
    expect((await judgeFiles(`${rule} with filterOrder = ["uriRegex","recentFiles"]`)).evaluatedMetrics).toMatchObject({
      'Dataset.*.FileCount': 1,
      'Dataset.*.MaximumFileSize': 3_145_728,
    });
    expect((await judgeFiles(`${rule} with filterOrder = "uriRegex"`)).outcome).toBe('Passed');
  });

  test.each([
    ['recentFiles = 0', 'Tag recentFiles cannot be "0": expected a whole number from 1'],
    ['recentFiles = "many"', 'Tag recentFiles cannot be "many": expected a whole number from 1'],
    ['uriRegex = "("', 'Tag uriRegex cannot be run: a group is not closed'],
    [
      'recentFiles = 1 with filterOrder = ["uriRegex"]',
      'Tag filterOrder cannot be "uriRegex": expected names of filters of the rule: recentFiles',
    ],
    ['failFast = "maybe"', 'Tag failFast cannot be "maybe": expected "true" or "false"'],
  ])('with %s the rule is not supported', async (tags, why) => {
    expect(await judgeFiles(`FileSize "in/" > 1 B with ${tags}`)).toMatchObject({
      outcome: 'Failed',
      failureReason: `Rule (or nested rule) not supported due to: ${why}`,
    });
  });
});

test('failFast fails on the first file, whatever the threshold', async () => {
  expect(await judgeFiles('FileSize "in/" < 1 KB with threshold > 0.1 with failFast = "true"')).toMatchObject({
    outcome: 'Failed',
    failureReason: 'File in/b.tmp has 1024 bytes',
    evaluatedMetrics: { 'Dataset.*.FileCount': 2, 'Dataset.*.MaximumFileSize': 3_145_728 },
  });
});
