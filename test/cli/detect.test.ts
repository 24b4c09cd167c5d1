import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

test('detect says what a file is, and why', async () => {
  await using folder = await workingFolder();
  await folder.write('a.csv.gz', gzipSync('id;price\n1;2,50\n'));
  const { code, out, err } = await cli(['detect', 'a.csv.gz']);
  expect(code).toBe(0);
  expect(out.split('\n').slice(0, 2)).toEqual([
    'a.csv.gz  csv, gzip, UTF-8, semicolons, a header, decimal commas',
    '  The first bytes are those of gzip.',
  ]);
  expect(err).toContain('[CSV_DECIMAL_COMMA]');
});

test('--json prints one object a file', async () => {
  await using folder = await workingFolder();
  await folder.write('a.csv', 'id,n\n1,2\n');
  await folder.write('b.json', '[{"a":1}]');
  const { out } = await cli(['detect', 'a.csv', 'b.json', '--json']);
  const records = out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(records).toMatchObject([
    {
      file: 'a.csv',
      format: 'csv',
      by: 'content',
      confidence: 'certain',
      compression: 'none',
      encoding: { name: 'utf-8', byteOrderMark: false },
      dialect: { delimiter: ',', hasHeader: true, decimalComma: false },
      findings: [],
    },
    { file: 'b.json', format: 'json', dialect: null },
  ]);
});

test('a file that is not read ends it with 1, and the others are told', async () => {
  await using folder = await workingFolder();
  await folder.write('in/a.xlsx', Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('xl/workbook.xml')]));
  await folder.write('in/b.csv', 'id,n\n1,2\n');
  const { code, out, err } = await cli(['detect', 'in']);
  expect(code).toBe(1);
  expect(out).toMatch(/^in\/a\.xlsx {2}unknown$/m);
  expect(out).toMatch(/^in\/b\.csv {2}csv/m);
  expect(err).toContain('[FORMAT_EXCEL]');
});

test('--fallback decides where bytes and name leave it open', async () => {
  await using folder = await workingFolder();
  await folder.write('data', 'id\n1\n');
  expect((await cli(['detect', 'data'])).code).toBe(1);
  expect((await cli(['detect', 'data', '--fallback', 'csv'])).out).toMatch(/^data {2}csv/);
  expect((await cli(['detect', 'data', '--fallback', 'cvs'])).err).toContain('"csv"');
});
