import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import type { Column } from '../../../src/duckdb/session.ts';
import type { DataInput } from '../../../src/formats/open-data.ts';
import type { ShrinkDataOptions, ShrinkResult } from '../../../src/runner/shrink/options.ts';
import { shrink } from '../../../src/runner/shrink/shrink.ts';
import { codesOf } from '../../findings.ts';

const ORDERS: DataInput = {
  columns: columns({ id: 'BIGINT', customer: 'VARCHAR', amount: 'DECIMAL(12,2)', day: 'DATE' }),
  rows: [
    [1, 'c1', '10.50', '2023-01-01'],
    [2, 'c2', null, '2023-01-02'],
    [3, 'c9', '7.25', '2023-01-02'],
    [4, 'c1', '99.00', '2023-01-03'],
    [3, 'c1', '8.00', '2023-01-03'],
    [5, '', '12.00', '2023-01-04'],
  ],
};
const CUSTOMERS: DataInput = {
  columns: columns({ id: 'VARCHAR', name: 'VARCHAR' }),
  rows: [
    ['c1', 'Ann'],
    ['c2', 'Bob'],
  ],
};

function columns(types: Readonly<Record<string, string>>): Column[] {
  return Object.entries(types).map(([name, type]) => ({ name, type }));
}

/** The rows that are left of the table that the rule judges. */
function rowsOf({ tables }: ShrinkResult): readonly object[] | undefined {
  return tables[0]?.sample;
}

function shrinkRule(rule: string, options: Partial<ShrinkDataOptions> = {}): Promise<ShrinkResult> {
  return shrink({ data: ORDERS, rules: `Rules = [ ${rule} ]`, ...options });
}

describe('the smallest data for a rule', () => {
  test.each([
    ['a missing value', 'IsComplete "amount"', [{ amount: null }]],
    ['a key that is there twice', 'IsUnique "id"', [{ id: 3 }, { id: 3 }]],
    ['a value that is not allowed', 'ColumnValues "customer" in ["c1", "c2"]', [{ customer: 'c9' }]],
    ['rows of a where', 'IsComplete "amount" where "id > 1"', [{ id: 2, amount: null }]],
    ['an aggregate of too few', 'Mean "amount" > 100', [{ amount: '7.25' }]],
    ['rows for a sum', 'Sum "amount" < 110', [{ amount: '99.00' }, { amount: '12.00' }]],
    ['a column that is not there', 'IsComplete "amuont"', [{ id: 1 }]],
    [
      'all members of an and that fail',
      '(IsComplete "amount") and (IsUnique "id")',
      [
        { id: 2, amount: null },
        { id: 3, amount: '7.25' },
        { id: 3, amount: '8.00' },
      ],
    ],
    ['a query', 'CustomSql "select count(*) from primary where amount > 50" = 0', [{ amount: '99.00' }]],
    ['a date', 'ColumnValues "day" < "2023-01-04"', [{ day: '2023-01-04' }]],
    ['a where that is no SQL', 'IsComplete "amount" where "id >"', [{ id: 1 }]],
    ['a count of columns', 'ColumnCount = 9', [{ id: 1 }]],
  ])('%s: %s', async (_, rule, rows) => {
    const result = await shrinkRule(rule);
    expect(result).toMatchObject({ ended: 'minimal', outcome: 'Failed' });
    expect(result.tables[0]?.rows).toEqual({ from: 6, to: rows.length });
    expect(rowsOf(result)).toEqual(rows);
  });

  test('a rule that passes, with as many rows as it needs', async () => {
    const result = await shrinkRule('RowCount >= 4', { outcome: 'passed' });
    expect(result).toMatchObject({ outcome: 'Passed', ended: 'minimal', failureReason: null });
    expect(result.tables[0]?.rows).toEqual({ from: 6, to: 4 });
    expect(result.tables[0]?.columns.to).toHaveLength(1);
  });

  test('a rule that cannot be judged', async () => {
    const result = await shrinkRule('RowCount > avg(last(3))', { outcome: 'error' });
    expect(result).toMatchObject({ outcome: 'Error', ended: 'minimal' });
    expect(result.tables[0]?.rows.to).toBe(1);
  });

  test('tables that the rule names get smaller too, others are left out', async () => {
    const result = await shrinkRule('ReferentialIntegrity "customer" "clients.{id}" = 1.0', {
      references: { clients: CUSTOMERS, id: CUSTOMERS },
    });
    expect(result.tables.map(({ name, rows, sample }) => ({ name, rows, sample }))).toEqual([
      { name: 'processed.data', rows: { from: 6, to: 1 }, sample: [{ customer: expect.stringMatching(/^(c9|)$/) }] },
      { name: 'processed.clients', rows: { from: 2, to: 1 }, sample: [{ id: expect.any(String) }] },
    ]);
  });

  test('the rule is named by its text in any spacing, by its number, or is the first that shows it', async () => {
    const rules = 'Rules = [ RowCount = 6, IsUnique "id", IsComplete "amount" ]';
    const of = async (rule?: string | number): Promise<string> =>
      (await shrink({ data: ORDERS, rules, ...(rule === undefined ? {} : { rule }) })).rule;
    expect(await of('IsComplete   "amount"')).toBe('IsComplete "amount"');
    expect(await of(3)).toBe('IsComplete "amount"');
    expect(await of()).toBe('IsUnique "id"');
  });
});

describe('how far it got', () => {
  test('out of time, it gives what shows so far and says so', async () => {
    let now = 0;
    const effects = realEffects({ elapsed: () => (now += 1000) });
    const result = await shrinkRule('IsUnique "id"', { maxSeconds: 4, effects });
    expect(result.ended).toBe('time');
    expect(result).toMatchObject({ outcome: 'Failed' });
  });

  test('stopped, it gives what shows so far and says so', async () => {
    const effects = realEffects({ signal: AbortSignal.abort() });
    const result = await shrinkRule('IsUnique "id"', { effects });
    expect(result).toMatchObject({ ended: 'stopped', outcome: 'Failed' });
    expect(result.tables[0]?.rows).toEqual({ from: 6, to: 6 });
  });
});

describe('what cannot be shrunk', () => {
  test.each<[string, string, Partial<ShrinkDataOptions>, string[]]>([
    ['a rule that passes', 'RowCount = 6', {}, ['SHRINK_NOT_SHOWN']],
    ['a number without a rule', 'RowCount = 6', { rule: 2 }, ['SHRINK_RULE_UNKNOWN']],
    ['a text without a rule', 'IsComplete "id"', { rule: 'IsComplet "id"' }, ['SHRINK_RULE_UNKNOWN']],
    ['no rows', 'RowCount > 1', { data: { ...CUSTOMERS, rows: [] } }, ['SHRINK_NO_ROWS']],
    ['a file that is not there', 'RowCount > 1', { data: 'nix.csv' }, ['FILE_NOT_FOUND']],
    ['a rule on files', 'FileSize > 1 B', { outcome: 'error', rule: 1 }, ['SHRINK_FILE_RULE']],
    [
      'a reference by a name no dataset has',
      'RowCountMatch "My Table" = 1.0',
      { references: { 'My Table': CUSTOMERS } },
      ['SHRINK_REFERENCE_NAME'],
    ],
  ])('%s', async (_, rule, options, codes) => {
    expect(await codesOf(() => shrinkRule(rule, options))).toEqual(codes);
  });

  test('the nearest rule is named, and the outcome that a rule has', async () => {
    await expect(shrinkRule('IsComplete "id"', { rule: 'IsComplet "id"' })).rejects.toThrow(/IsComplete "id"/);
    await expect(shrinkRule('RowCount = 6', { rule: 1 })).rejects.toThrow(/--outcome passed/);
  });
});
