import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableToIPC } from 'apache-arrow';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OrcError } from '../../../../src/formats/orc/orc-error.ts';
import { openOrc } from '../../../../src/formats/orc/read/orc-file.ts';
import { readOrc } from '../../../../src/formats/orc/read/read-orc.ts';
import { describeService } from '../../../services.ts';
import type { TempFolder } from '../../../temp-folder.ts';
import { filesOf, pythonFiles, runPython } from './python-files.ts';

describeService('python', 'files of PyArrow and pyorc', (python) => {
  let folder: TempFolder;
  const path = (name: string): string => join(folder.path, name);

  beforeAll(async () => {
    folder = await pythonFiles(python);
  }, 120_000);
  afterAll(() => folder[Symbol.asyncDispose]());

  test('are read as PyArrow reads them, in one batch and in many', async () => {
    const files = await filesOf(folder, /\.orc$/);
    expect(files.length).toBeGreaterThan(20);
    for (const batchRows of [65_536, 777]) {
      for (const file of files) {
        const table = await readOrc(file, { batchRows });
        await writeFile(file.replace(/orc$/, 'arrow'), tableToIPC(table, 'file'));
      }
      await expect(runPython(python, 'compare.py', folder.path)).resolves.toBe('compared');
    }
  }, 120_000);

  test('say what they are', async () => {
    await using file = await openOrc(path('pyorc-zlib.orc'));
    const { type, rowCount, compression, version, metadata, stripes } = file;
    expect({ type, rowCount, compression, version }).toEqual({
      type:
        'struct<i:int,s:varchar(300),d:decimal(7,2),day:date,b:boolean,l:array<int>,m:map<string,double>,' +
        'st:struct<a:bigint,b:char(3)>>',
      rowCount: 2100,
      compression: 'zlib',
      version: '0.12',
    });
    expect([...metadata].map(([name, value]) => [name, Buffer.from(value).toString()])).toEqual([
      ['made', '\0by pyorc'],
    ]);
    expect(stripes.map(({ rows }) => rows)).toEqual([2100]);
    expect(file.statistics[1]?.intStatistics).toMatchObject({ minimum: -3n, maximum: 1n });
    await using old = await openOrc(path('version-0.11.orc'));
    expect(old.version).toBe('0.11');
  });

  test('a union is one of Arrow, or a struct of its variants', async () => {
    const values = (await readOrc(path('union.special'))).toArray().map((row) => row['u']);
    expect(values.slice(0, 5)).toEqual([3, 'x', null, -7, '']);
    expect(values).toHaveLength(100);
    const structs = (await readOrc(path('union.special'), { unions: 'struct' })).toArray();
    expect(structs.slice(0, 4).map((row) => JSON.stringify(row['u']))).toEqual([
      '{"tag_0":3,"tag_1":null}',
      '{"tag_0":null,"tag_1":"x"}',
      'null',
      '{"tag_0":-7,"tag_1":null}',
    ]);
  });

  test('rows that are no structs are one column', async () => {
    const table = await readOrc(path('root.special'));
    expect(table.toArray().map((row) => row['value'])).toEqual([1, null, 3]);
  });

  test('what nanoseconds cannot hold is read as microseconds, when told to', async () => {
    await expect(readOrc(path('far.special'))).rejects.toThrow(/9999-12-31T23:59:59 is beyond .* timestampUnit: 'us'/);
    const table = await readOrc(path('far.special'), { timestampUnit: 'us' });
    expect([...(table.getChildAt(0)?.data[0]?.values ?? [])]).toEqual([253402300799123456n, -62135596800000000n]);
  });

  test('nanoseconds are not cut off', async () => {
    const reading = readOrc(path('full.orc'), { columns: ['time'], timestampUnit: 'us' });
    await expect(reading).rejects.toThrow(/microseconds cannot hold; read with timestampUnit: 'ns'/);
    await expect(reading).rejects.toBeInstanceOf(OrcError);
  });

  test('columns are chosen, and named anew', async () => {
    const table = await readOrc(path('hive.special'), { names: ['id', 'name'], columns: ['name'] });
    expect(table.toArray().map((row) => JSON.stringify(row))).toEqual(['{"name":"0"}', '{"name":"1"}', '{"name":"2"}']);
    await expect(readOrc(path('hive.special'), { names: ['id'] })).rejects.toThrow(/1 names are given for 2 columns/);
    await expect(readOrc(path('hive.special'), { columns: ['x'] })).rejects.toThrow(/no such column; .* _col0, _col1/);
  });

  test('stripes that cannot have the rows that are wanted are not read', async () => {
    await using file = await openOrc(path('sorted.special'));
    expect(file.stripes).toHaveLength(30);
    const batches = [];
    const where = [
      { column: 'n', op: '>=', value: 5500 },
      { column: 's', op: '<', value: '07000' },
    ] as const;
    for await (const batch of file.batches({ where, columns: ['n'] })) batches.push(batch);
    const numbers = batches.flatMap((batch) => [...(batch.getChildAt(0)?.toArray() ?? [])]);
    expect(numbers).toEqual(Array.from({ length: 2000 }, (_, index) => BigInt(5000 + index)));
  });
});
