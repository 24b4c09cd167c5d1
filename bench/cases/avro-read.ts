import { join } from 'node:path';
import { once } from 'node:events';
import avsc from 'avsc';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import type { Bench } from '../bench.ts';

const ROWS = 1_000_000;

export const avroRead: Bench = {
  name: 'avro-read',
  about:
    'an Avro file of 1,000,000 rows of eight mixed columns into a DuckDB table, beside avsc making objects of them',
  budget: { ratio: 1.3 },
  rounds: 5,
  async prepare(folder) {
    const path = join(folder, 'orders.avro');
    await writeRows(path, folder);
    return {
      subject: { name: 'glue-replay', run: () => readIntoTable(path, folder) },
      baselines: [{ name: 'avsc', run: () => decode(path) }],
    };
  },
};

async function writeRows(path: string, folder: string): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  const rows = sql`select
      i as order_id,
      'C' || lpad((hash(i * 7) % 50000)::varchar, 6, '0') as customer_id,
      ['new', 'paid', 'sent', 'done'][(hash(i * 11) % 4)::integer + 1] as status,
      (hash(i * 13) % 20)::integer + 1 as quantity,
      case when hash(i * 17) % 50 <> 0 then (hash(i * 19) % 1000000)::double / 100 end as amount,
      date '2024-01-01' + (hash(i * 23) % 30)::integer as order_date,
      hash(i * 29) % 3 = 0 as gift,
      timestamp '2024-01-01' + to_seconds((hash(i * 37) % 2592000)::bigint) as created_at
    from range(${ROWS}) t(i)`;
  await formatNamed('avro').write(session, rows, path, { compression: 'none' });
}

async function readIntoTable(path: string, folder: string): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  const files = [{ path, object: 'orders.avro' }];
  const read = await formatNamed('avro').read(session, { files, into: 'orders' });
  const [row] = await session.rows(sql`select count(*) as n from ${read.relation}`);
  if (row?.['n'] !== ROWS) throw new Error(`${String(row?.['n'])} rows were read`);
}

async function decode(path: string): Promise<void> {
  let rows = 0;
  const decoder = avsc.createFileDecoder(path);
  decoder.on('data', () => {
    rows += 1;
  });
  await once(decoder, 'end');
  if (rows !== ROWS) throw new Error(`avsc gave ${rows} rows`);
}
