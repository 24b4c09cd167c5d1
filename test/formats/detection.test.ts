import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { loadZstd } from '../../src/formats/codecs/zstd.ts';
import { detectFile, type Detection, type DetectOptions } from '../../src/formats/detect-file.ts';
import { tempFolder } from '../temp-folder.ts';

async function detect(name: string, content: string | Uint8Array, options: DetectOptions = {}): Promise<Detection> {
  await using folder = await tempFolder();
  return await detectFile(await folder.write(name, content), options);
}

function codes({ findings }: Detection): string[] {
  return findings.map(({ code }) => code);
}

const CSV = 'id,name\n1,x\n2,y\n';
const zstd = await loadZstd();
/** `printf 'id,name\n1,x\n2,y\n' | bzip2` */
const BZIP2 = Buffer.from('QlpoOTFBWSZTWTzrUGMAAAXZgAAQAAQwACYjAGAgACKMm0HqEDQNBYUpXDBw7ou5IpwoSB51qDGA', 'base64');

describe('compressed files', () => {
  test.each([
    ['a.csv.gz', gzipSync(CSV), 'gzip'],
    ['a.csv.zst', zstd.compress(Buffer.from(CSV)), 'zstd'],
    ['a.csv.bz2', BZIP2, 'bzip2'],
  ])('%s is told by what it holds', async (name, content, compression) => {
    const found = await detect(name, content);
    expect(found).toMatchObject({ compression, by: 'content', confidence: 'certain', encoding: { name: 'utf-8' } });
    expect([found.format?.name, ...codes(found)]).toEqual(['csv']);
  });

  test('JSON in data.csv.gz is JSON, and a warning', async () => {
    const found = await detect('data.csv.gz', gzipSync('[{"a":1},{"a":2}]'));
    expect([found.format?.name, ...codes(found)]).toEqual(['json', 'FORMAT_EXTENSION_MISMATCH']);
  });

  test('a name that says nothing of the compression, or too much, is a warning', async () => {
    expect(codes(await detect('a.csv', gzipSync(CSV)))).toEqual(['FORMAT_EXTENSION_MISMATCH']);
    expect(codes(await detect('a.csv.gz', CSV))).toEqual(['FORMAT_EXTENSION_MISMATCH']);
  });

  test('a gzip file of nothing is empty, one that is cut off at once is damaged', async () => {
    expect(codes(await detect('a.csv.gz', gzipSync('')))).toEqual(['FILE_EMPTY']);
    expect(codes(await detect('a.csv.gz', gzipSync(CSV).subarray(0, 10)))).toEqual(['DECOMPRESSION_FAILED']);
  });

  test('an archive in an archive is not looked into', async () => {
    const [finding] = (await detect('a.csv.gz', gzipSync(gzipSync(CSV)))).findings;
    expect(finding).toMatchObject({ code: 'FORMAT_UNKNOWN', found: 'a gzip archive' });
  });

  test('a tar in a gzip is named', async () => {
    const tar = Buffer.alloc(1024);
    tar.write('a.csv', 0);
    tar.write('ustar', 257);
    expect((await detect('a.tar.gz', gzipSync(tar))).findings).toMatchObject([{ found: 'a tar archive' }]);
  });

  test('the head of zstd is enough', async () => {
    const rows = Array.from({ length: 200_000 }, (_, index) => `${index},some name ${(index * 7919) % 10}\n`);
    const whole = zstd.compress(Buffer.from(`id,name\n${rows.join('')}`));
    expect(whole.length).toBeGreaterThan(64 * 1024);
    expect(await detect('data', whole)).toMatchObject({ compression: 'zstd', confidence: 'certain' });
  });
});

describe('encodings', () => {
  const text = 'id,name\n1,café\n';
  test.each([
    ['UTF-8', Buffer.from(text), { name: 'utf-8', mark: false }, []],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), { name: 'utf-8', mark: true }, []],
    [
      'UTF-16LE with a mark',
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
      { name: 'utf-16le', mark: true },
      ['ENCODING_CONVERTED'],
    ],
    ['UTF-16LE', Buffer.from(text, 'utf16le'), { name: 'utf-16le', mark: false }, ['ENCODING_CONVERTED']],
    ['UTF-16BE', Buffer.from(text, 'utf16le').swap16(), { name: 'utf-16be', mark: false }, ['ENCODING_CONVERTED']],
    ['Windows-1252', Buffer.from(text, 'latin1'), { name: 'windows-1252', mark: false }, ['ENCODING_CONVERTED']],
  ])('%s', async (_, bytes, encoding, expected) => {
    const found = await detect('a.csv', bytes);
    expect(found.encoding).toEqual(encoding);
    expect([found.format?.name, ...codes(found)]).toEqual(['csv', ...expected]);
  });

  test.each([
    ['Shift-JIS', '612c620a312c82a082a282a40a', 'Shift-JIS'],
    ['EUC-JP', '612c620a312ca4a2a4a4a4a60a', 'EUC-JP'],
    ['another script', '612c620a312ccdeee2fbe90a', 'not UTF-8, nor Windows-1252'],
    ['UTF-32', 'fffe0000610000002c000000', 'UTF-32'],
  ])('%s is not read unless it is named', async (_, hex, words) => {
    expect((await detect('a.csv', Buffer.from(hex, 'hex'))).findings).toMatchObject([
      { code: 'ENCODING_UNSUPPORTED', found: words },
    ]);
  });

  test('a named encoding is taken, without a warning', async () => {
    const bytes = Buffer.from('69642c6e616d650a312c82a082a20a', 'hex');
    const found = await detect('a.csv', bytes, { encoding: 'Shift_JIS' });
    expect(found).toMatchObject({ encoding: { name: 'shift_jis' }, confidence: 'certain', findings: [] });
  });
});

describe('dialects', () => {
  test.each([
    ['a.csv', 'a;b\n1,5;2\n3,25;4\n', { delimiter: ';', hasHeader: true, decimalComma: true }],
    ['a.csv', 'a;b\n1,500;2\n3,250;4\n', { delimiter: ';', decimalComma: false }],
    ['a.csv', '1,5;2,5\n3,5;4,5\n', { delimiter: ';', hasHeader: false, decimalComma: true }],
    ['a.csv', '"a"|"b"\n1|2\n', { delimiter: '|', hasHeader: true }],
    ['a.tsv', 'a\tb\n1\t2\n', { delimiter: '\t', hasHeader: true }],
    ['a.csv', '1,2023-01-02,1.5\n2,2023-01-03,2.5\n', { hasHeader: false, header: ['column1', 'column2', 'column3'] }],
    ['a.csv', 'country,2022,2023\nFR,1,2\n', { hasHeader: true }],
    ['a.csv', '0,1,2\n5,6,8\n7,8,9\n', { hasHeader: true }],
    ['a.csv', 'x,y\nx,y\n', { hasHeader: true }],
    ['a.csv', ',total\na,5\nb,6\n', { hasHeader: true }],
  ])('%s %j', async (name, content, dialect) => {
    expect((await detect(name, content)).dialect).toMatchObject(dialect);
  });

  test('what is said wins', async () => {
    const found = await detect('a.csv', '1,2\n3,4\n', { csv: { header: true, delimiter: ';' } });
    expect(found.dialect).toMatchObject({ hasHeader: true, delimiter: ';', header: ['1,2'] });
  });
});

describe('tabs', () => {
  test.each([
    ['a.tsv', 'a\tb\n1\t2\n', ['tsv']],
    ['a.csv', 'a\tb\n1\t2\n', ['csv']],
    ['a', 'a\tb\n1\t2\n', ['tsv']],
    ['a.tsv', 'a,b\n1,2\n', ['csv', 'FORMAT_EXTENSION_MISMATCH']],
    ['a.tsv', 'id\n1\n', ['tsv']],
  ])('%s of %j', async (name, content, expected) => {
    const found = await detect(name, content);
    expect([found.format?.name, ...codes(found)]).toEqual(expected);
  });
});

const zip = (member: string): Buffer =>
  Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(26), Buffer.from(member)]);
const ole = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(504),
  Buffer.from('Workbook\0', 'utf16le'),
]);

describe('workbooks are refused with advice', () => {
  test.each([
    ['a.xlsx', zip('xl/workbook.xml'), 'FORMAT_EXCEL', 'an Excel workbook is not read'],
    ['a.csv', zip('xl/worksheets/sheet1.xml'), 'FORMAT_EXCEL', 'an Excel workbook is not read'],
    ['a.xls', ole, 'FORMAT_EXCEL', 'an Excel workbook of the old kind (.xls) is not read'],
    ['a.zip', zip('a.csv'), 'FORMAT_UNKNOWN', expect.stringContaining('cannot be told')],
  ])('%s: %s', async (name, content, code, message) => {
    expect((await detect(name, content)).findings).toMatchObject([{ code, message }]);
  });
});

test('the reasons are sentences', async () => {
  expect((await detect('a.csv.gz', gzipSync('a;b\n1,5;2\n'))).reasons).toEqual([
    'The first bytes are those of gzip.',
    'The bytes are those of csv.',
    'The text is UTF-8.',
    'The first records have 2 fields a record, parted by semicolons.',
    'The first line names the columns.',
    'Numbers have a comma before their decimals.',
  ]);
});
