import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tableFromIPC, type Table } from 'apache-arrow';
import { expect, test } from 'vitest';
import type { OrcWriteOptions } from '../../../../src/formats/orc/write/write-options.ts';
import { writeOrc } from '../../../../src/formats/orc/write/write-orc.ts';
import { describeService } from '../../../services.ts';
import { tempFolder, type TempFolder } from '../../../temp-folder.ts';

const SCRIPT = join(import.meta.dirname, 'arrow-files.py');

describeService('python', 'tables of every type, written as ORC', (python) => {
  const run = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(python, [SCRIPT, ...args])).stdout.trim();

  const make = async (folder: TempFolder, tables: readonly (readonly [rows: number, nulls: number])[]) => {
    const paths = tables.map(([rows, nulls]) => join(folder.path, `${rows}-${nulls}.arrow`));
    await run('make', ...tables.flatMap(([rows, nulls], index) => [paths[index] ?? '', String(rows), String(nulls)]));
    return paths;
  };

  test('are read by PyArrow and pyorc as they were', async () => {
    await using folder = await tempFolder();
    const [whole = '', holed = '', ...short] = await make(folder, [
      [5000, 0],
      [5000, 0.2],
      [0, 0.5],
      [1, 0],
      [511, 0.5],
    ]);
    const files = await Promise.all([
      ...[whole, holed].flatMap((arrow) =>
        (['none', 'zlib', 'snappy', 'zstd'] as const).map((compression) =>
          write(arrow, { compression, rowIndexStride: 1000, stripeBytes: 200_000, compressionBlockSize: 4096 }),
        ),
      ),
      ...short.map((arrow) => write(arrow)),
    ]);
    await expect(run('read', ...files.flat())).resolves.toBe('');
  }, 120_000);

  test('have the statistics that PyArrow would give them', async () => {
    await using folder = await tempFolder();
    const [arrow = ''] = await make(folder, [[5000, 0.1]]);
    const compared = await run('statistics', ...(await write(arrow, { stripeBytes: 100_000 })));
    expect(Number(compared)).toBeGreaterThan(150);
  }, 60_000);
});

async function write(arrow: string, options: OrcWriteOptions = {}): Promise<readonly [arrow: string, orc: string]> {
  const orc = `${arrow}.${options.compression ?? 'default'}.orc`;
  const table: Table = tableFromIPC(await readFile(arrow));
  await writeFile(orc, await writeOrc(table, options));
  return [arrow, orc];
}
