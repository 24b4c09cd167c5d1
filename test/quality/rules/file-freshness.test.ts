import { describe, expect, test } from 'vitest';
import type { RuleOutcome } from '../../../src/quality/types.ts';
import { judge } from '../judged.ts';
import { memoryFiles } from '../memory-files.ts';

const NO_ROWS = { columns: 'id integer', rows: [] };

/** The clock of the tests is 2023-06-15 12:34:56 UTC; files are named for when they were modified. */
async function judgeFiles(rule: string, modified: readonly string[]): Promise<RuleOutcome> {
  const files = memoryFiles(modified.map((moment) => ({ path: `in/${moment}.csv`, content: '', modified: moment })));
  return await judge(NO_ROWS, rule, { files });
}

async function share(condition: string, modified: readonly string[]): Promise<number | undefined> {
  const { evaluatedMetrics } = await judgeFiles(`FileFreshness ${condition}`, modified);
  return evaluatedMetrics['Dataset.*.FileFreshness.Compliance'];
}

describe('the moment of the last change', () => {
  const files = ['2023-06-14T12:33:00Z', '2023-06-15T00:00:00Z', '2023-06-15T12:34:00Z', '2023-06-15T12:34:30Z'];

  test.each([
    ['> (now() - 24 hours)', 0.75],
    ['>= (now() - 1 days)', 0.75],
    ['> now()', 0.25],
    ['= now()', 0.25],
    ['<= now()', 0.75],
    ['between (now() - 45 minutes) and (now() + 1 minutes)', 0.5],
    ['> "2023-06-15"', 0.5],
    ['>= "2023-06-15"', 0.75],
    ['between "2023-06-14" and "2023-06-15"', 0.25],
    ['not between "2023-06-14" and "2023-06-15"', 0.75],
    ['in ["2023-06-15", "2023-06-16"]', 0.25],
    ['!= "2023-06-15"', 0.75],
    ['< "12:34"', 0.5],
    ['< "12:34 PM"', 0.5],
    ['>= "12:00 AM"', 0.75],
    ['between "9:30 AM" and "22:15"', 0.5],
  ])('%s', async (condition, expected) => {
    expect(await share(condition, files)).toBe(expected);
  });

  test.each([
    ['America/New_York', '2023-06-15T14:00:00Z'],
    ['Asia/Shanghai', '2023-06-15T02:00:00Z'],
    ['+05:30', '2023-06-15T04:30:00Z'],
    ['UTC-1', '2023-06-15T11:00:00Z'],
  ])('a time is one of today in the zone %s', async (zone, moment) => {
    expect(await share(`= "10:00" with timeZone = "${zone}"`, [moment])).toBe(1);
  });
});

test('every file must pass, or as many as the threshold asks for; the others are told', async () => {
  const files = ['2023-06-15T10:00:00Z', '2023-06-01T00:00:00Z'];
  expect(await judgeFiles('FileFreshness "in/" > (now() - 24 hours)', files)).toMatchObject({
    outcome: 'Failed',
    failureReason: '50.00 % of files passed the threshold',
    evaluatedMetrics: { 'Dataset.*.FileFreshness.Compliance': 0.5, 'Dataset.*.FileCount': 2 },
    details: ['in/2023-06-01T00:00:00Z.csv was modified at 2023-06-01T00:00:00.000Z'],
  });
  const rule = 'FileFreshness "in/" > (now() - 24 hours) with threshold > 0.1';
  expect((await judgeFiles(rule, files)).outcome).toBe('Passed');
});

test('no more than the first files are told', async () => {
  const files = Array.from({ length: 8 }, (_, day) => `2023-06-0${day + 1}T00:00:00Z`);
  const { details = [] } = await judgeFiles('FileFreshness > now()', files);
  expect(details).toHaveLength(6);
  expect(details.at(-1)).toBe('and 3 more');
});

describe('failFast', () => {
  const files = ['2023-06-15T10:00:00Z', '2023-06-01T00:00:00Z', '2023-06-15T11:00:00Z'];
  const rule = 'FileFreshness > (now() - 24 hours) with threshold > 0.1 with failFast = "true"';

  test('fails on the first file that does, without a share', async () => {
    expect(await judgeFiles(rule, files)).toMatchObject({
      outcome: 'Failed',
      failureReason: 'File in/2023-06-01T00:00:00Z.csv was modified at 2023-06-01T00:00:00.000Z',
      evaluatedMetrics: { 'Dataset.*.FileCount': 1 },
    });
  });

  test('changes nothing where all pass', async () => {
    expect(await judgeFiles(rule, files.slice(0, 1))).toMatchObject({
      outcome: 'Passed',
      evaluatedMetrics: { 'Dataset.*.FileFreshness.Compliance': 1, 'Dataset.*.FileCount': 1 },
    });
  });
});

test('a day that is not in the calendar, and NULL', async () => {
  for (const condition of ['> "2023-02-30"', 'in ["2023-06-15", NULL]']) {
    expect((await judgeFiles(`FileFreshness ${condition}`, ['2023-06-15T10:00:00Z'])).outcome).toBe('Failed');
  }
});

test('without files there is nothing to judge', async () => {
  expect(await judgeFiles('FileFreshness "out/" > now()', [])).toMatchObject({
    outcome: 'Failed',
    failureReason: 'No such file: out/',
    evaluatedMetrics: {},
  });
  expect(await judgeFiles('FileFreshness > now()', [])).toMatchObject({
    outcome: 'Failed',
    failureReason: 'There are no files to judge.',
    evaluatedMetrics: { 'Dataset.*.FileCount': 0 },
  });
});

test('data that are no files cannot be judged', async () => {
  expect(await judge(NO_ROWS, 'FileFreshness > now()')).toMatchObject({
    outcome: 'Error',
    failureReason: 'The rule judges files, and the data were not given as files.',
  });
});
