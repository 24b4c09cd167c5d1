import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkAll, checkIn, DAYS, days, expectSame, spoil, writeDay } from './state-days.ts';

describe('with states', () => {
  test('the result is that of reading everything, and each partition is read once', async () => {
    await using folder = await days(3);
    const direct = await checkAll(folder);
    expect(direct.outcomes.filter(({ outcome }) => outcome === 'Failed')).toHaveLength(2);
    expect(await checkIn(folder)).toEqual({ ...direct, partitions: { read: 3, fromStates: 0 } });
    expect(await checkIn(folder)).toEqual({ ...direct, partitions: { read: 0, fromStates: 3 } });
  });

  test('a new day is the only one that is read', async () => {
    await using folder = await days(3);
    await checkIn(folder);
    await writeDay(folder, 3);
    const direct = await checkAll(folder);
    for (const day of DAYS) await spoil(join(folder.path, `data/day=${day}/x.csv`));
    expect(await checkIn(folder)).toEqual({ ...direct, partitions: { read: 1, fromStates: 3 } });
  });

  test('a day that has changed is read again', async () => {
    await using folder = await days(3);
    await checkIn(folder);
    await folder.write('data/day=2023-01-02/x.csv', 'id,amount,city\n91,9.5,a\n');
    const direct = await checkAll(folder);
    expectSame(await checkIn(folder), { ...direct, partitions: { read: 1, fromStates: 2 } });
  });

  test('a file that is new in the folder of a day makes it another day', async () => {
    await using folder = await days(2);
    await checkIn(folder);
    await folder.write('data/day=2023-01-02/y.csv', 'id,amount,city\n91,9.5,a\n');
    const direct = await checkAll(folder);
    expect(await checkIn(folder)).toEqual({ ...direct, partitions: { read: 1, fromStates: 1 } });
  });

  test('a day that is gone drops out, with its states', async () => {
    await using folder = await days(3);
    await checkIn(folder);
    await rm(join(folder.path, 'data/day=2023-01-02'), { recursive: true });
    const direct = await checkAll(folder);
    expect(await checkIn(folder)).toEqual({ ...direct, partitions: { read: 0, fromStates: 2 } });
    expect(await readdir(join(folder.path, 'states'))).toHaveLength(2);
  });

  test('other rules take what is there, and only what is not is measured', async () => {
    await using folder = await days(2);
    await checkIn(folder, { rules: 'Rules = [ Completeness "amount" > 0.5, Mean "amount" > 0, IsUnique "city" ]' });
    const known = 'Rules = [ UniqueValueRatio "city" >= 0, RowCount > 3, Sum "amount" > 0 ]';
    expect((await checkIn(folder, { rules: known })).partitions).toEqual({ read: 0, fromStates: 2 });
    const unknown = 'Rules = [ RowCount > 3, IsUnique "id" ]';
    expect((await checkIn(folder, { rules: unknown })).partitions).toEqual({ read: 2, fromStates: 0 });
    expect((await checkIn(folder, { rules: unknown })).partitions).toEqual({ read: 0, fromStates: 2 });
  });

  test('a rule that needs all rows reads them, and is named', async () => {
    await using folder = await days(2);
    const rules = `Rules = [
      RowCount > 1,
      InterquartileRange "amount" >= 0,
      CustomSql "select count(*) from primary" > 1,
      IsComplete "city" where "amount > (select min(amount) from primary)",
      IsComplete "city" where "current_date > day"
    ]`;
    await checkIn(folder, { rules });
    const direct = await checkAll(folder, { rules });
    const { findings, partitions, ...result } = await checkIn(folder, { rules });
    expect(result).toEqual({ ...result, outcomes: direct.outcomes });
    expect(partitions).toEqual({ read: 2, fromStates: 0 });
    expect(findings.filter(({ code }) => code === 'STATES_NOT_ENOUGH')).toMatchObject([
      {
        found: expect.stringMatching(
          /^InterquartileRange .*, CustomSql .*, IsComplete .*, IsComplete "city" where "current_date/,
        ),
      },
    ]);
  });

  test('a rule on references is judged on all rows, one on the schema on none', async () => {
    await using folder = await days(2);
    const options = {
      rules: 'Rules = [ ColumnCount = 4, ColumnExists "day", RowCountMatch "other" = 2.0 ]',
      references: { other: { columns: [{ name: 'id', type: 'INTEGER' }], rows: [[1], [2], [3]] } },
    };
    await checkIn(folder, options);
    const direct = await checkAll(folder, options);
    expect(await checkIn(folder, options)).toEqual({ ...direct, partitions: { read: 0, fromStates: 2 } });
  });

  test('row-level results of all rows are written as ever', async () => {
    await using folder = await days(2);
    await checkIn(folder);
    const [direct, ours] = ['direct.ndjson', 'ours.ndjson'].map((name) => join(folder.path, name));
    await checkAll(folder, { rows: direct ?? '' });
    expect((await checkIn(folder, { rows: ours ?? '' })).partitions).toEqual({ read: 2, fromStates: 0 });
    expect(await readFile(ours ?? '', 'utf8')).toBe(await readFile(direct ?? '', 'utf8'));
  });

  test('failing rows of days that are not read come from their states', async () => {
    await using folder = await days(3);
    await checkIn(folder);
    for (const day of DAYS) await spoil(join(folder.path, `data/day=${day}/x.csv`));
    const rules = 'Rules = [ ColumnValues "amount" between 0 and 4 ]';
    const { outcomes, partitions } = await checkIn(folder, { rules });
    expect(outcomes[0]?.failingRows?.sample.map(({ id }) => id)).toEqual([1, 4, 7, 8]);
    expect(partitions).toEqual({ read: 0, fromStates: 3 });
  });

  test('without the rows of all partitions, a rule on keys fails without showing rows', async () => {
    await using folder = await days(2);
    const rules = 'Rules = [ IsUnique "city" ]';
    const first = await checkIn(folder, { rules });
    expect(first).toEqual({ ...(await checkAll(folder, { rules })), partitions: { read: 2, fromStates: 0 } });
    const [outcome] = (await checkIn(folder, { rules })).outcomes;
    expect(outcome).toMatchObject({ outcome: 'Failed', failureReason: first.outcomes[0]?.failureReason });
    expect(outcome?.failingRows).toBeUndefined();
  });
});
