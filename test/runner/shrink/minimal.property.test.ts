import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiteralData } from '../../../src/formats/open-data.ts';
import { rows } from '../../../src/generators/unit/rows.ts';
import { check } from '../../../src/runner/check.ts';
import { reasonClass } from '../../../src/runner/shrink/reason-class.ts';
import { shrink } from '../../../src/runner/shrink/shrink.ts';

const TYPES = { id: 'bigint', kind: 'varchar', amount: 'double' };
const row = fc.record({
  id: fc.nat(6),
  kind: fc.constantFrom('a', 'b', '', null),
  amount: fc.option(fc.integer({ min: -3, max: 12 }), { nil: null }),
});
const RULES = [
  'IsUnique "id"',
  'IsComplete "amount"',
  'ColumnValues "kind" in ["a", "b"]',
  'Mean "amount" between 2 and 4',
  'DistinctValuesCount "kind" < 2',
  'Uniqueness "kind" > 0.5',
  'RowCount < 4',
  'StandardDeviation "amount" < 3',
  'DuplicateRowCount = 0',
  'CustomSql "select count(*) from primary where id > 2 and amount is null" = 0',
  '(IsComplete "kind") or (ColumnValues "amount" > 0)',
];

async function kindOf(data: LiteralData, rule: string): Promise<string> {
  const { outcomes } = await check({ data, rules: `Rules = [ ${rule} ]` });
  return outcomes.map(reasonClass).join();
}

test('what is left shows the same, and without any one row or column it does not', { timeout: 120_000 }, async () => {
  const given = fc.record({ list: fc.array(row, { minLength: 1, maxLength: 12 }), rule: fc.constantFrom(...RULES) });
  await fc.assert(
    fc.asyncProperty(given, async ({ list, rule }) => {
      const data = rows(list, { types: TYPES });
      const whole = await kindOf(data, rule);
      const outcome = whole.startsWith('Passed') ? 'passed' : 'failed';
      const { tables, ended } = await shrink({ data, rules: `Rules = [ ${rule} ]`, outcome });
      expect(ended).toBe('minimal');
      const [table] = tables;
      const columns = table?.columns.to ?? [];
      const left: LiteralData = {
        columns,
        rows: (table?.sample ?? []).map((one) => columns.map(({ name }) => one[name] ?? null)),
      };
      expect(left.rows.length).toBeGreaterThan(0);
      expect(await kindOf(left, rule)).toBe(whole);
      const smaller = [
        ...(left.rows.length === 1 ? [] : left.rows.map((_, at) => ({ columns, rows: left.rows.toSpliced(at, 1) }))),
        ...(columns.length === 1
          ? []
          : columns.map((_, at) => ({
              columns: columns.toSpliced(at, 1),
              rows: left.rows.map((one) => one.toSpliced(at, 1)),
            }))),
      ];
      for (const one of smaller) expect(await kindOf(one, rule)).not.toBe(whole);
    }),
    { numRuns: 25 },
  );
});
