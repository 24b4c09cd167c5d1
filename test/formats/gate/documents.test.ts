import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { EICAR, full, fullCodes, quick, quickCodes } from './gate-fixture.ts';

const CSV = 'id,b\n1,2\n';
const LONG = CSV + '3,4\n'.repeat(60_000);

function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const contents = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(contents)));
}

/** A compound file: its first sector, and a directory with storages of these names. */
function ole2(...names: string[]): Buffer {
  const entries = names.map((name) => {
    const entry = Buffer.alloc(128);
    entry.write(name, 0, 'utf16le');
    return entry;
  });
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), ...entries]);
}

describe('EICAR', () => {
  test('is found wherever it stands in what is looked at', () => {
    expect(quick(`id,b\n1,${EICAR}\n`).findings).toMatchObject([{ code: 'EICAR_FOUND', severity: 'error', offset: 7 }]);
    expect(quickCodes(JSON.stringify([{ a: EICAR }]), 'a.json')).toEqual(['EICAR_FOUND']);
    expect(quickCodes(`${LONG}5,${EICAR}\n`)).toEqual(['EICAR_FOUND']);
  });

  test('in the middle of a large file it is found at full depth, also across the border of two pieces', async () => {
    const half = CSV + '3,4\n'.repeat(70_000);
    const before = half.padEnd(2 ** 20 - 30, '5,6\n');
    const content = `${before}${EICAR}\n${half}`;
    expect(quickCodes(content)).toEqual([]);
    expect((await full(content)).findings).toMatchObject([
      { code: 'EICAR_FOUND', offset: before.length },
      { code: 'BAD_ROWS' },
    ]);
  });

  test('a part of it is none', () => {
    expect(quickCodes(`id,b\n1,${EICAR.slice(1)}\n`)).toEqual([]);
    expect(quickCodes('id,b\n1,EICAR-STANDARD-ANTIVIRUS-TEST-FILE\n')).toEqual([]);
  });
});

describe('macros', () => {
  test.each([
    ['a workbook', zipOf({ '[Content_Types].xml': '', 'xl/workbook.xml': '', 'xl/vbaProject.bin': 'x' })],
    ['an old document', ole2('Root Entry', 'Macros', '_VBA_PROJECT')],
  ])('of %s', (_of, content) => {
    expect(quickCodes(content, 'a.xlsx')).toContain('MACRO_CONTENT');
  });

  test('a workbook without them is refused as an archive, with what to do', () => {
    expect(quick(zipOf({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }), 'a.xlsx').findings[0]).toMatchObject({
      code: 'ARCHIVE_CONTENT',
      message: 'the content is an Excel workbook',
      hint: 'Save each sheet as CSV UTF-8, or send Parquet.',
    });
    expect(quickCodes(ole2('Root Entry', 'Workbook'), 'a.xls')).toEqual(['FORMAT_EXCEL']);
  });

  test('data that speaks of them has none', () => {
    expect(quickCodes('id,part\n1,xl/vbaProject.bin\n2,_VBA_PROJECT\n')).toEqual([]);
  });
});

describe('entities', () => {
  test.each([
    ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd"><svg/>'],
    ['<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><lolz/>'],
    ['<!DOCTYPE html [<!ENTITY % p SYSTEM "http://x/">]><html/>'],
    ['id,xml\n1,"<!ENTITY x SYSTEM ""file:///etc/passwd"">"\n'],
    ['[{"xml":"<!ENTITY a \\"b\\">"}]'],
  ])('%j', (content) => {
    expect(quickCodes(content)).toContain('XML_ENTITY');
  });

  test.each([
    ['id,html\n1,<!DOCTYPE html>\n2,<!-- ENTITY -->\n'],
    ['id,note\n1,the word <!ENTITY> alone\n'],
    ['[{"html":"<!DOCTYPE html PUBLIC \\"-//W3C//DTD XHTML\\">"}]'],
  ])('%j has none', (content) => {
    expect(quickCodes(content, content.startsWith('[') ? 'a.json' : 'a.csv')).toEqual([]);
  });

  test('HTML with a plain document type has none', () => {
    expect(quickCodes('<!DOCTYPE html><html><p>text</p></html>', 'a.html')).toEqual(['FORMAT_UNKNOWN']);
  });
});

describe('polyglots', () => {
  const zip = zipOf({ 'a.class': 'x' });

  test.each([
    ['a zip behind CSV', Buffer.concat([Buffer.from(LONG), zip])],
    ['a zip within CSV', Buffer.concat([Buffer.from(CSV), zip, Buffer.from('\n5,6\n')])],
    ['a zip behind a picture', Buffer.concat([Buffer.from('GIF89a\x01\0\x01\0'), Buffer.alloc(50), zip])],
    ['a PDF within CSV', Buffer.from('id,b\n1,2\n%PDF-1.7\n3,4\n')],
    ['PHP within a picture', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('<?php system(1);')])],
    ['a zip of Parquet', Buffer.concat([Buffer.from('PAR1'), zip, Buffer.from('....\x08\0\0\0PAR1')])],
  ])('%s', (_of, content) => {
    expect(quickCodes(content)).toContain('POLYGLOT_CONTENT');
  });

  test('a zip in the middle of a large file is found at full depth', async () => {
    const content = Buffer.concat([Buffer.from(LONG), zip, Buffer.from(`\n${LONG}`)]);
    expect(quickCodes(content)).toEqual([]);
    expect(await fullCodes(content)).toContain('POLYGLOT_CONTENT');
  });

  test.each([
    ['letters that begin a zip', `id,b\n1,PK\u0003\u0004\n2,PK\u0005\u0006\n${'3,4\n'.repeat(200)}`],
    ['a name of a PDF', 'id,b\n1,%PDF-\n2,a.pdf\n'],
    ['PHP in CSV', 'id,b\n1,<?php echo 1;\n'],
  ])('%s are data', (_of, content) => {
    expect(quickCodes(content)).toEqual([]);
  });
});
