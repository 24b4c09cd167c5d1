import { symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFromArrays } from 'apache-arrow';
import { expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import type { DataInput } from '../../../src/formats/open-data.ts';
import { check } from '../../../src/runner/check.ts';
import type { RuleOutcome } from '../../../src/quality/types.ts';
import { tempFolder, type TempFolder } from '../../temp-folder.ts';

const CLOCK = new Date('2023-06-15T12:00:00Z');

async function judge(data: DataInput, rule: string): Promise<RuleOutcome> {
  const rules = `Rules = [ ${rule} ]`;
  const { outcomes } = await check({ data, rules, effects: realEffects({ now: () => CLOCK }) });
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
}

async function orders(): Promise<TempFolder> {
  const folder = await tempFolder();
  await folder.write('in/a.csv', 'id\n1\n');
  await folder.write('in/sub/b.csv', 'id\n2\n3\n');
  return folder;
}

test('without a path the files of the data are judged: a file, a folder, a glob, several', async () => {
  await using folder = await orders();
  const { path } = folder;
  await folder.write('in/notes.txt', 'none of the data');
  const counts: [DataInput, number][] = [
    [join(path, 'in/a.csv'), 1],
    [join(path, 'in'), 2],
    [join(path, 'in/*.csv'), 1],
    [[join(path, 'in/a.csv'), join(path, 'in/sub')], 2],
  ];
  for (const [data, count] of counts) {
    const { evaluatedMetrics } = await judge(data, 'FileSize > 0 B');
    expect(evaluatedMetrics['Dataset.*.FileCount']).toBe(count);
  }
});

test('a path means files of any kind, but none that is hidden', async () => {
  await using folder = await orders();
  await folder.write('in/notes.txt', 'xyz');
  await folder.write('in/_SUCCESS', '');
  await folder.write('in/.part/c.csv', '');
  const data = join(folder.path, 'in/a.csv');
  expect((await judge(data, `FileSize "${join(folder.path, 'in')}" > 0 B`)).evaluatedMetrics).toEqual({
    'Dataset.*.FileSize.Compliance': 1,
    'Dataset.*.FileCount': 3,
    'Dataset.*.MaximumFileSize': 7,
    'Dataset.*.MinimumFileSize': 3,
  });
  expect((await judge(data, `FileSize "${join(folder.path, '**/*.txt')}" = 3 B`)).outcome).toBe('Passed');
});

test('files have the time of the disk, and their bytes are hashed', async () => {
  await using folder = await orders();
  const data = join(folder.path, 'in');
  await utimes(join(data, 'a.csv'), 0, new Date('2023-06-15T11:00:00Z'));
  await utimes(join(data, 'sub/b.csv'), 0, new Date('2023-06-01T00:00:00Z'));
  expect((await judge(data, 'FileFreshness > (now() - 2 hours)')).failureReason).toBe(
    '50.00 % of files passed the threshold',
  );
  expect((await judge(data, 'FileFreshness > (now() - 2 hours) with recentFiles = 1')).outcome).toBe('Passed');
  const rule = 'FileMatch in ["7404661bdb98db19d05a2d2e2df7b63b"] with hashAlgorithm = "MD5" with uriRegex = "a.csv"';
  expect(await judge(data, rule)).toMatchObject({
    outcome: 'Failed',
    failureReason: `${join(data, 'a.csv')} has the MD5 checksum bc9280dfc1d4e67233f138f5bbbf0951`,
  });
});

test('what is not there fails; what is elsewhere cannot be said', async () => {
  await using folder = await orders();
  const data = join(folder.path, 'in');
  expect(await judge(data, `FileSize "${join(folder.path, 'out.csv')}" > 1 B`)).toMatchObject({
    outcome: 'Failed',
    failureReason: `No such file: ${join(folder.path, 'out.csv')}`,
  });
  expect((await judge(data, `FileSize "${join(folder.path, '*.parquet')}" > 1 B`)).outcome).toBe('Failed');
  expect(await judge(data, 'FileSize "s3://bucket/in/" > 1 B')).toMatchObject({
    outcome: 'Error',
    failureReason: 's3://bucket/in/ is not read by this version: rules on files take local paths.',
  });
});

test('a table has no files, but a rule may name some', async () => {
  await using folder = await orders();
  const table = tableFromArrays({ id: [1, 2] });
  expect(await judge(table, 'FileSize > 1 B')).toMatchObject({
    outcome: 'Error',
    failureReason: 'The rule judges files, and the data were not given as files.',
  });
  expect((await judge(table, `FileSize "${join(folder.path, 'in')}" > 1 B`)).outcome).toBe('Passed');
});

test('a file may be a link', async () => {
  await using folder = await orders();
  await symlink(join(folder.path, 'in/a.csv'), join(folder.path, 'in/link.csv'));
  const rule = `FileUniqueness "${join(folder.path, 'in')}" = 1`;
  expect((await judge(join(folder.path, 'in/a.csv'), rule)).evaluatedMetrics).toMatchObject({
    'Dataset.*.FileCount': 3,
  });
});
