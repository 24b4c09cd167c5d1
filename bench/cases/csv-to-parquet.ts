import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openSession } from '../../src/duckdb/open-session.ts';
import { id, join as joinSql, sql, type Sql } from '../../src/duckdb/sql.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import { writeDatasetFiles } from '../../src/local-glue/dataset-writer.ts';
import type { Bench } from '../bench.ts';
import { ORDER_COLUMNS, writeOrders } from '../orders.ts';

const ROWS = 1_000_000;

/** Ingestion's own path: declared types, bad rows kept apart and counted, each row with its place, sorted partitions. */
export const csvToParquet: Bench = {
  name: 'csv-to-parquet',
  about: 'CSV of 1,000,000 rows into Parquet partitioned by 30 days, as ingestion does it, beside a bare COPY',
  budget: { ratio: 1.5 },
  rounds: 5,
  async prepare(folder) {
    const data = join(folder, 'orders.csv');
    await writeOrders(data, ROWS, 'csv', folder);
    let runs = 0;
    const fresh = async (): Promise<string> => {
      const target = join(folder, `run-${runs++}`);
      await mkdir(target);
      return target;
    };
    return {
      subject: { name: 'ingest', run: async () => ingest(data, folder, await fresh()) },
      baselines: [
        {
          name: 'COPY, sorted',
          run: async () => copy(data, folder, await fresh(), sql`order by order_date, order_id`),
        },
        { name: 'COPY, unsorted', run: async () => copy(data, folder, await fresh(), sql``) },
      ],
    };
  },
};

async function ingest(data: string, folder: string, target: string): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  const files = [{ path: data, object: 'orders.csv' }];
  const read = await formatNamed('csv').read(session, { files, columns: ORDER_COLUMNS, into: 'orders' });
  const bad = await session.rows(sql`select * from ${read.badRows} limit 1`);
  const written = await writeDatasetFiles(session, {
    query: sql`(select * from ${read.relation})`,
    partitionBy: ['order_date'],
    orderBy: [id('_source_row')],
    constants: new Map([['_source_object', sql`${'orders.csv'}`]]),
    folder: target,
  });
  const rows = written.reduce((sum, file) => sum + file.rows, 0);
  if (rows !== ROWS || bad.length > 0) throw new Error(`${rows} rows were written; bad: ${JSON.stringify(bad)}`);
}

async function copy(data: string, folder: string, target: string, order: Sql): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  const types = joinSql(ORDER_COLUMNS.map(({ name, type }) => sql`${name}: ${type}`));
  await session.run(
    sql`copy (select * from read_csv(${data}, columns = {${types}}) ${order})
      to ${target} (format parquet, compression snappy, partition_by (order_date), overwrite_or_ignore)`,
  );
}
