import { openSession } from '../src/duckdb/open-session.ts';
import { sql } from '../src/duckdb/sql.ts';
import { formatNamed } from '../src/formats/registry.ts';

/** Writes an Arrow file of eight columns: a sequence, int, double, decimal, few and many texts, timestamp, boolean. */
export async function writeMixedRows(path: string, rows: number, folder: string): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  await formatNamed('arrow').write(
    session,
    sql`select
      i as id,
      (hash(i * 13) % 10000)::integer as quantity,
      (hash(i * 31) % 1000003)::double / 1009 as price,
      ((hash(i * 19) % 10000000)::bigint / 100)::decimal(12, 2) as amount,
      ['card', 'cash', 'transfer', 'voucher', 'invoice'][(hash(i * 11) % 5)::integer + 1] as method,
      'note ' || i || ' on the order of customer ' || (hash(i * 7) % 1000000) as note,
      timestamp '2020-09-13' + to_microseconds((i * 500000 + hash(i) % 400000)::bigint) as at,
      hash(i * 17) % 10 < 7 as paid
    from range(${rows}) t(i)`,
    path,
  );
}
