import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

const CLEAN = 'Rules = [ RowCount > 0, IsComplete "id" ]\n';

describe('lint', () => {
  test('rulesets without an error end with 0', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', CLEAN);
    await folder.write('b.dqdl', 'Rules = [ RowCount >= 0 ]\n');
    expect(await cli(['lint', 'a.dqdl'])).toEqual({ code: 0, out: '1 ruleset   0 errors   0 warnings\n', err: '' });
    const { code, out } = await cli(['lint', 'b.dqdl']);
    expect(code).toBe(0);
    expect(out).toMatch(/^! b\.dqdl:1:20: .*\[LINT_ALWAYS_PASSES\]\n[^]*1 ruleset {3}0 errors {3}1 warning\n$/);
  });

  test('an error ends with 1, shown at its place, those of the language first as they stand', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', 'Rules = [\n  RowCount < 0,\n  IsComplet "id"\n]\n');
    const { code, out, err } = await cli(['lint', 'a.dqdl']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toBe(`✗ a.dqdl:2:12: RowCount can never pass: nothing meets its condition [LINT_NEVER_PASSES]
  2 |   RowCount < 0,
    |            ^^^
    expected: a whole number from 0 on
    found:    < 0
✗ a.dqdl:3:3: There is no type of rule IsComplet [DQDL_UNKNOWN_RULE]
  3 |   IsComplet "id"
    |   ^^^^^^^^^
    expected: the name of a type of rule, in its own upper and lower case
    found:    IsComplet
    did you mean "IsComplete"?
1 ruleset   2 errors   0 warnings
`);
  });

  test('folders, globs and files are looked through once each', async () => {
    await using folder = await workingFolder();
    for (const name of ['r/a.dqdl', 'r/deep/b.dqdl', 'r/c.txt', 'r/.hidden/d.dqdl', 'r/node_modules/e.dqdl']) {
      await folder.write(name, CLEAN);
    }
    expect((await cli(['lint', 'r'])).out).toContain('2 rulesets');
    expect((await cli(['lint', 'r/**/*.dqdl', 'r', './r/a.dqdl', 'r/a.dqdl'])).out).toContain('2 rulesets');
    expect((await cli(['lint', 'r/c.txt'])).out).toContain('1 ruleset ');
  });

  test('- is standard input', async () => {
    const { code, out } = await cli(['lint', '-'], { stdin: 'Rules = [ RowCount < 0 ]\n' });
    expect(code).toBe(1);
    expect(out).toContain('✗ -:1:20: ');
    expect(out).toContain('  1 | Rules = [ RowCount < 0 ]');
  });

  test('--json gives the findings of each file', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', CLEAN);
    await folder.write('b.dqdl', 'Rules = [ RowCount < 0 ]\n');
    const { code, out, err } = await cli(['lint', 'a.dqdl', 'b.dqdl', '--json']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(JSON.parse(out)).toMatchObject([
      { file: 'a.dqdl', findings: [] },
      { file: 'b.dqdl', findings: [{ code: 'LINT_NEVER_PASSES', severity: 'error', file: 'b.dqdl' }] },
    ]);
  });

  test('--github prints an annotation for each finding', async () => {
    await using folder = await workingFolder();
    await folder.write('b.dqdl', 'Rules = [\n  RowCount < 0\n]\n');
    const { out } = await cli(['lint', 'b.dqdl', '--github']);
    expect(out).toContain('\n::error file=b.dqdl,line=2,col=12,title=b.dqdl%3A LINT_NEVER_PASSES::');
    const json = await cli(['lint', 'b.dqdl', '--github', '--json']);
    expect(json.err).toMatch(/^::error /);
  });

  test("--strict makes errors of what Glue's open parser refuses", async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', 'Rules = [ RowCount > 0 ]\r\n');
    expect((await cli(['lint', 'a.dqdl'])).code).toBe(0);
    expect((await cli(['lint', 'a.dqdl', '--strict'])).code).toBe(1);
  });

  test('a byte order mark, which Glue refuses, is an error', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', `\uFEFF${CLEAN}`);
    const { code, out } = await cli(['lint', 'a.dqdl']);
    expect(code).toBe(1);
    expect(out).toContain('[DQDL_BAD_CHARACTER]');
  });
});

describe('lint with data', () => {
  test('finds columns and tables that are not there', async () => {
    await using folder = await workingFolder();
    await folder.write('orders-1.csv', 'id,customer,amount\n1,c1,10.50\n');
    await folder.write('orders-2.csv', 'id,customer,amount\n2,c1,10.50\n');
    await folder.write('customers.csv', 'id\nc1\n');
    await folder.write(
      'a.dqdl',
      'Rules = [\n  IsUnique "id" "amuont",\n  Mean "customer" > 5,\n  RowCountMatch "custmers" = 1\n]\n',
    );
    const data = ['--data', 'orders-1.csv', '--data', 'orders-2.csv'];
    const first = await cli(['lint', 'a.dqdl', ...data]);
    expect(first.code).toBe(1);
    expect(first.out).toMatch(/✗ a\.dqdl:2:17: The data have no column "amuont" [^]*did you mean "amount"\?/);
    expect(first.out).toMatch(/✗ a\.dqdl:3:3: Mean cannot judge this column [^]*found: {4}"customer" VARCHAR/);
    expect(first.out).toContain('1 ruleset   2 errors');
    const second = await cli(['lint', 'a.dqdl', ...data, '--reference', 'customers=customers.csv']);
    expect(second.out).toMatch(/✗ a\.dqdl:4:17: No table custmers is known/);
  });

  test('data that cannot be read end with 2', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', CLEAN);
    const { code, out, err } = await cli(['lint', 'a.dqdl', '--data', 'nix.csv']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/✗ nix\.csv: no such file/);
  });
});

describe('what cannot be linted ends with 2', () => {
  test.each([
    [
      'a file that is not there',
      ['lint', 'rulse.dqdl'],
      /✗ rulse\.dqdl: no such file [^]*did you mean "rules\.dqdl"\?/,
    ],
    ['a pattern without files', ['lint', '*.dq'], /✗ \*\.dq: no file matches the pattern \[FILES_NO_MATCH\]/],
    ['a folder without rulesets', ['lint', 'empty'], /✗ empty: the folder has no rulesets \[FILES_NO_MATCH\]/],
    ['no path at all', ['lint'], /missing required argument 'rulesets'/],
  ])('%s', async (_, argv, message) => {
    await using folder = await workingFolder();
    await folder.write('rules.dqdl', CLEAN);
    await folder.write('empty/readme.txt', '');
    const { code, out, err } = await cli(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('a file that is not text, after the others are linted', async () => {
    await using folder = await workingFolder();
    await folder.write('a.dqdl', new Uint8Array([0xff, 0xfe, 0x00]));
    await folder.write('b.dqdl', 'Rules = [ RowCount < 0 ]\n');
    const { code, out } = await cli(['lint', '.']);
    expect(code).toBe(2);
    expect(out).toContain('✗ a.dqdl: is not text in UTF-8 [FILE_NOT_UTF8]');
    expect(out).toContain('✗ b.dqdl:1:20: ');
  });
});
