import { openSession } from '../src/duckdb/open-session.ts';
import { sql, type Sql } from '../src/duckdb/sql.ts';

/** Name and DuckDB type of the columns of the benchmark's table. */
export const ORDER_COLUMNS = [
  { name: 'order_id', type: 'BIGINT' },
  { name: 'customer_id', type: 'VARCHAR' },
  { name: 'status', type: 'VARCHAR' },
  { name: 'quantity', type: 'INTEGER' },
  { name: 'amount', type: 'DECIMAL(12,2)' },
  { name: 'order_date', type: 'DATE' },
  { name: 'email', type: 'VARCHAR' },
] as const;

/** Writes `rows` orders of 30 days to `file` (`csv` or `parquet`): unique keys, 2 % of the amounts missing. */
export async function writeOrders(
  file: string,
  rows: number,
  format: 'csv' | 'parquet',
  folder: string,
): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  const options: Sql = format === 'csv' ? sql`(format csv, header)` : sql`(format parquet, compression snappy)`;
  await session.run(sql`copy (${orders(rows)}) to ${file} ${options}`);
}

function orders(rows: number): Sql {
  return sql`select
      i as order_id,
      'C' || lpad((hash(i * 7) % 50000)::varchar, 6, '0') as customer_id,
      ['new', 'paid', 'sent', 'done'][(hash(i * 11) % 4)::integer + 1] as status,
      (hash(i * 13) % 20)::integer + 1 as quantity,
      case when hash(i * 17) % 50 = 0 then null
        else ((hash(i * 19) % 1000000)::bigint / 100)::decimal(12, 2) end as amount,
      date '2024-01-01' + (hash(i * 23) % 30)::integer as order_date,
      'user' || (hash(i * 29) % 50000) || '@example.com' as email
    from range(${rows}) t(i) order by i`;
}
