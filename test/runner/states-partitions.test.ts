import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from '../../src/index.ts';
import { tempFolder } from '../temp-folder.ts';
import { checkAll, checkIn, days, withoutCounts } from './state-days.ts';

describe('the types of a data set are those of all its files', () => {
  test.each([
    ['a whole number, then a decimal, then nothing', ['n\n1\n', 'n\n1.5\n', 'n,m\n,1\n']],
    ['a date, then a moment', ['n\n2023-01-01\n', 'n\n2023-01-02 10:00:00\n']],
    ['nothing, then text, then a number', ['n,m\n,1\n', 'n,m\nx,1\n', 'n,m\n3,1\n']],
    ['numbers too long for doubles', ['n\n12345678901234567890.5\n', 'n\n0.125\n', 'n\n1\n']],
    ['another order of the columns', ['n,m\n1,x\n', 'm,n\ny,2\n']],
  ])('%s', async (_, files) => {
    await using folder = await tempFolder();
    const rules =
      'Rules = [ RowCount > 0, Completeness "n" > 0.9, DistinctValuesCount "n" = 1, ColumnValues "n" > 1, Mean "n" > 0 ]';
    for (const [index, content] of files.entries()) {
      await folder.write(`data/n=${index}.5/day=${index}/x.csv`, content);
      const direct = await checkAll(folder, { rules });
      expect(withoutCounts(await checkIn(folder, { rules }))).toEqual(direct);
      const again = await checkIn(folder, { rules });
      expect(again).toEqual({ ...direct, partitions: { read: 0, fromStates: index + 1 } });
    }
  });

  test('JSON, with keys that come and go, and bad rows', async () => {
    await using folder = await tempFolder();
    const rules = 'Rules = [ RowCount > 0, Completeness "a" > 0.9, Sum "a" > 0, Completeness "b" > 0.9 ]';
    const files = [
      '{"a":1}\n{"a":2,"c":{"d":1}}\n',
      '{"a":"x"}\nnonsense\n',
      '{"b":[1]}\n',
      '{"a":1,"a":2}\n{"a":3}\n',
    ];
    for (const [index, content] of files.entries()) {
      await folder.write(`data/${index}/x.ndjson`, content);
      expect(withoutCounts(await checkIn(folder, { rules }))).toEqual(await checkAll(folder, { rules }));
    }
  });
});

describe('partitions', () => {
  const rules = 'Rules = [ RowCount > 0, IsUnique "n" ]';
  const twoOf = async (files: readonly string[]): Promise<CheckResult['partitions']> => {
    await using folder = await tempFolder();
    for (const [index, file] of files.entries()) await folder.write(`data/${file}`, `n\n${index}\n`);
    return (await checkIn(folder, { rules })).partitions;
  };

  test.each([
    ['files of one folder are one each', ['a.csv', 'b.csv', 'c.csv'], 3],
    ['each of several folders is one', ['a/x.csv', 'a/y.csv', 'b/x.csv', 'z.csv'], 3],
    ['a folder that is named as one is one', ['day=1/x.csv', 'day=1/y.csv'], 1],
    ['odd names are names', ['it\'s/"q" 💥.csv', 'a b/[x].csv'], 2],
  ])('%s', async (_, files, count) => {
    expect(await twoOf(files)).toEqual({ read: count, fromStates: 0 });
  });

  test('one file of a folder is the same before and after there are other folders', async () => {
    await using folder = await tempFolder();
    await folder.write('data/1/x.csv', 'n\n1\n');
    await checkIn(folder, { rules });
    await folder.write('data/2/x.csv', 'n\n2\n');
    expect((await checkIn(folder, { rules })).partitions).toEqual({ read: 1, fromStates: 1 });
  });

  test('a single file and the paths of files', async () => {
    await using folder = await days(2);
    const data = [1, 2].map((day) => join(folder.path, `data/day=2023-01-0${day}/x.csv`));
    expect((await checkIn(folder, { rules: 'Rules = [ RowCount = 6 ]', data })).score).toBe(1);
    expect((await checkIn(folder, { rules: 'Rules = [ RowCount = 3 ]', data: data[1] ?? '' })).score).toBe(1);
  });
});
