import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from '../../src/duckdb/sql.ts';
import type { Bench } from '../bench.ts';
import { writeOrders } from '../orders.ts';
import { BARE, CLI, runProcess } from '../run-process.ts';

const ROWS = 10_000;

const RULES = `Rules = [
  RowCount = ${ROWS},
  IsComplete "order_id",
  IsUnique "order_id",
  Completeness "amount" > 0.95,
  Mean "quantity" between 5 and 15,
  ColumnValues "status" in ["new", "paid", "sent", "done"]
]
`;

export const checkCsv: Bench = {
  name: 'check-csv',
  about: 'check of six rules over a CSV of 10,000 rows as a cold process, beside the same six aggregates',
  budget: { ratio: 2 },
  rounds: 11,
  async prepare(folder) {
    const data = join(folder, 'orders.csv');
    const rules = join(folder, 'orders.dqdl');
    await writeOrders(data, ROWS, 'csv', folder);
    await writeFile(rules, RULES);
    const aggregates = sql`select count(*), count(order_id), count(distinct order_id), count(amount) / count(*),
      avg(quantity), count(*) filter (where status in ('new', 'paid', 'sent', 'done')) from read_csv(${data})`;
    return {
      subject: { name: 'glue-replay check', run: () => runProcess(CLI, ['check', data, '--rules', rules]) },
      baselines: [{ name: 'bare process', run: () => runProcess(BARE, [aggregates.text]) }],
    };
  },
};
