import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectFile } from '../../src/formats/detect-file.ts';
import { codesOf, findingsOf } from '../findings.ts';
import { describeService } from '../services.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';
import { pythonFiles } from './orc/read/python-files.ts';
import { readAs } from './read-rows.ts';

test('a text that begins with ORC is a text', async () => {
  await using folder = await tempFolder();
  const path = await folder.write('a.csv', 'ORC_ID,name\n1,x\n2,y\n');
  expect((await detectFile(path)).format?.name).toBe('csv');
});

describeService('python', 'ORC files of PyArrow and pyorc, as tables', (python) => {
  let folder: TempFolder;
  const bytesOf = (name: string): Promise<Uint8Array> => readFile(join(folder.path, name));

  beforeAll(async () => {
    folder = await pythonFiles(python);
  }, 120_000);
  afterAll(() => folder[Symbol.asyncDispose]());

  test('keep their types; timestamps are TIMESTAMP unless they have nanoseconds', async () => {
    const { columns, rows } = await readAs('orc', await bytesOf('pyorc-zlib.orc'));
    expect(columns).toEqual([
      { name: 'i', type: 'INTEGER' },
      { name: 's', type: 'VARCHAR' },
      { name: 'd', type: 'DECIMAL(7,2)' },
      { name: 'day', type: 'DATE' },
      { name: 'b', type: 'BOOLEAN' },
      { name: 'l', type: 'INTEGER[]' },
      { name: 'm', type: 'MAP(VARCHAR, DOUBLE)' },
      { name: 'st', type: 'STRUCT(a BIGINT, b VARCHAR)' },
    ]);
    expect(rows).toHaveLength(2100);
    expect(rows[0]).toMatchObject({ i: 1, d: '1.50', day: '1500-03-01', l: [1, null], st: { a: 1, b: 'x  ' } });
    expect(rows[1]).toMatchObject({ i: null, s: null, d: null, l: null, m: null, _source_row: 2 });
    const types = async (name: string): Promise<unknown> =>
      Object.fromEntries(
        (await readAs('orc', await bytesOf(name))).columns.map((column) => [column.name, column.type]),
      );
    expect(await types('zone-Asia-Kolkata.orc')).toEqual({ t: 'TIMESTAMP', u: 'TIMESTAMP WITH TIME ZONE' });
    expect(await types('full.orc')).toMatchObject({ time: 'TIMESTAMP_NS', moment: 'TIMESTAMP WITH TIME ZONE' });
  });

  test('reach beyond the years of nanoseconds', async () => {
    const { rows } = await readAs('orc', await bytesOf('far.special'));
    expect(rows.map((row) => row['t'])).toEqual(['9999-12-31T23:59:59.123456', '0001-01-01T00:00:00.000000']);
  });

  test('have the variants of a union as fields', async () => {
    const { columns, rows } = await readAs('orc', await bytesOf('union.special'));
    expect(columns[0]).toEqual({ name: 'u', type: 'STRUCT(tag_0 INTEGER, tag_1 VARCHAR)' });
    expect(rows.slice(0, 3).map((row) => row['u'])).toEqual([
      { tag_0: 3, tag_1: null },
      { tag_0: null, tag_1: 'x' },
      null,
    ]);
  });

  test('are told by their ends, and cut off without the last', async () => {
    const bytes = await bytesOf('small-zstd.orc');
    expect(await codes(bytes)).toEqual(['orc', 'FORMAT_EXTENSION_MISMATCH']);
    expect(await codes(bytes.subarray(0, -9))).toEqual(['orc', 'FORMAT_EXTENSION_MISMATCH', 'ORC_TRUNCATED']);
  });

  test('that are damaged name the part and the column', async () => {
    const bytes = await bytesOf('small-uncompressed.orc');
    const broken = Uint8Array.from(bytes).fill(0xff, 4, 6000);
    const [finding] = await findingsOf(() => readAs('orc', broken));
    expect(finding).toMatchObject({ code: 'ORC_UNREADABLE', file: 'f' });
    expect(finding?.message).toMatch(/^no readable ORC: stream \(stripe 0, column \w+/);
    expect(await codesOf(() => readAs('orc', ''))).toEqual(['FILE_EMPTY']);
    expect(await codesOf(() => readAs('orc', bytes.subarray(0, 500)))).toEqual(['ORC_UNREADABLE']);
  });
});

async function codes(content: Uint8Array): Promise<unknown> {
  await using other = await tempFolder();
  const { format, findings } = await detectFile(await other.write('a.csv', content));
  return [format?.name, ...findings.map(({ code }) => code)];
}
