import { describe, expect, test } from 'vitest';
import { lintRuleset } from '../../../src/quality/lint/lint-ruleset.ts';
import { codes, lint } from './linted.ts';

const columns = [
  { name: 'id', type: 'BIGINT' },
  { name: 'Amount', type: 'DECIMAL(12,2)' },
  { name: 'city', type: 'VARCHAR' },
  { name: 'paid', type: 'BOOLEAN' },
  { name: 'address', type: 'STRUCT(zip VARCHAR, "geo.x" DOUBLE)' },
];
const references = { customers: [{ name: 'id', type: 'BIGINT' }] };

describe('with the columns of the data', () => {
  test.each([
    'IsComplete "id"',
    'Mean amount > 5',
    'IsPrimaryKey "id" "CITY"',
    'ColumnLength "address.zip" = 5',
    'ColumnExists "Amount"',
    'ColumnValues "paid" = NULL',
    'RowCount > 0',
    'ColumnNamesMatchPattern "[a-z]+"',
    'RowCountMatch "nowhere" = 1',
    'DetectAnomalies "Mean" "nowhere"',
    'CustomSql "select count(nowhere) from primary" > 1',
  ])('nothing is said of %s', (rule) => expect(codes([rule], { columns })).toEqual([]));

  test('a column that is not there, with the nearest that is', () => {
    expect(lint(['IsUnique "id" "amuont"'], { columns })).toEqual([
      {
        code: 'LINT_UNKNOWN_COLUMN',
        severity: 'error',
        message: 'The data have no column "amuont"',
        range: expect.objectContaining({ start: { line: 1, column: 25, offset: 24 } }),
        found: 'amuont',
        expected: 'id, Amount, city, paid, address',
        nearest: 'Amount',
      },
    ]);
  });

  test.each([
    ['ColumnExists "amount"', 'Amount'],
    ['ColumnExists "CITY"', 'city'],
  ])('%s: the rule minds upper and lower case', (rule, expected) => {
    expect(lint([rule], { columns })).toMatchObject([{ code: 'LINT_COLUMN_CASE', severity: 'error', expected }]);
  });

  test.each([
    ['Mean "city" > 5', '"city" VARCHAR'],
    ['Sum "address" > 5', '"address" STRUCT(zip VARCHAR, "geo.x" DOUBLE)'],
    ['StandardDeviation "paid" > 0.5', '"paid" BOOLEAN'],
    ['ColumnLength "id" > 5', '"id" BIGINT'],
    ['ColumnValues "city" > 5', '"city" VARCHAR'],
    ['ColumnValues "id" matches "x"', '"id" BIGINT'],
    ['ColumnValues "paid" = "true"', '"paid" BOOLEAN'],
    ['Mean "city" > 5 where "id > 1"', '"city" VARCHAR'],
    ['ColumnCorrelation "id" "city" > 0.5', '"id" BIGINT, "city" VARCHAR'],
  ])('%s: a type the rule cannot judge', (rule, found) => {
    expect(lint([rule], { columns })).toMatchObject([{ code: 'LINT_COLUMN_TYPE', severity: 'error', found }]);
  });

  test('analyzers are looked at, too', () => {
    const text = 'Analyzers = [ Mean "city", Sum "amuont", Entropy "id", AllStatistics "AllColumns" ]';
    const found = lintRuleset(text, { columns });
    expect(found.map(({ code }) => code)).toEqual(['LINT_COLUMN_TYPE', 'LINT_UNKNOWN_COLUMN']);
  });

  test('a rule that is refused for its text is not told twice', () => {
    expect(codes(['ColumnValues "city" matches "["'], { columns })).toEqual(['REFUSED']);
  });
});

describe('with other tables', () => {
  test.each([
    'RowCountMatch "customers" = 1',
    'SchemaMatch "customers" = 1',
    'ReferentialIntegrity "id" "customers.id" = 1',
    'ReferentialIntegrity "id, city" "customers.{ID, id}" = 1',
    'DatasetMatch "customers" "id" = 1',
    'DatasetMatch "customers" "id" "city->id" = 1',
    'AggregateMatch "sum(amount)" "sum(customers.id)" > 0.9',
    'AggregateMatch "sum(primary.amount)" "avg(id)" > 0.9',
  ])('nothing is said of %s', (rule) => expect(codes([rule], { columns, references })).toEqual([]));

  test.each([
    'RowCountMatch "customer" = 1',
    'SchemaMatch "Customers" = 1',
    'ReferentialIntegrity "id" "custmers.id" = 1',
    'DatasetMatch "custmers" "id" = 1',
    'AggregateMatch "sum(id)" "sum(custmers.id)" > 0.9',
  ])('%s: a table that is not there', (rule) => {
    expect(lint([rule], { columns, references })).toMatchObject([
      { code: 'LINT_UNKNOWN_TABLE', severity: 'error', expected: 'customers', nearest: 'customers' },
    ]);
  });

  test.each([
    ['ReferentialIntegrity "idd" "customers.id" = 1', 'The data have no column "idd"'],
    ['ReferentialIntegrity "id" "customers.{id, nmae}" = 1', 'Table customers has no column "nmae"'],
    ['DatasetMatch "customers" "city->idd" = 1', 'Table customers has no column "idd"'],
    ['DatasetMatch "customers" "city" = 1', 'Table customers has no column "city"'],
    ['AggregateMatch "sum(amuont)" "sum(customers.id)" > 0.9', 'The data have no column "amuont"'],
    ['AggregateMatch "sum(amount)" "sum(customers.amount)" > 0.9', 'Table customers has no column "amount"'],
  ])('%s: a column that is not there', (rule, message) => {
    expect(lint([rule], { columns, references })).toMatchObject([{ code: 'LINT_UNKNOWN_COLUMN', message }]);
  });

  test('without the data, tables alone are looked for', () => {
    expect(codes(['RowCountMatch "custmers" = 1', 'IsComplete "x"'], { references })).toEqual(['UNKNOWN_TABLE']);
  });
});
