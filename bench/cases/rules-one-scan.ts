import { join } from 'node:path';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql, type Sql } from '../../src/duckdb/sql.ts';
import { check } from '../../src/index.ts';
import type { Bench } from '../bench.ts';
import { writeOrders } from '../orders.ts';

const ROWS = 1_000_000;

const RULES = `Rules = [
  RowCount = ${ROWS},
  ColumnCount = 7,
  IsComplete "order_id",
  IsComplete "customer_id",
  IsComplete "order_date",
  Completeness "amount" > 0.97,
  Mean "quantity" between 10 and 11,
  Sum "quantity" > 10000000,
  StandardDeviation "quantity" between 5 and 6,
  Mean "amount" between 4900 and 5100,
  Sum "amount" > 1000000000,
  ColumnValues "quantity" between 0 and 21,
  ColumnValues "status" in ["new", "paid", "sent", "done"],
  ColumnValues "amount" >= 0 where "amount is not null",
  ColumnLength "customer_id" = 7,
  ColumnLength "email" between 10 and 30
]
`;

/** In one process, so that only the measuring counts: 16 rules through `check`, beside one query made by hand. */
export const rulesOneScan: Bench = {
  name: 'rules-one-scan',
  about: 'check of 16 rules over 1,000,000 rows of Parquet, beside one hand-fused query',
  budget: { ratio: 1.3 },
  rounds: 9,
  async prepare(folder) {
    const data = join(folder, 'orders.parquet');
    await writeOrders(data, ROWS, 'parquet', folder);
    return {
      subject: { name: 'check', run: () => checkAll(data) },
      baselines: [{ name: 'one query', run: () => queryAll(folder, fusedQuery(data)) }],
    };
  },
};

async function checkAll(data: string): Promise<void> {
  const { outcomes } = await check({ data, rules: RULES });
  const unmet = outcomes.filter(({ outcome }) => outcome !== 'Passed');
  if (unmet.length > 0) throw new Error(unmet.map(({ rule, failureReason }) => `${rule}: ${failureReason}`).join('\n'));
}

/** A session of its own, as `check` opens one. */
async function queryAll(folder: string, query: Sql): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  await session.rows(query);
}

function fusedQuery(data: string): Sql {
  return sql`select
      count(*), count(order_id), count(customer_id), count(order_date), count(amount),
      avg(quantity), sum(quantity), stddev_pop(quantity), avg(amount), sum(amount),
      count(*) filter (where quantity > 0 and quantity < 21),
      count(*) filter (where status in ('new', 'paid', 'sent', 'done')),
      count(*) filter (where amount >= 0 and amount is not null),
      count(*) filter (where length(customer_id) = 7),
      count(*) filter (where length(email) > 10 and length(email) < 30)
    from read_parquet(${data})`;
}
