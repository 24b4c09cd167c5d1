import { openSession } from '../src/duckdb/open-session.ts';
import { sql } from '../src/duckdb/sql.ts';

/** Writes `rows` sales of ten columns as Parquet: a unique key, names that repeat, 2 % of the amounts missing. */
export async function writeSales(file: string, rows: number, folder: string): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  await session.run(sql`copy (select
      i as order_id,
      'C' || lpad((hash(i * 7) % 50000)::varchar, 6, '0') as customer_id,
      ['new', 'paid', 'sent', 'done'][(hash(i * 11) % 4)::integer + 1] as status,
      (hash(i * 13) % 20)::integer + 1 as quantity,
      case when hash(i * 17) % 50 <> 0
        then ((hash(i * 19) % 1000000)::bigint / 100)::decimal(12, 2) end as amount,
      date '2024-01-01' + (hash(i * 23) % 30)::integer as order_date,
      'user' || (hash(i * 29) % 50000) || '@example.com' as email,
      (hash(i * 31) % 1000003)::double / 1000 as weight,
      timestamp '2024-01-01' + to_seconds((hash(i * 37) % 2592000)::bigint) as created_at,
      'K' || lpad(hash(i * 41)::varchar, 20, '0') as token
    from range(${rows}) t(i)) to ${file} (format parquet, compression snappy)`);
}

/** Fifty rules of one scan; each holds on what {@link writeSales} writes. */
export function aggregateRules(rows: number): string[] {
  return [...COUNTS(rows), ...MOMENTS, ...VALUES, ...FILTERED];
}

/** Fifty rules of which some need the groups of keys. */
export function mixedRules(rows: number): string[] {
  return [...COUNTS(rows), ...KEYS, ...MOMENTS.slice(0, 8), ...VALUES.slice(0, 13), ...FILTERED.slice(0, 6)];
}

const COUNTS = (rows: number): string[] => [
  `RowCount = ${rows}`,
  'ColumnCount = 10',
  'IsComplete "order_id"',
  'IsComplete "customer_id"',
  'IsComplete "status"',
  'IsComplete "quantity"',
  'IsComplete "order_date"',
  'IsComplete "email"',
  'Completeness "amount" > 0.97',
  'Completeness "token" = 1.0',
];

const KEYS = [
  'IsPrimaryKey "order_id"',
  'IsUnique "order_id"',
  'Uniqueness "order_id" = 1.0',
  'UniqueValueRatio "order_id" = 1.0',
  'DistinctValuesCount "order_id" > 1000',
  'DistinctValuesCount "customer_id" <= 50000',
  'Uniqueness "customer_id" < 0.5',
  'DistinctValuesCount "status" = 4',
  'Entropy "status" > 1.3',
  'DistinctValuesCount "quantity" = 20',
  'Entropy "quantity" > 2.9',
  'DistinctValuesCount "order_date" = 30',
  'DistinctValuesCount "email" <= 50000',
];

const MOMENTS = [
  'Mean "quantity" between 10 and 11',
  'Sum "quantity" > 1000000',
  'StandardDeviation "quantity" between 5 and 6',
  'Mean "amount" between 4900 and 5100',
  'Sum "amount" > 1000000',
  'StandardDeviation "amount" between 2800 and 2950',
  'Mean "weight" between 490 and 510',
  'StandardDeviation "weight" between 280 and 300',
  'Sum "weight" > 1000000',
  'ColumnCorrelation "quantity" "weight" < 0.1',
];

const VALUES = [
  'ColumnValues "quantity" between 0 and 21',
  'ColumnValues "quantity" >= 1',
  'ColumnValues "amount" <= 10000 where "amount is not null"',
  'ColumnValues "amount" >= 0 where "amount is not null"',
  'ColumnValues "weight" between -1 and 1001',
  'ColumnValues "status" in ["new", "paid", "sent", "done"]',
  'ColumnValues "status" in ["new", "paid", "sent"] with threshold > 0.7',
  'ColumnValues "order_date" between "2023-12-31" and "2024-02-01"',
  'ColumnValues "order_date" >= "2024-01-01"',
  'ColumnValues "customer_id" matches "C[0-9]{6}"',
  'ColumnValues "email" matches ".*@example.com" with threshold > 0.9',
  'ColumnLength "customer_id" = 7',
  'ColumnLength "email" between 10 and 30',
  'ColumnLength "token" = 21',
  'ColumnLength "status" <= 4',
  'ColumnValues "quantity" <= 20',
  'ColumnValues "quantity" in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] with threshold > 0.4',
  'ColumnValues "weight" < 1001',
  'ColumnValues "weight" >= 0',
  'ColumnLength "customer_id" > 3',
];

const FILTERED = [
  `IsComplete "customer_id" where "status = 'paid'"`,
  `Completeness "amount" > 0.9 where "status = 'paid'"`,
  `Mean "amount" > 4000 where "status = 'paid'"`,
  'Mean "quantity" > 9 where "weight > 500"',
  'RowCount > 1000 where "quantity > 10"',
  'ColumnValues "quantity" >= 11 where "quantity > 10"',
  'Sum "amount" > 100000 where "quantity > 10"',
  'Completeness "email" > 0.99 where "weight > 500"',
  `StandardDeviation "amount" > 2000 where "status = 'paid'"`,
  'ColumnLength "customer_id" = 7 where "weight > 500"',
];
