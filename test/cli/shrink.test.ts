import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

const ORDERS = 'id,customer,amount\n1,c1,10.50\n2,c2,\n3,c9,7.25\n';
const RULES = 'Rules = [ RowCount = 3, IsComplete "amount" ]';

describe('shrink', () => {
  test('prints how far it got and the smallest data, and writes a scenario that is green', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', RULES);
    const { code, out, err } = await cli(['shrink', '--data', 'orders.csv', '--rules', 'orders.dqdl', '--quiet']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.replace(/\d+ tries {3}[\d.]+ s/, 'N tries   N s').split('\n')).toEqual([
      'IsComplete "amount"   Failed   orders.csv',
      '  Value: 0.0 does not meet the constraint requirement!',
      '',
      'processed.orders   3 rows to 1   3 columns to 1',
      '  amount',
      '       ∅',
      '',
      '✓ smallest: no single row or column can be left out (a table keeps one of each)   N tries   N s',
      'Run it: glue-replay run shrunk/orders',
      '',
    ]);
    expect(await cli(['run', 'shrunk/orders', '--quiet'])).toMatchObject({ code: 0 });
  });

  test('the README of what is written has the command, as a shell takes it', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', RULES);
    const argv = ['shrink', '--data', 'orders.csv', '--rules', 'orders.dqdl', '--rule', 'IsComplete "amount"'];
    await cli([...argv, '--out', 'small', '--max-time', '30']);
    expect(await readFile('small/README.md', 'utf8')).toContain(
      `glue-replay shrink --data orders.csv --rules orders.dqdl --rule 'IsComplete "amount"' --out small --max-time 30\n`,
    );
  });

  test('--json gives the result of the library', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', RULES);
    const argv = ['shrink', '--data', 'orders.csv', '--rules', 'orders.dqdl', '--rule', '1', '--outcome', 'passed'];
    const { code, out } = await cli([...argv, '--json', '--quiet']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      rule: 'RowCount = 3',
      outcome: 'Passed',
      ended: 'minimal',
      folder: 'shrunk/orders-1',
      tables: [{ name: 'processed.orders', rows: { from: 3, to: 3 }, columns: { from: 3 } }],
    });
  });

  test('of a scenario it is the first dataset on which a rule fails, or the one that is named', async () => {
    await using folder = await workingFolder();
    await cli(['init', 'demo']);
    const { code, out } = await cli(['shrink', 'demo', '--quiet']);
    expect(code).toBe(0);
    expect(out).toContain('IsComplete "amount"   Failed   processed.orders of the scenario demo\n');
    const sum = ['--dataset', 'curated.daily_revenue', '--rule', '3', '--outcome', 'passed'];
    const named = await cli(['shrink', 'demo', ...sum, '--out', 'sum', '--quiet']);
    expect(named.out).toContain('processed.daily_revenue   2 rows to 2   3 columns to 1\n');
    expect(await cli(['run', 'sum', 'shrunk/demo', '--quiet'])).toMatchObject({ code: 0 });
    expect((await readdir(folder.path)).toSorted()).toEqual(['.glue-replay', 'demo', 'shrunk', 'sum']);
  });

  test('--expect is for an expectation that is not met: it leaves the records that show it', async () => {
    await using folder = await workingFolder();
    await folder.write('demo/orders.csv', 'id,amount\n1,10.50\n2,twelve\n3,7.25\n');
    await folder.write(
      'demo/scenario.yaml',
      'name: demo\nsources: { orders: { files: orders.csv } }\n' +
        'ingestion: { orders: { columns: { id: bigint, amount: double } } }\n' +
        'expect: { processed.orders: { quarantined: 0 } }\n',
    );
    const argv = ['shrink', 'demo', '--expect', 'processed.orders.quarantined', '--quiet'];
    const { code, out } = await cli(argv);
    expect(code).toBe(0);
    expect(out.replace(/\d+ tries {3}[\d.]+ s/, 'N tries   N s').split('\n')).toEqual([
      'processed.orders.quarantined   expected 0   found with what is left 1',
      '',
      'orders/orders.csv   3 records to 1',
      '  2,twelve',
      '',
      '✓ smallest: no single record can be left out (a file keeps one)   N tries   N s',
      'Run it: glue-replay run shrunk/demo-processed-orders-quarantined',
      '',
    ]);
    const json = await cli([...argv, '--json', '--out', 'other']);
    expect(JSON.parse(json.out)).toMatchObject({ found: '1', files: [{ records: { from: 3, to: 1 } }] });
    expect(await cli(['run', 'shrunk', 'other', '--quiet'])).toMatchObject({ code: 0 });
  });

  test('a folder that is taken gets a number, where none was named', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', RULES);
    await folder.write('shrunk/orders/mine.txt', '');
    const { out } = await cli(['shrink', '--data', 'orders.csv', '--rules', 'orders.dqdl', '--quiet']);
    expect(out).toContain('Run it: glue-replay run shrunk/orders-2\n');
  });

  test.each([
    ['nothing to shrink', [], /\[SHRINK_WHAT\]/],
    ['a scenario and data', ['demo', '--data', 'orders.csv'], /\[SHRINK_WHAT\]/],
    ['an expectation of data', ['--data', 'orders.csv', '--expect', 'raw.accepted'], /\[SHRINK_WHAT\]/],
    ['an expectation and a rule', ['demo', '--expect', 'raw.accepted', '--rule', '1'], /\[SHRINK_WHAT\]/],
    ['a rule that passes', ['--data', 'orders.csv', '--rules', 'orders.dqdl', '--rule', '1'], /--outcome passed/],
    [
      'a rule that is not there',
      ['--data', 'orders.csv', '--rules', 'orders.dqdl', '--rule', 'IsComplet "amount"'],
      /IsComplete "amount".*\[?SHRINK_RULE_UNKNOWN|SHRINK_RULE_UNKNOWN.*IsComplete "amount"/s,
    ],
    [
      'a folder that is not empty',
      ['--data', 'orders.csv', '--rules', 'orders.dqdl', '--out', '.'],
      /\[OUTPUT_NOT_EMPTY\]/,
    ],
    ['data that are not there', ['--data', 'nix.csv', '--rules', 'orders.dqdl'], /✗ nix\.csv: no such file/],
    ['an outcome that is none', ['--outcome', 'green'], /Allowed choices are failed, passed, error/],
  ])('%s: one clear line, and 2', async (_, argv, message) => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', RULES);
    const { code, out, err } = await cli(['shrink', ...argv, '--quiet']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('a dataset that the scenario has not is told with those it has', async () => {
    await using folder = await workingFolder();
    await cli(['init', 'demo']);
    const { code, err } = await cli(['shrink', 'demo', '--dataset', 'processed.order', '--quiet']);
    expect(code).toBe(2);
    expect(err).toMatch(/did you mean "processed\.orders"\?/);
    expect(await readdir(folder.path)).toEqual(['demo']);
  });
});
