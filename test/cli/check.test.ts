import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { cli, workingFolder } from './in-process.ts';

const ORDERS = 'id,customer,amount\n1,c1,10.50\n2,c2,\n3,c9,7.25\n';

describe('check', () => {
  test('all rules passed ends with 0', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ RowCount = 3, IsComplete "id" ]');
    expect(await cli(['check', 'orders.csv', '--rules', 'orders.dqdl'])).toEqual({
      code: 0,
      out: 'score 1.00   2 of 2 rules   3 rows\n  ✓ RowCount = 3\n  ✓ IsComplete "id"\n',
      err: '',
    });
  });

  test('a rule that did not pass ends with 1 and shows the first rows that break it', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplete "amount", RowCount = 3 ]');
    const { code, out } = await cli(['check', 'orders.csv', '--rules', 'orders.dqdl']);
    expect(code).toBe(1);
    expect(out).toMatch(/^score 0\.50 {3}1 of 2 rules {3}3 rows\n {2}✗ IsComplete "amount" .* 1 row\n/);
    expect(out).toMatch(/\n {6}_source_row {2}amount .*\n {6}2 {12}∅ /);
  });

  test('--json gives the result of the library', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplete "amount" ]');
    const { code, out } = await cli(['check', 'orders.csv', '--rules', 'orders.dqdl', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      score: 0,
      rowCount: 3,
      outcomes: [{ rule: 'IsComplete "amount"', outcome: 'Failed', failingRows: { count: 1 } }],
      findings: [],
    });
  });

  test('what analyzers measure is printed, distributions as bars, and is in the JSON', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', 'id,city\n1,a\n2,a\n3,b\n');
    await folder.write('orders.dqdl', 'Analyzers = [ Mean "id", Distribution "city" ]\n');
    const { code, out } = await cli(['check', 'orders.csv', '--rules', 'orders.dqdl']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /\n {2}Column\.id\.Mean = 2\n {2}Column\.city\.Distribution {3}StringType\n {4}a {3}2 {3}█{24}\n {4}b {3}1 {3}█{12}\n/,
    );
    const json = await cli(['check', 'orders.csv', '--rules', 'orders.dqdl', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      metrics: { 'Column.id.Mean': 2 },
      distributions: { 'Column.city.Distribution': { dataType: 'StringType', binEdges: ['a', 'b'], counts: [2, 1] } },
    });
  });

  test('every mistake of a ruleset is shown at its place, and ends with 2', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('bad.txt', 'Rules = [\n  RowCont > 1,\n  IsComplet "id"\n]\n');
    const { code, out, err } = await cli(['check', 'orders.csv', '--rules', 'bad.txt']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/✗ bad\.txt:2:3: .*\n {2}2 \| {3}RowCont > 1,\n {4}\| {3}\^{7}\n/);
    expect(err).toMatch(/✗ bad\.txt:3:3: .*\n {2}3 \| {3}IsComplet "id"\n {4}\| {3}\^{9}\n/);
    expect(err).toContain('did you mean "RowCount"?');
  });

  test('a rule on a reference says what differs, and shows the rows', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('copy.csv', 'id,customer,amount\n1,c1,10.50\n2,c3,\n');
    await folder.write('orders.dqdl', 'Rules = [ DatasetMatch "my.copy" "id" = 1, RowCountMatch "my.copy" = 1 ]');
    const argv = ['check', 'orders.csv', '--rules', 'orders.dqdl', '--reference', 'my.copy=copy.csv'];
    const { code, out } = await cli(argv);
    expect(code).toBe(1);
    expect(out).toMatch(/✗ DatasetMatch "my\.copy" "id" = 1 .* 2 rows\n/);
    expect(out).toContain('\n      1 row: the key is not in my.copy\n      1 row: customer is another in my.copy\n');
    expect(out).toContain('\n      3 rows against 2 in my.copy\n');
  });

  test('several files are one table, and other tables are named by --reference', async () => {
    await using folder = await workingFolder();
    await folder.write('orders-1.csv', ORDERS);
    await folder.write('orders-2.csv', 'id,customer,amount\n4,c1,1.00\n');
    await folder.write('customers.csv', 'id\nc1\nc2\nc9\n');
    await folder.write(
      'orders.dqdl',
      'Rules = [ RowCount = 4, CustomSql "select count(*) from primary p join customers c on p.customer = c.id" = 4 ]',
    );
    const files = ['orders-1.csv', 'orders-2.csv', '--reference', 'customers=customers.csv'];
    expect(await cli(['check', ...files, '--rules', 'orders.dqdl'])).toMatchObject({ code: 0, err: '' });
  });

  test('--rows writes every row with its results, --failed-only those that failed', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplete "amount" ]');
    const base = ['check', 'orders.csv', '--rules', 'orders.dqdl', '--rows'];
    const all = await cli([...base, 'out/all.ndjson']);
    expect({ code: all.code, err: all.err }).toEqual({ code: 1, err: 'rows written to out/all.ndjson\n' });
    await cli([...base, 'out/failed.ndjson', '--failed-only']);
    expect(await idsAndResults('out/all.ndjson')).toEqual(['1 Passed', '2 Failed', '3 Passed']);
    expect(await idsAndResults('out/failed.ndjson')).toEqual(['2 Failed']);
  });

  test('--filtered-rows, --rule-labels and --composite are the options of AWS Glue', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write(
      'orders.dqdl',
      'Rules = [ IsComplete "amount" where "id > 1" labels=["a"="b"], (ColumnValues "id" < 2) or (ColumnValues "id" > 1) ]',
    );
    const base = ['check', 'orders.csv', '--rules', 'orders.dqdl', '--rows', 'rows.ndjson'];
    expect((await cli(base)).out).toContain('0 of 2 rules');
    const { out } = await cli([...base, '--filtered-rows', 'skipped', '--rule-labels', '--composite', 'row']);
    expect(out).toContain('1 of 2 rules');
    expect(out).toContain('labels a=b');
    const [first = ''] = (await readFile('rows.ndjson', 'utf8')).split('\n');
    expect(JSON.parse(first)).toMatchObject({
      DataQualityRulesSkip: ['IsComplete "amount" where "id > 1" labels=["a"="b"]'],
    });
  });

  test('--explain prints the plan and judges nothing', async () => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('orders.dqdl', 'Rules = [ IsComplete "amount", Mean "amount" > 100 ]');
    const { code, out } = await cli(['check', 'orders.csv', '--rules', 'orders.dqdl', '--explain']);
    expect(code).toBe(0);
    expect(out).toContain('select count(*)');
    expect(out).not.toContain('score');
  });

  test.each([
    ['data that are not there', ['check', 'nix.csv', '--rules', 'r.dqdl'], /✗ nix\.csv: no such file/],
    ['rules that are not there', ['check', 'orders.csv', '--rules', 'nix.dqdl'], /✗ nix\.dqdl: no such file/],
    ['rows of an unknown format', ['check', 'orders.csv', '--rules', 'r.dqdl', '--rows', 'x.foo'], /FORMAT_UNKNOWN/],
    [
      'two references of one name',
      ['check', 'orders.csv', '--rules', 'r.dqdl', '--reference', 'a=orders.csv', '--reference', 'A=orders.csv'],
      /the reference "A" has the name of the reference "a".*\[REFERENCE_ALIAS_TAKEN\]/s,
    ],
    [
      'a reference with the name of the data',
      ['check', 'orders.csv', '--rules', 'r.dqdl', '--reference', 'Primary=orders.csv'],
      /the reference "Primary" has the name of the data that are checked/,
    ],
    [
      '--failed-only without --rows',
      ['check', 'orders.csv', '--rules', 'r.dqdl', '--failed-only'],
      /\[OPTION_WITHOUT_ROWS\]/,
    ],
    [
      '--rule-labels without --rows',
      ['check', 'orders.csv', '--rules', 'r.dqdl', '--rule-labels'],
      /--rule-labels says how to write rows, but not where/,
    ],
  ])('%s: one clear line, and 2', async (_, argv, message) => {
    await using folder = await workingFolder();
    await folder.write('orders.csv', ORDERS);
    await folder.write('r.dqdl', 'Rules = [ RowCount > 0 ]');
    const { code, out, err } = await cli(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});

const rowSchema = z.looseObject({ id: z.number(), DataQualityEvaluationResult: z.string() });

async function idsAndResults(path: string): Promise<string[]> {
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  return lines
    .map((line) => rowSchema.parse(JSON.parse(line)))
    .map(({ id, DataQualityEvaluationResult: result }) => `${id} ${result}`);
}
