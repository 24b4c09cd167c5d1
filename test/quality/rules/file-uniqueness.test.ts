import { expect, test } from 'vitest';
import type { RuleOutcome } from '../../../src/quality/types.ts';
import { judge } from '../judged.ts';
import { memoryFiles } from '../memory-files.ts';

async function judgeFiles(rule: string): Promise<RuleOutcome> {
  const contents = { 'in/1/a.csv': 'one', 'in/1/b.csv': 'two', 'in/2/a.csv': 'three', 'in/2/c.csv': 'one' };
  const files = Object.entries(contents).map(([path, content], day) => ({
    path,
    content,
    modified: `2023-06-1${day}T00:00:00Z`,
  }));
  return await judge({ columns: 'id integer', rows: [] }, rule, { files: memoryFiles(files) });
}

test('the share of different contents; files that repeat one are told', async () => {
  expect(await judgeFiles('FileUniqueness "in/" = 1')).toMatchObject({
    outcome: 'Failed',
    failureReason: 'Value: 0.75 does not meet the constraint requirement!',
    evaluatedMetrics: { 'Dataset.*.FileUniquenessRatio': 0.75, 'Dataset.*.FileCount': 4 },
    details: ['in/2/c.csv has the same content as in/1/a.csv'],
  });
  expect((await judgeFiles('FileUniqueness > 0.5')).outcome).toBe('Passed');
  expect((await judgeFiles('FileUniqueness "in/1" = 1')).outcome).toBe('Passed');
});

test('with matchFileName names must differ, too: the smaller share counts', async () => {
  expect(await judgeFiles('FileUniqueness "in/" = 1 with recentFiles = 3 with matchFileName = "true"')).toMatchObject({
    outcome: 'Passed',
  });
  expect(
    await judgeFiles('FileUniqueness > 0.75 with matchFileName = "true" with hashAlgorithm = "MD5"'),
  ).toMatchObject({
    outcome: 'Failed',
    evaluatedMetrics: { 'Dataset.*.FileUniquenessRatio': 0.75 },
    details: ['in/2/c.csv has the same content as in/1/a.csv', 'in/2/a.csv has the same name as in/1/a.csv'],
  });
});

test('other hash algorithms are not supported', async () => {
  expect((await judgeFiles('FileUniqueness > 0.5 with hashAlgorithm = "CRC32"')).failureReason).toBe(
    'Rule (or nested rule) not supported due to: Tag hashAlgorithm cannot be "CRC32": expected MD5, SHA-1, SHA-256',
  );
});
