import { describe, expect, test } from 'vitest';
import { mutate } from '../../../src/index.ts';
import { tempFolder, type TempFolder } from '../../temp-folder.ts';

const SCENARIO = `name: shop
seed: 5
clock: 2023-01-02T06:00:00Z
sources:
  transactions:
    generate: { purpose: ci, dataset: transactions, rows: 200 }
    defects: [{ kind: missing, column: amount, rate: 0.5 }]
ingestion:
  transactions:
    columns: { id: string, amount: 'decimal(12,2)' }
    rules: rules/transactions.dqdl
processing:
  totals: { sql: jobs/totals.sql, dialect: duckdb }
quality:
  curated.totals: { rules: rules/totals.dqdl }
`;

describe('of a scenario', () => {
  test('the clean data are tested: without its defects, and of other seeds for false alarms', async () => {
    await using folder = await shop();
    const { datasets, seed } = await mutate({ scenario: folder.path, kinds: ['missing'], seeds: 2 });
    expect(seed).toBe(5);
    expect(datasets.map(({ dataset, rows, cleanRuns }) => [dataset, rows, cleanRuns])).toEqual([
      ['processed.transactions', 200, ['seed 6', 'seed 7']],
      ['curated.totals', 1, ['seed 6', 'seed 7']],
    ]);
    const rules = datasets.flatMap((dataset) => dataset.rules.map(({ rule, clean }) => [rule, clean]));
    expect(rules).toEqual([
      ['IsComplete "amount"', 'Passed'],
      ['Completeness "sales" = 1.0', 'Passed'],
      ['CustomSql "select count(*) from transactions" = 200', 'Passed'],
    ]);
  });

  test('columns that ingestion adds are not damaged, nor do values get in that a declared type keeps out', async () => {
    await using folder = await shop();
    const { datasets } = await mutate({ scenario: folder.path, dataset: 'processed.transactions', seeds: 0 });
    const [{ defects, untried } = expect.fail()] = datasets;
    expect([...new Set(defects.map(({ column }) => column))]).toEqual(['id', 'amount', null]);
    expect(untried).toContainEqual({
      kind: 'wrong-type',
      column: 'amount',
      reason: 'the type is declared and keeps such values out',
    });
  });

  test('a rule that reads the dataset by its own name reads the damaged rows', async () => {
    await using folder = await shop();
    await folder.write(
      'rules/transactions.dqdl',
      `Rules = [ ${amountsIn('transactions')}, ${amountsIn('processed.transactions')}, ${amountsIn('primary')} ]`,
    );
    const { datasets } = await mutate({
      scenario: folder.path,
      dataset: 'processed.transactions',
      kinds: ['missing'],
      columns: ['amount'],
    });
    expect(datasets[0]?.rules.map(({ kills }) => kills)).toEqual([3, 3, 3]);
  });

  test('a rule that holds for one seed alone is a false alarm', async () => {
    await using folder = await shop();
    await folder.write('rules/transactions.dqdl', 'Rules = [ RowCount = 200, Sum "amount" < 1 ]');
    const [sum] = await sumOf(folder);
    await folder.write('rules/transactions.dqdl', `Rules = [ RowCount = 200, Sum "amount" = ${sum} ]`);
    const { datasets } = await mutate({ scenario: folder.path, dataset: 'processed.transactions', seeds: 1 });
    expect(datasets[0]?.rules.map(({ falseAlarms }) => falseAlarms)).toEqual([[], ['seed 6']]);
  });

  test.each([
    ['processed.transaction', 'did you mean "processed.transactions"?'],
    ['raw.transactions', 'one of processed.transactions, curated.totals'],
  ])('a dataset %s is not known', async (dataset, said) => {
    await using folder = await shop();
    await expect(mutate({ scenario: folder.path, dataset })).rejects.toThrow(said);
  });

  test('one without rules has nothing to test', async () => {
    await using folder = await shop();
    await folder.write('scenario.yaml', SCENARIO.replace(/ {4}rules: .*\n/, '').replace(/quality:[^]*/, ''));
    await expect(mutate({ scenario: folder.path })).rejects.toThrow('MUTATION_NO_RULES');
  });
});

function amountsIn(table: string): string {
  return `CustomSql "select count(amount) from ${table}" = 200`;
}

async function shop(): Promise<TempFolder> {
  const folder = await tempFolder();
  await folder.write('scenario.yaml', SCENARIO);
  await folder.write('jobs/totals.sql', 'select count(amount) as sales from processed.transactions');
  await folder.write('rules/transactions.dqdl', 'Rules = [ IsComplete "amount" ]');
  await folder.write(
    'rules/totals.dqdl',
    'Rules = [ Completeness "sales" = 1.0, CustomSql "select count(*) from transactions" = 200 ]',
  );
  return folder;
}

/** The sum that the rule's reason tells. */
async function sumOf(folder: TempFolder): Promise<string[]> {
  const { datasets } = await mutate({ scenario: folder.path, dataset: 'processed.transactions', seeds: 0 });
  return (datasets[0]?.rules ?? []).flatMap(({ reason }) => /Value: ([\d.]+)/.exec(reason ?? '')?.[1] ?? []);
}
