import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { loadZstd } from '../../src/formats/codecs/zstd.ts';
import type { ReadOptions } from '../../src/formats/format.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { codesOf, findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';
import { readAs } from './read-rows.ts';

const zstd = await loadZstd();

const CSV = 'id,name\n1,x\n2,y\n';
/** `printf 'id,name\n1,x\n2,y\n' | bzip2` */
const BZIP2 = Buffer.from('QlpoOTFBWSZTWTzrUGMAAAXZgAAQAAQwACYjAGAgACKMm0HqEDQNBYUpXDBw7ou5IpwoSB51qDGA', 'base64');
const ROWS = [
  { id: 1, name: 'x', _source_row: 1 },
  { id: 2, name: 'y', _source_row: 2 },
];

describe('compressed text is read as the same text', () => {
  test.each([
    ['gzip', gzipSync(CSV)],
    ['zstd', zstd.compress(Buffer.from(CSV))],
    ['bzip2', BZIP2],
    ['gzip of two members', Buffer.concat([gzipSync(CSV.slice(0, 9)), gzipSync(CSV.slice(9))])],
    [
      'zstd of two frames',
      Buffer.concat([CSV.slice(0, 9), CSV.slice(9)].map((part) => zstd.compress(Buffer.from(part)))),
    ],
    [
      'zstd behind a frame to skip',
      Buffer.concat([Buffer.from('502a4d1803000000616263', 'hex'), zstd.compress(Buffer.from(CSV))]),
    ],
    ['gzip with zeros behind', Buffer.concat([gzipSync(CSV), Buffer.alloc(512)])],
    ['gzip of UTF-16', gzipSync(Buffer.from(`\uFEFF${CSV}`, 'utf16le'))],
  ])('%s', async (_, bytes) => {
    expect((await readAs('csv', bytes)).rows).toEqual(ROWS);
  });

  test.each(['json', 'ndjson'])('%s', async (format) => {
    const text = format === 'json' ? '[{"a":1},{"a":2}]' : '{"a":1}\n{"a":2}\n';
    expect((await readAs(format, gzipSync(text))).rows.map(({ a }) => a)).toEqual([1, 2]);
  });

  test('Parquet that was compressed as a whole is read too', async () => {
    await using folder = await tempFolder();
    await using session = await openSession({ folders: [folder.path] });
    await formatNamed('parquet').write(session, sql`select 1 as a`, `${folder.path}/f`);
    expect((await readAs('parquet', gzipSync(await readFile(`${folder.path}/f`)))).rows).toEqual([
      { a: 1, _source_row: 1 },
    ]);
  });
});

async function read(bytes: Uint8Array, expansion: ReadOptions['expansion'] = {}): Promise<unknown> {
  await using folder = await tempFolder();
  const files = [{ path: await folder.write('f', bytes), object: 'f' }];
  await using session = await openSession({ folders: [folder.path] });
  try {
    return await formatNamed('csv').read(session, { files, into: 'f', options: { expansion } });
  } finally {
    expect(await readdir(session.scratch)).toEqual([]);
  }
}

describe('a file that grows too much is refused', () => {
  test('by its ratio, and leaves nothing behind', async () => {
    const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, 'a,b\n'));
    expect(await findingsOf(() => read(bomb))).toMatchObject([{ code: 'DECOMPRESSION_BOMB', file: 'f' }]);
  });

  test('by its size', async () => {
    expect(await codesOf(() => read(gzipSync(CSV), { bytes: 10 }))).toEqual(['DECOMPRESSION_BOMB']);
  });
});

describe('other encodings', () => {
  const text = 'id,name\n1,café €\n';
  test.each([
    ['UTF-16LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16LE', Buffer.from(text, 'utf16le')],
    ['UTF-16BE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from(text.replace('€', '\x80'), 'latin1')],
  ])('%s is read, with a warning', async (_, bytes) => {
    const { rows, codes } = await readAs('csv', bytes);
    expect(rows).toEqual([{ id: 1, name: 'café €', _source_row: 1 }]);
    expect(codes).toEqual(['ENCODING_CONVERTED']);
  });

  test('JSON in UTF-16', async () => {
    const { rows } = await readAs('json', Buffer.from('\uFEFF[{"a":"é"}]', 'utf16le'));
    expect(rows).toEqual([{ a: 'é', _source_row: 1 }]);
  });

  test('one that is named is read without a warning, far down too', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`id,name\n${'1,x\n'.repeat(40_000)}`),
      Buffer.from('312c82a082a20a', 'hex'),
    ]);
    const { rows, codes } = await readAs('csv', bytes, { options: { encoding: 'shift_jis' } });
    expect(rows.at(-1)).toEqual({ id: 1, name: 'あい', _source_row: 40_001 });
    expect(codes).toEqual([]);
  });

  test('bytes that a named encoding does not have are an error, and so is a name that none has', async () => {
    const latin1 = Buffer.from('id,name\n1,café\n2,x\n', 'latin1');
    expect(await codesOf(() => readAs('csv', latin1, { options: { encoding: 'shift_jis' } }))).toEqual([
      'ENCODING_UNSUPPORTED',
    ]);
    expect(await codesOf(() => readAs('csv', latin1, { options: { encoding: 'latin99' } }))).toEqual([
      'ENCODING_UNKNOWN',
    ]);
  });
});
