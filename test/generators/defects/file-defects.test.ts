import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormatName } from '../../../src/formats/format.ts';
import { damageFile, type FileDefectLabel } from '../../../src/generators/defects/files/damage-file.ts';
import { csvRecords } from '../../../src/generators/defects/files/csv-records.ts';
import { planFileDefects } from '../../../src/generators/defects/files/plan-file-defects.ts';
import { defectsSchema, type DefectInput } from '../../../src/generators/defects/schema.ts';
import { tempFolder, type TempFolder } from '../../temp-folder.ts';
import { expectRefused } from '../refusals.ts';

let folder: TempFolder;
beforeAll(async () => void (folder = await tempFolder()));
afterAll(() => folder[Symbol.asyncDispose]());

const CSV = 'id,name\n1,"a, ""b""\nc"\n\n2,d;e\n3,é\n4,\n';

interface Damaged {
  readonly bytes: Buffer;
  readonly text: string;
  readonly objects: readonly string[];
  readonly labels: readonly FileDefectLabel[];
}

async function damage(
  defects: DefectInput[],
  content: string | Buffer = CSV,
  { format = 'csv', taken = [] }: { format?: FormatName; taken?: number[] } = {},
): Promise<Damaged> {
  const path = await folder.write('file', content);
  const options = { object: 'in/f.csv', dataset: 'd', seed: 1 };
  const planned = planFileDefects(defectsSchema.parse(defects), options);
  const { files, labels } = await damageFile(planned, { ...options, path, format, taken: new Set(taken) });
  const bytes = await readFile(join(folder.path, 'file'));
  return { bytes, text: bytes.toString('utf8'), objects: files.map(({ object }) => object), labels };
}

const beforeAfter = ({ labels }: Damaged) => labels.map(({ row, before, after }) => [row, before, after]);

describe('each kind says what it did', () => {
  test('header-missing', async () => {
    const done = await damage([{ kind: 'header-missing' }]);
    expect(done.text).toBe(CSV.slice('id,name\n'.length));
    expect(beforeAfter(done)).toEqual([[undefined, 'id,name', null]]);
  });

  test('delimiter-changed quotes what holds the new one, and leaves what is in quotes', async () => {
    const done = await damage([{ kind: 'delimiter-changed' }]);
    expect(done.text).toBe('id;name\n1;"a, ""b""\nc"\n\n2;"d;e"\n3;é\n4;\n');
    expect(beforeAfter(done)).toEqual([[undefined, ',', ';']]);
  });

  test('ragged-rows, in rows that no other defect hit', async () => {
    const done = await damage([{ kind: 'ragged-rows', count: 3 }], CSV, { taken: [2] });
    const rows = done.text.split('\n');
    expect(done.labels.map(({ row }) => row)).toEqual([1, 3, 4]);
    expect(rows[4]).toBe('2,d;e');
    const fields = done.labels.map(({ after }) => after);
    expect(rows[5]?.split(',')).toHaveLength(Number(fields[1]?.[0]));
    expect(rows[6]?.split(',')).toHaveLength(Number(fields[2]?.[0]));
  });

  test('truncated-file and empty-file', async () => {
    const size = Buffer.byteLength(CSV);
    const cut = await damage([{ kind: 'truncated-file', keep: 0.25 }]);
    expect(cut.bytes).toEqual(Buffer.from(CSV).subarray(0, Math.floor(size / 4)));
    expect(beforeAfter(cut)).toEqual([[undefined, `${size} bytes`, `${Math.floor(size / 4)} bytes`]]);
    expect((await damage([{ kind: 'empty-file' }])).bytes).toHaveLength(0);
  });

  test('wrong-encoding', async () => {
    const wide = await damage([{ kind: 'wrong-encoding' }]);
    expect(wide.bytes.subarray(0, 2).toString('hex')).toBe('fffe');
    expect(wide.bytes.subarray(2).toString('utf16le')).toBe(CSV);
    const narrow = await damage([{ kind: 'wrong-encoding', to: 'latin-1' }]);
    expect(narrow.bytes.toString('latin1')).toBe(CSV);
    expect(narrow.bytes).toHaveLength(CSV.length);
  });

  test('corrupted-block changes every byte of one block and no other', async () => {
    const content = Buffer.alloc(3_000_000, 'x');
    const { bytes, labels } = await damage([{ kind: 'corrupted-block', bytes: 700 }], content, { format: 'parquet' });
    const changed = [...bytes.keys()].filter((at) => bytes[at] !== content[at]);
    expect(bytes).toHaveLength(content.length);
    expect(changed).toEqual(Array.from({ length: 700 }, (_, index) => (changed[0] ?? 0) + index));
    expect(labels[0]?.before).toContain(`700 bytes from byte ${changed[0]}: 7878`);
  });

  test('wrong-extension and duplicated-file, in this order wherever they stand', async () => {
    const done = await damage([{ kind: 'duplicated-file' }, { kind: 'wrong-extension', to: 'json' }]);
    expect(done.objects).toEqual(['in/f.json', 'in/f-copy.json']);
    expect(await readFile(join(folder.path, 'file.copy'), 'utf8')).toBe(CSV);
    expect(done.labels).toMatchObject([
      { kind: 'wrong-extension', object: 'in/f.json', before: 'in/f.csv', after: 'in/f.json' },
      { kind: 'duplicated-file', object: 'in/f-copy.json', before: 'in/f.json', after: 'in/f-copy.json' },
    ]);
  });
});

test('records are cut at the same places however the bytes come in', async () => {
  const text = fc.array(fc.constantFrom('a', ',', '\n', '\r\n', '"x\n""y"', '""'), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (pieces, size) => {
      const bytes = Buffer.from(pieces.join(''), 'latin1');
      expect(await recordsOf(bytes, size)).toEqual(await recordsOf(bytes, bytes.length + 1));
      expect((await recordsOf(bytes, size)).join('')).toBe(bytes.toString('latin1'));
    }),
    { numRuns: 100 },
  );
});

async function recordsOf(bytes: Buffer, size: number): Promise<string[]> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const records: string[] = [];
  for await (const some of csvRecords(chunks())) records.push(...some);
  return records;
}

describe('what cannot be done is refused', () => {
  test.each<[DefectInput[], FormatName, object]>([
    [[{ kind: 'header-missing' }], 'parquet', { code: 'DEFECT_FILE_UNFIT', found: 'parquet' }],
    [[{ kind: 'wrong-encoding' }], 'arrow', { code: 'DEFECT_FILE_UNFIT', found: 'arrow' }],
    [[{ kind: 'delimiter-changed', to: ',' }], 'csv', { code: 'DEFECT_FILE_UNFIT', found: '","' }],
    [[{ kind: 'ragged-rows', count: 5 }], 'csv', { code: 'DEFECT_FILE_UNFIT', found: '4 rows' }],
    [[{ kind: 'empty-file' }, { kind: 'header-missing' }], 'csv', { code: 'DEFECTS_CONTRADICT' }],
    [[{ kind: 'header-missing' }, { kind: 'header-missing' }], 'csv', { code: 'DEFECTS_CONTRADICT' }],
    [[{ kind: 'truncated-file' }, { kind: 'missing', column: 'id', count: 1 }], 'csv', { code: 'DEFECTS_CONTRADICT' }],
    [[{ kind: 'truncated-file' }, { kind: 'ragged-rows', count: 1 }], 'csv', { code: 'DEFECTS_CONTRADICT' }],
  ])('%j in %s', (defects, format, finding) => expectRefused(() => damage(defects, CSV, { format }), finding));

  test('but not where each is for a file of its own', async () => {
    const { text, labels } = await damage([
      { kind: 'empty-file', file: 'g.csv' },
      { kind: 'header-missing', file: 'f.*' },
    ]);
    expect(text).toBe(CSV.slice('id,name\n'.length));
    expect(labels.map(({ kind }) => kind)).toEqual(['header-missing']);
  });
});
