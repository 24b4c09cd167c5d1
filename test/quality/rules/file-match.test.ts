import { describe, expect, test } from 'vitest';
import type { RuleOutcome } from '../../../src/quality/types.ts';
import { judge } from '../judged.ts';
import { memoryFiles, type MemoryFile } from '../memory-files.ts';

async function judgeFiles(rule: string, contents: Readonly<Record<string, string>>): Promise<RuleOutcome> {
  const files = Object.entries(contents).map(([path, content], day): MemoryFile => ({
    path,
    content,
    modified: `2023-06-1${day}T00:00:00Z`,
  }));
  return await judge({ columns: 'id integer', rows: [] }, rule, { files: memoryFiles(files) });
}

/** Of the text `hello`. */
const MD5 = '5d41402abc4b2a76b9719d911017c592';
const SHA1 = 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d';
const SHA256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

describe('checksums', () => {
  const hello = { 'in/a.csv': 'hello' };

  test.each([
    ['MD5', MD5],
    ['SHA-1', SHA1],
    ['SHA-256', SHA256],
    ['sha-256', SHA256.toUpperCase()],
  ])('%s', async (algorithm, checksum) => {
    const rule = `FileMatch "in/a.csv" in ["x", "${checksum}"] with hashAlgorithm = "${algorithm}"`;
    expect(await judgeFiles(rule, hello)).toMatchObject({
      outcome: 'Passed',
      evaluatedMetrics: { 'Dataset.*.FileCount': 1 },
    });
  });

  test('SHA-256 without a tag, the files of the data without a path; a single text by =', async () => {
    expect((await judgeFiles(`FileMatch in ["${SHA256}"]`, hello)).outcome).toBe('Passed');
    expect((await judgeFiles(`FileMatch = "${SHA256}"`, hello)).outcome).toBe('Passed');
    expect((await judgeFiles(`FileMatch != "${SHA256}"`, hello)).outcome).toBe('Failed');
    expect((await judgeFiles('FileMatch not in ["x"]', hello)).outcome).toBe('Passed');
  });

  test('every file must have one of them; what it has instead is told', async () => {
    const files = { 'in/a.csv': 'hello', 'in/b.csv': 'bye' };
    const rule = `FileMatch "in/" in ["${MD5}"] with hashAlgorithm = "MD5"`;
    const reason = 'in/b.csv has the MD5 checksum bfa99df33b137bc8fb5f5407d7e58da8';
    expect(await judgeFiles(rule, files)).toMatchObject({
      outcome: 'Failed',
      failureReason: reason,
      evaluatedMetrics: { 'Dataset.*.FileCount': 2 },
      details: [reason],
    });
    expect((await judgeFiles(`${rule} with uriRegex = "a"`, files)).outcome).toBe('Passed');
  });

  test('with matchFileName no name may be there twice', async () => {
    const files = { 'in/1/a.csv': 'hello', 'in/2/a.csv': 'hello' };
    const rule = `FileMatch "in/" in ["${SHA256}"]`;
    expect((await judgeFiles(rule, files)).outcome).toBe('Passed');
    expect((await judgeFiles(`${rule} with matchFileName = "true"`, files)).failureReason).toBe(
      'in/2/a.csv has the name of another file',
    );
  });

  test.each([
    ['matches "x"', 'Unsupported operator'],
    ['in [EMPTY]', 'FileMatch rule needs checksums.'],
  ])('FileMatch %s is not supported', async (condition, why) => {
    expect((await judgeFiles(`FileMatch ${condition}`, hello)).failureReason).toBe(
      `Rule (or nested rule) not supported due to: ${why}`,
    );
  });
});

describe('two paths', () => {
  test('files with other names and the same content match', async () => {
    const files = { 'old.csv': 'hello', 'new.csv': 'hello' };
    expect(await judgeFiles('FileMatch "old.csv" "new.csv"', files)).toMatchObject({
      outcome: 'Passed',
      evaluatedMetrics: { 'Dataset.*.FileCount': 2 },
    });
    expect((await judgeFiles('FileMatch "old.csv" "new.csv" with matchFileName = "true"', files)).outcome).toBe(
      'Failed',
    );
  });

  test('folders hold the same contents, each as often', async () => {
    const files = { 'a/1.csv': 'x', 'a/2.csv': 'x', 'a/3.csv': 'y', 'b/1.csv': 'x', 'b/2.csv': 'z', 'b/3.csv': 'y' };
    expect(await judgeFiles('FileMatch "a/" "b/"', files)).toMatchObject({
      outcome: 'Failed',
      failureReason: 'a/2.csv has no match at b/',
      details: ['a/2.csv has no match at b/', 'b/2.csv has no match at a/'],
    });
    expect((await judgeFiles('FileMatch "a/" "b/" with uriRegex = "[13]"', files)).outcome).toBe('Passed');
  });

  test('a path without files fails', async () => {
    expect((await judgeFiles('FileMatch "a/" "b/"', { 'a/1.csv': 'x' })).failureReason).toBe('No such file: b/');
  });
});
