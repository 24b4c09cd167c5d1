import { expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { detectFile } from '../../src/formats/detect-file.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { codesOf, findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

async function detected(name: string, content: string | Uint8Array, options = {}): Promise<unknown[]> {
  await using folder = await tempFolder();
  const { format, by, findings } = await detectFile(await folder.write(name, content), options);
  return [format?.name, by, ...findings.map(({ code }) => code)];
}

async function written(format: string): Promise<Uint8Array> {
  const { readFile } = await import('node:fs/promises');
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  await formatNamed(format).write(session, sql`select 1 as a, 'x' as b`, `${folder.path}/f`);
  return readFile(`${folder.path}/f`);
}

test.each([
  ['a.csv', 'a,b\n1,2\n', ['csv', 'content']],
  ['a.csv', 'id\n1\n2\n', ['csv', 'extension']],
  ['a.json', '[{"a":1}]', ['json', 'content']],
  ['a.json', '{"a":1}', ['json', 'extension']],
  ['a.json', '{\n"a":1\n}', ['json', 'content']],
  ['a.jsonl', '{"a":1}', ['ndjson', 'extension']],
  ['a.ndjson', '{"a":1,"b":2}\n{"a":2,"b":3}\n', ['ndjson', 'content']],
  ['a', 'a;b\n1;2\n', ['csv', 'content']],
  ['a.txt', 'some words\nand more\n', [undefined, 'none', 'FORMAT_UNKNOWN']],
])('%s of %j', async (name, content, expected) => {
  expect(await detected(name, content)).toEqual(expected);
});

test.each(['parquet', 'arrow'])('%s is told by its magic bytes, under any name', async (format) => {
  const bytes = await written(format);
  expect(await detected(`a.${format}`, bytes)).toEqual([format, 'content']);
  expect(await detected('a.csv', bytes)).toEqual([format, 'content', 'FORMAT_EXTENSION_MISMATCH']);
});

test.each([
  ['a.csv', '[{"a":1},{"a":2}]', 'json'],
  ['a.json', 'a,b\n1,2\n', 'csv'],
  ['a.json', '{"a":1}\n{"a":2}\n', 'ndjson'],
  ['a.parquet', 'a,b\n1,2\n', 'csv'],
])('the content of %s wins over its name', async (name, content, format) => {
  expect(await detected(name, content)).toEqual([format, 'content', 'FORMAT_EXTENSION_MISMATCH']);
});

test('the fallback decides where content leaves it open, and never against it', async () => {
  expect(await detected('a', 'id\n1\n', { fallback: 'csv' })).toEqual(['csv', 'fallback']);
  expect(await detected('a', Buffer.alloc(64, 1), { fallback: 'csv' })).toEqual([undefined, 'none', 'FORMAT_UNKNOWN']);
});

test.each([
  ['a.csv', Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 7919) % 256)), 'FORMAT_UNKNOWN'],
  ['a.csv', Buffer.from('a,b\n1,2\n3,\0\n'), 'FORMAT_UNKNOWN'],
  ['a.csv', Buffer.from('612c620a312c82a082a282a40a', 'hex'), 'ENCODING_UNSUPPORTED'],
  ['a', Buffer.from('%PDF-1.7\n'), 'FORMAT_UNKNOWN'],
])('%s with other bytes is no CSV: %#', async (name, content, code) => {
  expect(await detected(name, content)).toEqual([undefined, 'none', code]);
});

test('a UTF-8 character that the first 64 KiB cut in two is no damage', async () => {
  expect(await detected('a.csv', `a,b\n${'1,é\n'.repeat(40_000)}`)).toEqual(['csv', 'content']);
});

test('Parquet without its end is cut off', async () => {
  const bytes = await written('parquet');
  expect(await detected('a.parquet', bytes.subarray(0, -9))).toEqual(['parquet', 'content', 'PARQUET_TRUNCATED']);
});

test('an empty file says so', async () => {
  expect(await detected('a.csv', '')).toEqual(['csv', 'extension', 'FILE_EMPTY']);
});

test('a missing file and a folder are errors', async () => {
  await using folder = await tempFolder();
  expect(await codesOf(() => detectFile(`${folder.path}/none`))).toEqual(['FILE_NOT_FOUND']);
  expect(await codesOf(() => detectFile(folder.path))).toEqual(['FILE_IS_FOLDER']);
});

test('an unknown format names the nearest', async () => {
  expect(await findingsOf(() => formatNamed('parqet'))).toMatchObject([{ code: 'FORMAT_UNKNOWN', nearest: 'parquet' }]);
});
