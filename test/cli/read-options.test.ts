import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

describe('cat', () => {
  test.each([
    ['--delimiter', [';'], 'a|b;c\n1|2;3\n', '{"a|b":"1|2","c":3}'],
    ['--delimiter \\t', ['\\t'], 'a,b\tc\n1\t2\n', '{"a,b":1,"c":2}'],
    ['--no-header', [], 'a,b\nc,d\n', '{"column1":"a","column2":"b"}\n{"column1":"c","column2":"d"}'],
    ['--header', [], '1,2\n3,4\n', '{"1":3,"2":4}'],
    ['--decimal-comma', [], 'a;b\n1,500;x\n', '{"a":1.5,"b":"x"}'],
    ['--quote', ["'"], "a,b\n'x,y',1\n", '{"a":"x,y","b":1}'],
  ])('%s', async (option, values, content, expected) => {
    await using folder = await workingFolder();
    await folder.write('a.csv', content);
    const said = option.split(' ', 1);
    const { out, err } = await cli(['cat', 'a.csv', '--json', ...said, ...values]);
    expect({ out, err: err.includes('CSV_') }).toEqual({ out: `${expected}\n`, err: false });
  });

  test('--encoding', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', Buffer.from('610a82a082a20a', 'hex'));
    expect((await cli(['cat', 'a.csv', '--json'])).err).toContain('Shift-JIS');
    expect((await cli(['cat', 'a.csv', '--json', '--encoding', 'shift_jis'])).out).toBe('{"a":"あい"}\n');
  });

  test('--format reads a file of any name', async () => {
    await using folder = await workingFolder();
    await folder.write('data', 'id\n1\n');
    expect((await cli(['cat', 'data', '--json'])).code).toBe(2);
    expect((await cli(['cat', 'data', '--json', '--format', 'csv'])).out).toBe('{"id":1}\n');
  });

  test('compressed files of one folder are one table', async () => {
    await using folder = await workingFolder();
    await folder.write('in/a.csv.gz', gzipSync('id\n1\n2\n'));
    await folder.write('in/b.csv', 'id\n3\n4\n');
    expect((await cli(['cat', 'in', '--json'])).out).toBe('{"id":1}\n{"id":2}\n{"id":3}\n{"id":4}\n');
  });

  test('a delimiter of two signs is refused', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'a\n1\n');
    expect((await cli(['cat', 'a.csv', '--delimiter', ';;'])).code).toBe(2);
  });
});

describe('check', () => {
  test('judges a compressed file with a decimal comma', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv.gz', gzipSync('id;price\n1;2,500\n'));
    await folder.write('r.dqdl', 'Rules = [ Sum "price" = 2.5 ]');
    const args = ['check', 'a.csv.gz', '--rules', 'r.dqdl'];
    expect((await cli([...args, '--decimal-comma'])).code).toBe(0);
    expect((await cli(args)).code).toBe(1);
  });

  test('what is said of files does not go with states', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', 'id\n1\n');
    await folder.write('r.dqdl', 'Rules = [ RowCount = 1 ]');
    const { err } = await cli(['check', 'a.csv', '--rules', 'r.dqdl', '--states', 'st', '--header']);
    expect(err).toContain('[STATES_READ_OPTIONS]');
  });
});

describe('written files', () => {
  test('generate writes tabs, and check writes rows compressed, which cat reads', async () => {
    await using folder = await workingFolder();
    expect((await cli(['generate', 'transactions', '--rows', '3', '--out', 'a.tsv.gz'])).code).toBe(0);
    await folder.write('r.dqdl', 'Rules = [ RowCount = 3 ]');
    expect((await cli(['check', 'a.tsv.gz', '--rules', 'r.dqdl', '--rows', 'rows.ndjson.zst'])).code).toBe(0);
    const { out } = await cli(['cat', 'rows.ndjson.zst', '--json']);
    expect(out.trimEnd().split('\n')).toHaveLength(3);
  });

  test('bzip2 is read and not written', async () => {
    await using folder = await workingFolder();
    const { err } = await cli(['generate', 'transactions', '--rows', '3', '--out', `${folder.path}/a.csv.bz2`]);
    expect(err).toContain('[COMPRESSION_UNKNOWN]');
  });

  test('corrupt reads a compressed file, and leaves one so that is damaged as a whole', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv.gz', gzipSync('id,name\n1,x\n2,y\n'));
    await folder.write('rows.yaml', '- { kind: missing, column: name, rate: 1 }\n');
    await folder.write('file.yaml', '- { kind: truncated-file, keep: 0.5 }\n');
    expect((await cli(['corrupt', 'a.csv.gz', '--defects', 'rows.yaml', '--out', 'b.csv'])).err).toContain('2 rows');
    expect((await cli(['cat', 'b.csv', '--json', '--columns', 'name'])).out).toBe('{"name":null}\n{"name":null}\n');
    await cli(['corrupt', 'a.csv.gz', '--defects', 'file.yaml', '--out', 'c.csv.gz']);
    expect((await cli(['cat', 'c.csv.gz'])).err).toContain('[DECOMPRESSION_FAILED]');
    const refused = await cli(['corrupt', 'a.csv.gz', '--defects', 'rows.yaml', '--out', 'd.csv.gz']);
    expect(refused.err).toContain('[COMPRESSION_UNKNOWN]');
  });
});
