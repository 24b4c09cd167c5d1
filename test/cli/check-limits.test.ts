import { describe, expect, test } from 'vitest';
import { check } from '../../src/runner/check.ts';
import { codesOf } from '../findings.ts';
import { cli, workingFolder } from './in-process.ts';

const ENDLESS = 'select count(*) from range(1000000000) a, range(1000000000) b where a.range % 7 = b.range % 3';
const data = { columns: [{ name: 'id', type: 'INTEGER' }], rows: [[1], [2]] };

describe('a check has limits', () => {
  test('of time, which one rule reaches and the others do not', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', 'id\n1\n2\n');
    await folder.write('orders.dqdl', `Rules = [ CustomSql "${ENDLESS}" > 0, RowCount = 2 ]`);
    const { code, out } = await cli(['check', 'orders.csv', '--rules', 'orders.dqdl', '--rule-timeout', '0.2']);
    expect(code).toBe(1);
    expect(out).toContain('it took longer than 0.2 s; raise the limit with --rule-timeout SECONDS');
    expect(out).toContain('✓ RowCount = 2');
  });

  test('of memory', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', 'id\n1\n2\n');
    await folder.write(
      'orders.dqdl',
      'Rules = [ CustomSql "select len(list(range)) from range(99999999)" > 0, RowCount = 2 ]',
    );
    const { code, out } = await cli(['check', 'orders.csv', '--rules', 'orders.dqdl', '--memory', '100MB']);
    expect(code).toBe(1);
    expect(out).toContain('it needs more memory than it may have');
    expect(out).toContain('✓ RowCount = 2');
  });

  test('as a library, too', async () => {
    const rules = `Rules = [ CustomSql "${ENDLESS}" > 0, RowCount = 2 ]`;
    const { outcomes } = await check({ data, rules, limits: { seconds: 0.2, memory: '200 MB' } });
    expect(outcomes).toMatchObject([{ outcome: 'Error' }, { outcome: 'Passed' }]);
  });

  test.each([
    ['no time', { seconds: 0 }],
    ['time that is no number', { seconds: Number.NaN }],
    ['a size that is none', { memory: 'lots' }],
    ['no memory', { memory: 0 }],
  ])('%s is a mistake of the caller', async (_, limits) => {
    expect(await codesOf(() => check({ data, rules: 'Rules = [ RowCount = 2 ]', limits }))).toEqual([
      'SESSION_OPTION_INVALID',
    ]);
  });

  test.each([
    ['--rule-timeout', '0'],
    ['--rule-timeout', 'soon'],
    ['--memory', 'lots'],
  ])('%s %s ends with 2', async (option, value) => {
    const { code, err } = await cli(['check', 'orders.csv', '--rules', 'orders.dqdl', option, value]);
    expect(code).toBe(2);
    expect(err).toContain(`'${value}' is invalid. Expected `);
  });
});
