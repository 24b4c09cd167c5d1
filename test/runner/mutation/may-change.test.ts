import { expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { mayChange, namesInQueries } from '../../../src/runner/mutation/may-change.ts';
import { rulesetOf } from '../../quality/judged.ts';

test.each([
  ['IsComplete "amount"', true],
  ['IsComplete "AMOUNT"', true],
  ['IsComplete "amount_net"', false],
  ['IsComplete "id"', false],
  ['IsComplete "amount.net"', true],
  ['IsPrimaryKey "id" "amount"', true],
  ['DuplicateRowCount = 0', true],
  ['DuplicateRowCount "id" = 0', false],
  ['IsComplete "id" where "amount > 0"', true],
  ['IsComplete "id" where "day > 0"', false],
  [String.raw`IsComplete "id" where "\"amount\" > 0"`, true],
  ['IsComplete "id" where "#2 > 0"', true],
  ['IsComplete "id" where "primary.id is not null"', true],
  ['IsComplete "id" where "columns(*) is not null"', true],
  ['RowCount > 0', false],
  ['RowCount > 0 where "amount > 0"', true],
  ['ColumnCount = 3', false],
  ['ColumnExists "amount"', false],
  ['CustomSql "select count(*) from primary" > 0', false],
  ['CustomSql "select sum(AMOUNT) from primary" > 0', true],
  ['CustomSql "select count(*) from primary where `amount` > 0" > 0', true],
  ['CustomSql "select id from primary where day > 0"', false],
  ['CustomSql "select * from primary"', true],
  ['CustomSql "from primary"', true],
  ['CustomSql "select sum(columns(\'a.*\')) from primary" > 0', true],
  ['CustomSql "select count(distinct p) from primary p" > 0', true],
  ['CustomSql "select count(distinct primary) from primary" > 0', true],
  ['CustomSql "with w as (select id from primary) select count(w) from w" > 0', true],
  ['CustomSql "select count(*) from primary p join other o on p.id = o.id" > 0', false],
  ['CustomSql "select count(*) from primary natural join other" > 0', true],
  ['CustomSql "select count(*) from primary join other using (amount)" > 0', true],
  ['CustomSql "select count(*) from (select #2 as x from primary)" > 0', true],
  ['CustomSql "select count(*) from (pivot primary on id in (1) using count(*))" > 0', true],
  ['CustomSql "no query" > 0', true],
  ['SchemaMatch "other" = 1', true],
  ['DatasetMatch "other" "id" = 1', true],
  ['AggregateMatch "sum(id)" "sum(other.id)" = 1', true],
  ['ReferentialIntegrity "id,amount" "other.{id,amount}" = 1', true],
  ['ReferentialIntegrity "id" "other.id" = 1', false],
  ['(IsComplete "id") and (IsComplete "amount")', true],
  ['(IsComplete "id") and (RowCount > 0)', false],
])('other values of "amount" may change %s: %s', async (text, may) => {
  await using session = await openSession({ threads: 1 });
  const { rules } = rulesetOf([text]);
  const queries = await namesInQueries(session, rules, ['other']);
  expect(rules.map((rule) => mayChange(rule, ['amount'], queries))).toEqual([may]);
});

test('a name with signs that mean something elsewhere is found as it is', () => {
  const [rule] = rulesetOf(['Mean "price (EUR)" > 0']).rules;
  expect(rule && mayChange(rule, ['price (EUR)'], new Map())).toBe(true);
  expect(rule && mayChange(rule, ['price .EUR.'], new Map())).toBe(false);
});
