import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSession } from '../../src/duckdb/open-session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import type { Bench } from '../bench.ts';
import { CLI, outputOf, runProcess } from '../run-process.ts';

const ROWS = 1_000_000;

/** The bad row is not told by a sample of failing rows where the rule is a query: it has to be found. */
const RULES = `Rules = [
  IsComplete "amount",
  CustomSql "select count(*) from primary where amount is null" = 0
]
`;

export const shrink1m: Bench = {
  name: 'shrink-1m',
  about:
    'shrink a CSV of 1,000,000 rows x 7 columns with one bad row to that row by a query; beside it a rule on rows, and reading the file',
  budget: { seconds: 20 },
  rounds: 3,
  async prepare(folder) {
    const data = join(folder, 'orders.csv');
    const rules = join(folder, 'orders.dqdl');
    await writeFile(rules, RULES);
    await using session = await openSession({ folders: [folder] });
    await session.run(sql`copy (select i as order_id, 'C' || (hash(i * 7) % 50000) as customer_id,
        ['new', 'paid', 'sent', 'done'][(hash(i * 11) % 4)::integer + 1] as status,
        (hash(i * 13) % 20)::integer + 1 as quantity,
        case when i <> 654321 then ((hash(i * 19) % 1000000)::bigint / 100)::decimal(12, 2) end as amount,
        date '2024-01-01' + (hash(i * 23) % 30)::integer as order_date,
        'user' || (hash(i * 29) % 50000) || '@example.com' as email
      from range(${ROWS}) t(i)) to ${data} (format csv, header)`);
    let folders = 0;
    const shrink = async (rule: number): Promise<void> => {
      const out = join(folder, `shrunk-${folders++}`);
      const argv = ['shrink', '--data', data, '--rules', rules, '--rule', `${rule}`, '--out', out, '--json', '--quiet'];
      const result = await outputOf(process.execPath, [CLI, ...argv]);
      if (!/"from": 1000000,\s+"to": 1\b/.test(result) || !result.includes('"minimal"')) throw new Error(result);
    };
    return {
      subject: { name: 'shrink by a query', run: () => shrink(2) },
      baselines: [
        { name: 'shrink IsComplete', run: () => shrink(1) },
        { name: 'reading it (cat)', run: () => runProcess(CLI, ['cat', data, '--limit', '1']) },
      ],
    };
  },
};
