import { expect, test } from 'vitest';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { namedTables } from '../../src/runner/stages/named-tables.ts';

const TABLES = ['processed.orders', 'processed.customers', 'curated.daily.totals'];

test.each<[string, string[]]>([
  ['RowCount > 0', []],
  ['RowCountMatch "processed.orders" = 1', ['processed.orders']],
  ['RowCountMatch "orders" = 1', ['processed.orders']],
  ['ReferentialIntegrity "a,b" "customers.{id,b}" = 1', ['processed.customers']],
  ['AggregateMatch "sum(a)" "sum(curated.daily.totals.a)" = 1', ['curated.daily.totals']],
  ['(RowCount > 0) and (RowCountMatch "orders" = 1)', ['processed.orders']],
  ['CustomSql "select count(*) from primary join `CUSTOMERS` using (id)" > 0', ['processed.customers']],
  ['IsComplete "a" where "a in (select id from orders)"', ['processed.orders']],
])('%s can read what it names', (rule, tables) => {
  const { ruleset } = parseRuleset(`Rules = [ ${rule} ]`);
  expect(namedTables(ruleset, TABLES)).toEqual(tables);
});

test('analyzers and variables count', () => {
  const { ruleset } = parseRuleset(`reference = "customers"
    Rules = [ RowCountMatch $reference = 1 ]
    Analyzers = [ RowCountMatch "orders" ]`);
  expect(namedTables(ruleset, TABLES).toSorted()).toEqual(['processed.customers', 'processed.orders']);
});
