import { join } from 'node:path';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Session } from '../../src/duckdb/session.ts';
import { sql, type Sql } from '../../src/duckdb/sql.ts';
import { check } from '../../src/index.ts';
import type { Bench } from '../bench.ts';

const ROWS = 1_000_000;

/**
 * Row-level results as a file of Parquet. The table that is written holds fifty texts for each row, so that writing the
 * same table, made beforehand, is what the budget is about; writing the input alone stands beside it.
 */
export const rowResults: Bench = {
  name: 'row-results',
  about: 'check --rows of 50 rules over 1,000,000 rows x 10 columns, beside writing the table',
  budget: { ratio: 1.5 },
  rounds: 5,
  async prepare(folder) {
    const data = join(folder, 'orders.parquet');
    const rows = join(folder, 'rows.parquet');
    const session = await openSession({ folders: [folder] });
    await session.run(sql`copy (${orders()}) to ${data} (format parquet, compression snappy)`);
    await checkRows(data, rows);
    await session.run(sql`create table made as select * from read_parquet(${rows})`);
    const copy = join(folder, 'copy.parquet');
    return {
      subject: { name: 'check --rows', run: () => checkRows(data, rows) },
      baselines: [
        { name: 'COPY of the results', run: () => copyTo(session, sql`from made`, copy) },
        { name: 'COPY of the input', run: () => copyTo(session, sql`from read_parquet(${data})`, copy) },
        { name: 'check', run: () => checkRows(data, undefined) },
      ],
    };
  },
};

async function checkRows(data: string, rows: string | undefined): Promise<void> {
  const { outcomes, rowCount } = await check({ data, rules: RULES, ...(rows === undefined ? {} : { rows }) });
  const failed = outcomes.filter(({ failingRows }) => (failingRows?.count ?? 0) > 0).length;
  if (rowCount !== ROWS || outcomes.length !== 50 || failed < 10)
    throw new Error(`${rowCount} rows, ${failed} rules failed`);
}

async function copyTo(session: Session, from: Sql, target: string): Promise<void> {
  await session.run(sql`copy (${from}) to ${target} (format parquet, compression snappy)`);
}

/** 2 % of the amounts and 1 % of the cities are missing, 1 in 1,000 orders is there twice. */
function orders(): Sql {
  return sql`select
      case when i % 1000 = 999 then i - 1 else i end as order_id,
      'C' || lpad((hash(i * 7) % 50000)::varchar, 6, '0') as customer_id,
      ['new', 'paid', 'sent', 'done'][(hash(i * 11) % 4)::integer + 1] as status,
      (hash(i * 13) % 20)::integer + 1 as quantity,
      case when hash(i * 17) % 50 = 0 then null
        else ((hash(i * 19) % 1000000)::bigint / 100)::decimal(12, 2) end as amount,
      date '2024-01-01' + (hash(i * 23) % 30)::integer as order_date,
      'user' || (hash(i * 29) % 50000) || '@example.com' as email,
      (hash(i * 31) % 10000)::double / 100 as score,
      case when hash(i * 37) % 100 = 0 then null else 'city ' || (hash(i * 41) % 300) end as city,
      timestamp '2024-01-01' + interval (hash(i * 43) % 2592000) second as changed_at
    from range(${ROWS}) t(i) order by i`;
}

const RULES = `Rules = [
  IsUnique "order_id", IsPrimaryKey "order_id", IsUnique "order_id" "customer_id",
  ${['order_id', 'customer_id', 'status', 'quantity', 'amount', 'order_date', 'email', 'score', 'city', 'changed_at']
    .map((column) => `IsComplete "${column}"`)
    .join(', ')},
  Completeness "amount" > 0.97, Completeness "city" > 0.98,
  ${[15, 18, 19, 20, 21, 22].map((bound) => `ColumnValues "quantity" <= ${bound}`).join(', ')},
  ${[0, 1, 10, 100].map((bound) => `ColumnValues "amount" >= ${bound}`).join(', ')},
  ${[99, 98, 97, 96].map((bound) => `ColumnValues "score" < ${bound}`).join(', ')},
  ColumnValues "amount" between -1 and 10000, ColumnValues "amount" > 0 where "status = 'paid'",
  ColumnValues "status" in ["new", "paid", "sent", "done"], ColumnValues "status" in ["new", "paid", "sent", "done", "lost"],
  ColumnValues "status" not in ["lost"], ColumnValues "status" != "gone", ColumnValues "status" != "new" where "quantity > 19",
  ColumnValues "quantity" in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], ColumnValues "quantity" not between 100 and 200,
  ColumnValues "order_date" >= "2024-01-01", ColumnValues "order_date" < "2024-01-29",
  ColumnValues "changed_at" > "2023-12-31", ColumnValues "email" matches ".+@example[.]com",
  ColumnValues "email" matches "user[1-9].*", ColumnValues "customer_id" matches "C[0-9]{6}",
  ColumnLength "customer_id" = 7, ColumnLength "email" between 10 and 30, ColumnLength "city" > 0, ColumnLength "status" between 2 and 5,
  (IsComplete "amount") or (ColumnValues "status" in ["new", "paid"]), (IsComplete "city") and (ColumnLength "city" < 8)
]
`;
