import { describe, expect, test } from 'vitest';
import { raw } from '../../src/duckdb/sql.ts';
import { planRuleset, type RulesetPlan } from '../../src/quality/evaluate.ts';
import { explainPlan } from '../../src/quality/plan/explain.ts';
import { CLOCK, rulesetOf } from './judged.ts';

const primary = {
  relation: raw('orders'),
  columns: [
    { name: 'id', type: 'INTEGER' },
    { name: 'amount', type: 'DECIMAL(10,2)' },
    { name: 'city', type: 'VARCHAR' },
  ],
};

function planOf(rules: readonly string[], analyzers: readonly string[] = []): RulesetPlan {
  return planRuleset(rulesetOf(rules, analyzers), { primary, clock: CLOCK });
}

describe('a plan', () => {
  test('measures equal things once, in one scan whatever their where', () => {
    const plan = planOf([
      'RowCount > 0',
      'IsComplete "id"',
      'Completeness "ID" > 0.5',
      'IsComplete "id" where "amount > 0"',
      'ColumnValues "amount" between 0 and 9',
      'Mean "amount" > 1',
      'Sum "amount" > 1',
    ]);
    expect(plan.scans[0]?.metrics).toEqual([
      { key: 'count(*)', sql: 'count(*)', where: undefined },
      { key: 'count("id")', sql: 'count("id")', where: undefined },
      { key: 'min("amount")', sql: 'min("amount")', where: undefined },
      { key: 'max("amount")', sql: 'max("amount")', where: undefined },
      { key: 'count("amount")', sql: 'count("amount")', where: undefined },
      { key: 'sum("amount")', sql: 'sum("amount")', where: undefined },
      { key: 'count(*) where amount > 0', sql: 'coalesce(count_if((amount > 0\n)), 0)', where: 'amount > 0' },
      {
        key: 'count("id") where amount > 0',
        sql: 'coalesce(count_if((amount > 0\n) and "id" is not null), 0)',
        where: 'amount > 0',
      },
    ]);
    expect(plan).toMatchObject({ groupings: [], queries: [], filters: ['amount > 0'] });
    expect(plan.scans[0]?.sql).toMatch(
      /^select count\(\*\) as m0,\n {2}count\("id"\) as m1,[^]*\nfrom orders as "primary"$/,
    );
  });

  test('groups one key set once, for all rules on it, in any order of the columns and whatever their where', () => {
    const plan = planOf([
      'IsPrimaryKey "id"',
      'IsUnique "id"',
      'Uniqueness "id" > 0.5',
      'UniqueValueRatio "id" > 0.5',
      'DistinctValuesCount "id" > 1',
      'IsUnique "id" "city"',
      'Uniqueness "city" "id" > 0.1',
      'IsUnique "id" where "amount > 0"',
    ]);
    const alone = 'count(*) filter (where size = 1 and not all_null)';
    const rows = 'coalesce(sum(size) filter (where not all_null), 0)';
    expect(plan.groupings.map(({ keys, metrics }) => [keys, metrics.map(({ sql, where }) => [sql, where])])).toEqual([
      [
        ['"id"'],
        [
          [alone, undefined],
          [rows, undefined],
          ['count(*) filter (where not all_null)', undefined],
          ['count(*)', undefined],
          [alone, 'amount > 0'],
          [rows, 'amount > 0'],
        ],
      ],
      [
        ['"id"', '"city"'],
        [
          [alone, undefined],
          [rows, undefined],
        ],
      ],
    ]);
  });

  test('gives the groups of several where a size for each', () => {
    const [grouping] = planOf([
      'UniqueValueRatio "city" > 0.5',
      'DistinctValuesCount "city" > 1 where "id > 0"',
    ]).groupings;
    expect(grouping?.sql).toBe(`select count(size0) filter (where size0 = 1 and not all_null) as m0,
  count(size0) filter (where not all_null) as m1,
  count(size1) as m2
from (
  select count(*) as size0,
    nullif(count(*) filter (where (id > 0
)), 0) as size1,
    "primary"."city" is null as all_null
  from orders as "primary"
  group by "primary"."city"
) as groups`);
  });

  test('asks for the range of a key of whole numbers, which says whether its values lie close together', () => {
    const { scans, groupings } = planOf(['IsUnique "id"', 'IsUnique "city"', 'IsUnique "id" "city"']);
    expect(scans[0]?.metrics.map(({ key }) => key)).toEqual(['count(*)', 'min("id")', 'max("id")']);
    expect(groupings.map(({ range }) => range)).toEqual([
      { least: 'min("id")', greatest: 'max("id")' },
      undefined,
      undefined,
    ]);
  });

  test('finds what aggregates stand around in the same statement: one value at once, a mean in a pass before', () => {
    const scan = planOf(['Variance "id" > 0', 'Skewness "id" > 0', 'Variance "id" > 0 where "city = \'a\'"']).scans[0];
    const centers = new Map(scan?.metrics.flatMap((metric) => metric.centers ?? []).map((each) => [each.name, each]));
    expect([...centers.values()]).toEqual([
      { name: '__center0', kind: 'one value', of: '"id"::double', condition: undefined },
      { name: '__center1', kind: 'mean', of: '"id"::double', condition: undefined },
      { name: '__center2', kind: 'one value', of: '"id"::double', condition: "(city = 'a'\n)" },
    ]);
    expect(scan?.sql).toContain(`
from orders as "primary"
cross join (
  select coalesce((select "id"::double from orders as "primary" where isfinite("id"::double) limit 1), 0) as __center0,
    avg("id"::double) as __center1,
    coalesce((select "id"::double from orders as "primary" where isfinite("id"::double) and (city = 'a'
) limit 1), 0) as __center2
  from orders as "primary"
) as __centers`);
    expect(planOf(['Variance "id" > 0']).scans[0]?.sql).toMatch(/limit 1\), 0\) as __center0\n\) as __centers$/);
  });

  test('is plain data: it survives JSON', () => {
    const plan = planOf([
      'IsUnique "id"',
      'CustomSql "select 1 from primary" = 1',
      'ColumnValues "city" matches "(?=a).*"',
    ]);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(JSON.parse(JSON.stringify(structuredClone(plan))));
    expect(plan.queries).toEqual([
      { key: 'value of select 1 from primary', form: 'scalar query', query: 'select 1 from primary' },
    ]);
    expect(plan.patterns).toHaveLength(1);
  });

  test('shares what analyzers need with the rules', () => {
    expect(planOf(['IsComplete "id"'], ['Completeness "id"', 'RowCount']).scans[0]?.metrics).toHaveLength(2);
  });

  test('says what each rule needs, and why one needs nothing', () => {
    expect(planOf(['IsComplete "id"', 'IsComplete "x"', 'ColumnCount = 3', 'DetectAnomalies "X"']).rules).toEqual([
      { rule: 'IsComplete "id"', needs: ['count(*)', 'count("id")'], refused: undefined },
      { rule: 'IsComplete "x"', needs: [], refused: 'Input data does not include column x!' },
      { rule: 'ColumnCount = 3', needs: [], refused: undefined },
      { rule: 'DetectAnomalies "X"', needs: [], refused: 'DetectAnomalies is not evaluated by this version' },
    ]);
  });

  test('judges rows by all rules in one pass, with one table for each set of keys', () => {
    const { verdicts, tables, joins } = planOf([
      'IsUnique "city"',
      'Uniqueness "city" > 0.5',
      'IsComplete "city" where "id > 1"',
      '(IsComplete "id") and (IsUnique "city")',
      'Mean "id" > 1',
    ]).rowPass;
    expect(verdicts.map(({ sql }) => sql !== undefined)).toEqual([true, true, true, true, false]);
    expect(tables.map(({ alias }) => alias)).toEqual(['__beside0']);
    expect(joins).toHaveLength(1);
  });

  test('is explained as text', () => {
    expect(
      explainPlan(planOf(['IsComplete "id"', 'IsUnique "city"', 'CustomSql "select 1" = 1', 'ColumnCount = 3'])),
    ).toBe(
      `4 rules, 5 statements
1. scan of primary: 2 metrics
   select count(*) as m0,
     count("id") as m1
   from orders as "primary"
2. group by "city": 2 metrics
   select count(*) filter (where size = 1 and not all_null) as m0,
     coalesce(sum(size) filter (where not all_null), 0) as m1
   from (
     select count(*) as size, "primary"."city" is null as all_null
     from orders as "primary"
     group by "primary"."city"
   ) as groups
3. value of a query
   select 1
4. what rows are judged by: __beside0
   select "primary"."city" as __beside0_key0, count(*) as __beside0_size from orders as "primary" group by "primary"."city" having count(*) > 1
5. verdicts on rows: 2 rules in one pass
   with "primary" as not materialized (select "id", "amount", "city" from orders as source)
   select ("id" is not null) as rule_1,
     (coalesce(__beside0.__beside0_size, 1) = 1) as rule_2
   from orders as "primary"
   left join __beside0 as __beside0 on "primary"."city" is not distinct from __beside0.__beside0_key0
rules
  IsComplete "id"
    count(*); count("id")
  IsUnique "city"
    group by "city" count(*) filter (where size = 1 and not all_null); group by "city" coalesce(sum(size) filter (where not all_null), 0)
  CustomSql "select 1" = 1
    value of select 1
  ColumnCount = 3
    the schema
`,
    );
  });
});
