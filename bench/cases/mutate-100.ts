import { join } from 'node:path';
import { openSession } from '../../src/duckdb/open-session.ts';
import { id, sql } from '../../src/duckdb/sql.ts';
import { damageRows } from '../../src/generators/defects/damage-rows.ts';
import { mutate, parseRuleset } from '../../src/index.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import { MUTANT_KINDS, operatorsOf } from '../../src/runner/mutation/operators.ts';
import type { Bench } from '../bench.ts';
import { writeSales } from '../sales.ts';

const ROWS = 100_000;
const KINDS = ['missing', 'duplicate', 'out-of-range', 'wrong-type'];
const RATES = [0.001, 0.003, 0.01, 0.03, 0.1];
const LEAST = 100;

const RULES = `Rules = [
  RowCount between 90000 and 110000,
  ColumnCount = 10,
  IsPrimaryKey "order_id",
  IsComplete "customer_id",
  IsComplete "status",
  IsComplete "quantity",
  IsComplete "order_date",
  IsComplete "email",
  Completeness "amount" > 0.9,
  IsUnique "token",
  ColumnValues "status" in ["new", "paid", "sent", "done"],
  ColumnValues "quantity" between 0 and 21,
  ColumnValues "amount" >= 0 where "amount is not null",
  Mean "quantity" between 9 and 12,
  StandardDeviation "weight" < 1000,
  ColumnValues "email" matches "[^@ ]+@[^@ ]+[.][a-z]+",
  ColumnLength "customer_id" = 7,
  ColumnValues "order_date" > "2023-12-31",
  Sum "quantity" between 900000 and 1200000,
  DistinctValuesCount "status" = 4
]
`;

/** Mutants by `mutate`, reading included, beside as many damaged and judged in full, of data that are read once. */
export const mutate100: Bench = {
  name: 'mutate-100',
  about: '105 mutants of 20 rules over 100,000 rows x 10 columns, beside 105 damaged and judged in full',
  budget: { ratio: 0.2 },
  rounds: 3,
  async prepare(folder) {
    const data = join(folder, 'sales.parquet');
    await writeSales(data, ROWS, folder);
    return {
      subject: { name: 'mutate', run: () => mutateAll(data) },
      baselines: [{ name: 'full runs', run: () => runInFull(data, folder) }],
    };
  },
};

async function mutateAll(data: string): Promise<void> {
  const { tested } = await mutate({ data, rules: RULES, kinds: KINDS, rates: RATES, suggest: false, seeds: 0 });
  requireEnough(tested);
}

async function runInFull(data: string, folder: string): Promise<void> {
  await using session = await openSession({ folders: [folder] });
  const table = id('sales');
  await session.run(sql`create table ${table} as select * from read_parquet(${data})`);
  const columns = await session.columns(table);
  const { ruleset } = parseRuleset(RULES);
  const { operators } = operatorsOf(
    MUTANT_KINDS.filter(({ kind }) => KINDS.includes(kind)),
    columns,
  );
  let runs = 0;
  for (const operator of operators.filter(({ kind, column }) =>
    isFit(
      kind,
      columns.find(({ name }) => name === column),
    ),
  )) {
    for (const rate of RATES) {
      const defects = [operator.defect({ count: rate * ROWS, rows: ROWS })];
      const options = { table, columns, dataset: 'mutant', object: 'mutant', defects, seed: 0 };
      await damageRows(session, options, (primary) =>
        evaluateRuleset({ session, ruleset, primary, clock: new Date() }),
      );
      runs += 1;
    }
  }
  requireEnough(runs);
}

/** Kinds say so themselves where they can. */
function isFit(kind: string, column: { readonly type: string } | undefined): boolean {
  if (kind === 'wrong-type') return column?.type !== 'VARCHAR';
  return kind !== 'out-of-range' || /^(BIGINT|INTEGER|DOUBLE|DECIMAL.*)$/.test(column?.type ?? '');
}

function requireEnough(mutants: number): void {
  if (mutants < LEAST) throw new Error(`only ${mutants} mutants were made`);
}
