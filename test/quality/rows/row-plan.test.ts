import { expect, test } from 'vitest';
import { raw } from '../../../src/duckdb/sql.ts';
import type { Dataset } from '../../../src/quality/dataset.ts';
import { prepareRuleset } from '../../../src/quality/plan/prepare.ts';
import { companionsOf, planRows, type RowPlan } from '../../../src/quality/plan/row-plan.ts';
import { rowSource } from '../../../src/quality/plan/row-source.ts';
import { wordsSql } from '../../../src/quality/rows/verdict-words.ts';
import { CLOCK, rulesetOf } from '../judged.ts';

const primary = {
  relation: raw('orders'),
  columns: [
    { name: 'Id', type: 'INTEGER' },
    { name: 'city', type: 'VARCHAR' },
  ],
};
const dataset: Dataset = { primary, references: {}, clock: CLOCK, files: undefined };

function planOf(rules: readonly string[], filteredRowLabel: 'PASSED' | 'SKIPPED' = 'PASSED'): RowPlan {
  const ruleset = rulesetOf(rules);
  return planRows(ruleset.rules, prepareRuleset(ruleset, dataset), dataset, {
    source: rowSource(primary, primary.columns),
    standing: () => 'judged',
    companion: ({ kind }) => ({ value: `value of ${kind}`, join: `join of ${kind}` }),
    returned: new Map(),
    filteredRowLabel,
    culprits: false,
  });
}

test('a plan of rows has a verdict a rule, and joins each companion once', () => {
  const { verdicts, joins } = planOf(['IsComplete "city"', 'IsUnique "id"', 'Uniqueness "ID" > 0.5', 'RowCount > 0']);
  expect(verdicts.map(({ sql }) => sql)).toEqual([
    '("city" is not null)',
    '(value of group size = 1)',
    '(value of group size = 1)',
    undefined,
  ]);
  expect(joins).toEqual(['join of group size']);
});

test('a verdict names the columns that break it by their own names, a composite those of each member', () => {
  const { verdicts } = planOf(['(IsComplete "CITY") or (ColumnValues "id" > 1)']);
  expect(verdicts[0]).toMatchObject({
    sql: '(("city" is not null)) or (coalesce("Id"::double > 1::double, false))',
    parts: [{ columns: ['city'] }, { columns: ['Id'] }],
  });
});

test('rows outside of a where pass, or have no verdict', () => {
  const rule = 'IsComplete "city" where "id > 1"';
  expect(planOf([rule]).verdicts[0]?.sql).toBe('case when (id > 1\n) then ("city" is not null) else true end');
  expect(planOf([rule], 'SKIPPED').verdicts[0]?.sql).toMatch(/ else null end$/);
});

test('equal companions are one, and culprits are sought only where they are asked for', () => {
  const ruleset = rulesetOf(['IsUnique "id"', 'IsPrimaryKey "id"', 'ReferentialIntegrity "id" "ref.id" = 1']);
  const columns = [{ name: 'id', type: 'INTEGER' }];
  const references = { ref: { relation: raw('ref'), columns } };
  const prepared = prepareRuleset(ruleset, { ...dataset, references });
  const kindsOf = (culprits: boolean): string[] =>
    companionsOf(ruleset.rules, prepared, { standing: () => 'judged', culprits }).map(({ kind }) => kind);
  expect(kindsOf(false)).toEqual(['group size', 'group size']);
  expect(kindsOf(true)).toEqual(['group size', 'group size', 'found']);
});

test('rows have a position by their place in an object, in the order of the objects', () => {
  const columns = [
    ...primary.columns,
    { name: '_source_object', type: 'VARCHAR' },
    { name: '_source_row', type: 'BIGINT' },
  ];
  expect(rowSource(primary, primary.columns).withPosition).toContain('row_number() over ()');
  expect(rowSource({ ...primary, objects: ['a'] }, columns).withPosition).toContain(
    'source._source_row::bigint as "__position"',
  );
  expect(rowSource({ ...primary, objects: ['b', "o'a"] }, columns).withPosition).toContain(
    "(values ('b', 0), ('o''a', 1))",
  );
});

test('31 verdicts are one integer', () => {
  const words = wordsSql(Array.from({ length: 63 }, (_, index) => `v${index}`));
  expect(words).toHaveLength(3);
  expect(words[1]).toContain('case when v31 then 0::bigint when not v31 then 1::bigint else 2147483648::bigint end');
});
