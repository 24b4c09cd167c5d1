import { join } from 'node:path';
import { readOrc } from '../../src/formats/orc/index.ts';
import type { Bench } from '../bench.ts';
import { writeMixedRows } from '../mixed-rows.ts';
import { openPyArrow } from '../pyarrow.ts';

const ROWS = 1_000_000;

/** The same file, written by PyArrow, made a table in memory. */
function orcRead(compression: string): Bench {
  return {
    name: `orc-read-${compression}`,
    about: `1,000,000 rows of eight columns of ORC, compression ${compression}, beside PyArrow`,
    budget: { ratio: 4 },
    rounds: 7,
    async prepare(folder) {
      const arrow = join(folder, 'rows.arrow');
      const path = join(folder, 'rows.orc');
      await writeMixedRows(arrow, ROWS, folder);
      const python = await openPyArrow('import pyarrow as pa, pyarrow.orc as orc');
      await python(
        `orc.write_table(pa.ipc.open_file(${JSON.stringify(arrow)}).read_all(), ${JSON.stringify(path)}, compression='${compression}')`,
      );
      return {
        subject: { name: 'readOrc', run: async () => expectRows((await readOrc(path)).numRows) },
        baselines: [{ name: 'pyarrow', run: () => python(`orc.read_table(${JSON.stringify(path)})`) }],
      };
    },
  };
}

function expectRows(rows: number): void {
  if (rows !== ROWS) throw new Error(`${rows} rows`);
}

export const orcReadBenches: readonly Bench[] = ['uncompressed', 'zlib', 'snappy', 'zstd'].map(orcRead);
