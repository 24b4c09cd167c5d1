import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { writeOrc, type OrcWriteCompression } from '../../src/formats/orc/index.ts';
import type { Bench } from '../bench.ts';
import { writeMixedRows } from '../mixed-rows.ts';
import { openPyArrow } from '../pyarrow.ts';

const ROWS = 1_000_000;

/** The same Arrow table, in memory, made an ORC file in memory. */
function orcWrite(compression: OrcWriteCompression, theirs: string): Bench {
  return {
    name: `orc-write-${compression}`,
    about: `1,000,000 rows of eight columns as ORC, compression ${compression}, beside PyArrow`,
    budget: { ratio: 4 },
    rounds: 5,
    async prepare(folder) {
      const arrow = join(folder, 'rows.arrow');
      await writeMixedRows(arrow, ROWS, folder);
      const table = tableFromIPC(await readFile(arrow));
      const python = await openPyArrow(
        `import pyarrow as pa, pyarrow.orc as orc\ntable = pa.ipc.open_file(${JSON.stringify(arrow)}).read_all()`,
      );
      const write = `out = pa.BufferOutputStream(); orc.write_table(table, out, compression='${theirs}')`;
      return {
        subject: { name: 'writeOrc', run: async () => void (await writeOrc(table, { compression })) },
        baselines: [{ name: 'pyarrow', run: () => python(write) }],
      };
    },
  };
}

export const orcWriteBenches: readonly Bench[] = [
  orcWrite('none', 'uncompressed'),
  orcWrite('zlib', 'zlib'),
  orcWrite('snappy', 'snappy'),
  orcWrite('zstd', 'zstd'),
];
