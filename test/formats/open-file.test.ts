import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openFile, type OpenFileOptions } from '../../src/index.ts';
import { findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

async function opened(name: string, content: string | Uint8Array, options: OpenFileOptions = {}) {
  await using folder = await tempFolder();
  await using file = await openFile(await folder.write(name, content), options);
  const rows = [];
  for await (const row of file.rows()) rows.push(row);
  const { verdict, format, compression, encoding, columns, rowCount, badRows, findings } = file;
  const codes = findings.map(({ code }) => code);
  return { verdict, format, compression, encoding, columns, rowCount, badRows, codes, rows };
}

test('a sound file is accepted, with its rows', async () => {
  expect(await opened('a.csv', 'id,name\n1,Ann\n2,Bob\n')).toEqual({
    verdict: 'accepted',
    format: 'csv',
    compression: 'none',
    encoding: 'utf-8',
    columns: [
      { name: 'id', type: 'BIGINT' },
      { name: 'name', type: 'VARCHAR' },
    ],
    rowCount: 2,
    badRows: 0,
    codes: [],
    rows: [
      { id: 1, name: 'Ann' },
      { id: 2, name: 'Bob' },
    ],
  });
});

test('what is compressed, and in another encoding, is told and read', async () => {
  const content = gzipSync(Buffer.from('id;städte\n1;Köln\n', 'latin1'));
  expect(await opened('a.csv.gz', content)).toMatchObject({
    verdict: 'accepted',
    compression: 'gzip',
    encoding: 'windows-1252',
    codes: ['ENCODING_CONVERTED'],
    rows: [{ id: 1, städte: 'Köln' }],
  });
});

test('no value is changed: long numbers keep every digit', async () => {
  const { columns, rows } = await opened('a.ndjson', '{"n":123456789012345678901234567890}\n{"n":1}\n');
  expect(columns).toEqual([{ name: 'n', type: 'HUGEINT' }]);
  expect(rows).toEqual([{ n: '123456789012345678901234567890' }, { n: 1 }]);
});

test('rows that do not fit are counted and left out', async () => {
  expect(await opened('a.csv', 'id,name\n1,Ann\n2\n3,Eve\n')).toMatchObject({
    verdict: 'accepted',
    rowCount: 2,
    badRows: 1,
    codes: ['BAD_ROWS'],
  });
});

describe('quarantined', () => {
  test('an empty file', async () => {
    expect(await opened('a.csv', '')).toMatchObject({
      verdict: 'quarantined',
      rowCount: null,
      codes: ['FILE_EMPTY'],
      rows: [],
    });
  });

  test('a cut-off file', async () => {
    const whole = gzipSync('id,name\n1,Ann\n');
    const { verdict, rowCount, codes } = await opened('a.csv.gz', whole.subarray(0, -4));
    expect({ verdict, rowCount }).toEqual({ verdict: 'quarantined', rowCount: null });
    expect(codes.length).toBeGreaterThan(0);
  });

  test('a file that is not there', async () => {
    await using file = await openFile('/nowhere/a.csv');
    expect(file).toMatchObject({ verdict: 'quarantined', format: null, rowCount: null });
    expect(file.findings).toMatchObject([{ code: 'FILE_NOT_FOUND' }]);
  });

  test('what the policy does not want', async () => {
    const policy = { formats: ['parquet' as const] };
    expect(await opened('a.csv', 'id,b\n1,2\n', { policy })).toMatchObject({
      verdict: 'quarantined',
      codes: ['FORMAT_NOT_ALLOWED'],
    });
  });
});

describe('what is said wins', () => {
  test('over the format that is found', async () => {
    expect(await opened('a.txt', 'only\nwords\n', { format: 'csv' })).toMatchObject({
      verdict: 'accepted',
      format: 'csv',
      rows: [{ only: 'words' }],
    });
  });

  test('over the dialect that is found', async () => {
    expect(await opened('a.csv', '1|2\n3|4\n', { csv: { delimiter: '|', header: false } })).toMatchObject({
      rowCount: 2,
    });
  });
});

test('a policy is read from a file, and mistakes in it are told', async () => {
  await using folder = await tempFolder();
  const policy = await folder.write('gate.yaml', 'maxBites: 3\n');
  const path = await folder.write('a.csv', 'id,b\n1,2\n');
  expect(await findingsOf(() => openFile(path, { policy }))).toMatchObject([{ nearest: 'maxBytes' }]);
});
