import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

describe('cat', () => {
  test('prints an aligned table, numbers to the right, wide letters counted', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'n,name,when\n1,日本,2024-01-05\n22,"a\nb",\n333,👍🏽,2024-01-07\n');
    const { code, out, err } = await cli(['cat', 'a.csv']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      ['  n  name  when', '  1  日本  2024-01-05', String.raw` 22  a\nb  ∅`, '333  👍🏽    2024-01-07', ''].join('\n'),
    );
  });

  test('--json keeps every digit, and the order of the columns', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'b,2023,t,d,m\n9007199254740993,12,2024-01-05T06:07:08.5,2024-01-05,1.10\n');
    const { out } = await cli(['cat', 'a.csv', '--json']);
    expect(out).toBe('{"b":"9007199254740993","2023":12,"t":"2024-01-05T06:07:08.500000","d":"2024-01-05","m":1.1}\n');
  });

  test('--json keeps nested values', async () => {
    await using folder = await workingFolder();
    await folder.write('a.ndjson', '{"n":{"x":[1,null]}}\n');
    expect((await cli(['cat', 'a.ndjson', '--json'])).out).toBe('{"n":{"x":[1,null]}}\n');
  });

  test('--columns picks and orders, letter case aside; --limit stops', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'id,Name\n1,x\n2,y\n3,z\n');
    const { out } = await cli(['cat', 'a.csv', '--json', '--columns', 'name,id', '--limit', '2']);
    expect(out).toBe('{"Name":"x","id":1}\n{"Name":"y","id":2}\n');
  });

  test('several files are one table', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'id\n1\n');
    await folder.write('b.csv', 'id\n2\n');
    expect((await cli(['cat', 'a.csv', 'b.csv', '--json'])).out).toBe('{"id":1}\n{"id":2}\n');
    expect((await cli(['cat', '*.csv', '--json'])).out).toBe('{"id":1}\n{"id":2}\n');
  });

  test('rows that cannot be read are told on stderr', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'id,n\n1,2\n3\n4,5\n');
    const { code, out, err } = await cli(['cat', 'a.csv', '--json']);
    expect({ code, out }).toEqual({ code: 0, out: '{"id":1,"n":2}\n{"id":4,"n":5}\n' });
    expect(err).toMatch(/^! a\.csv: 1 row could not be read/);
  });

  test('on a terminal, columns that do not fit are left out and named', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'one,two,three\naaaaaaaaaa,bbbbbbbbbb,cccccccccc\n');
    const { out, err } = await cli(['cat', 'a.csv', '--no-color'], { isTTY: true, columns: 25 });
    expect(out).toBe('one         two\naaaaaaaaaa  bbbbbbbbbb\n');
    expect(err).toBe('… columns left out: three\n');
  });

  test('a long cell is cut, and control characters cannot reach the terminal', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', `a\n${'x'.repeat(100)}\n\u001b[31mred\n`);
    const { out } = await cli(['cat', 'a.csv']);
    expect(out).toBe(`a\n${'x'.repeat(39)}…\n${String.raw`\u{1b}[31mred`}\n`);
  });

  test('a file without rows has its header, or no line of JSON', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'id,name\n1,x\n');
    expect((await cli(['cat', 'a.csv', '--limit', '0'])).out).toBe('id  name\n');
    expect((await cli(['cat', 'a.csv', '--limit', '0', '--json'])).out).toBe('');
  });

  test.each([
    ['a file that is not there', ['cat', 'nix.csv'], /✗ nix\.csv: no such file/],
    [
      'a column that is not there',
      ['cat', 'a.csv', '--columns', 'nmae'],
      /no column "nmae" \[COLUMN_UNKNOWN\]\n {4}expected: id, name\n {4}did you mean "name"\?/,
    ],
    ['a broken file', ['cat', 'bad.parquet'], /✗ bad\.parquet/],
  ])('%s: one clear line, and 2', async (_, argv, message) => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'id,name\n1,x\n');
    await folder.write('bad.parquet', 'PAR1 and no more');
    const { code, out, err } = await cli(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });
});
