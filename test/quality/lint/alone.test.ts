import { describe, expect, test } from 'vitest';
import { lintRuleset } from '../../../src/quality/lint/lint-ruleset.ts';
import { codes, lint } from './linted.ts';

describe('a rule that can never pass is an error', () => {
  test.each([
    'RowCount < 0',
    'RowCount = 1.5',
    'RowCount between 5 and 6',
    'RowCount between 5 and 3',
    'RowCount = NULL',
    'RowCount in [0.5, -1]',
    'ColumnCount <= -1',
    'DistinctValuesCount "a" < 0 where "x > 1"',
    'UniqueValueRatio "a" > 1 where "x > 1"',
    'Completeness "a" > 1',
    'Completeness "a" > 0.9 + 0.2',
    'Completeness "a" between 1 and 2',
    'Completeness "a" not between -1 and 1.5',
    'Uniqueness "a" "b" > 1',
    'UniqueValueRatio "a" = 2',
    'Entropy "a" < 0',
    'StandardDeviation "a" < 0',
    'Variance "a" <= -0.1',
    'Mean "a" between 5 and 3',
    'Mean "a" > 0 / 0',
    'Sum "a" in [NULL]',
    'ColumnCorrelation "a" "b" > 1.5',
    'ColumnCorrelation "a" "b" < -2',
    'ColumnLength "a" < 0',
    'ColumnLength "a" = 2.5',
    'ColumnLength "a" between 3 and 4',
    'ColumnValues "a" between 5 and 3',
    'ColumnValues "a" between 5 and 5',
    'ColumnValues "a" between "2024-01-02" and "2024-01-01"',
    'ColumnValues "a" between "2024-01-01" and "2024-01-02"',
    'ColumnValues "a" in ["x"] with threshold > 1',
    'ColumnValues "a" matches "x" with threshold between 0.9 and 0.8',
    'CustomSql "select 1" between 3 and 2',
    'CustomSql "select a from primary" with threshold > 1',
    'ReferentialIntegrity "a" "other.a" > 1',
    'RowCountMatch "other" < 0',
    'RowCountMatch "other" = 1 / 0',
  ])('%s', (rule) => {
    expect(codes([rule])).toEqual(['NEVER_PASSES']);
    expect(lint([rule])[0]?.severity).toBe('error');
  });

  test('it points at the condition and says what the metric can be', () => {
    expect(lint(['Completeness "a" between 1 and 2'])).toMatchObject([
      {
        message: 'Completeness can never pass: nothing meets its condition',
        range: { start: { line: 1, column: 28 } },
        found: 'between 1 and 2',
        expected: 'a number from 0 to 1',
        hint: '`between` wants the smaller bound first, and leaves both out.',
      },
    ]);
  });

  test('the members of a composite are judged alike', () => {
    expect(codes(['(RowCount > 1) or ((RowCount < 9) and (Completeness "a" > 1))'])).toEqual(['NEVER_PASSES']);
  });
});

describe('a rule that evaluation refuses for its text is an error', () => {
  test.each([
    ['ColumnValues "a" matches "["', /pattern/],
    ['ColumnValues "a" matches "(?>x)"', /pattern/],
    ['ColumnValues "a" > "2023-02-30"', /2023-02-30/],
    ['ColumnValues "a" > 1 + 2', /operands/],
    ['ColumnValues "a" > NULL', /number/],
    ['ColumnLength "a" = NULL', /operands/],
    ['ColumnNamesMatchPattern "["', /pattern/],
    ['ColumnDataType "a" = "Integr"', /Unrecognized data type: Integr/],
    ['ColumnDataType "a" in ["Integer"]', /operator/],
    ['AggregateMatch "count(a)" "sum(b.a)" > 0.9', /Unsupported/],
    ['ReferentialIntegrity "a" "other" = 1', /parse/],
  ])('%s', (rule, message) => {
    expect(lint([rule])).toMatchObject([{ code: 'LINT_REFUSED', severity: 'error' }]);
    expect(lint([rule])[0]?.message).toMatch(message);
  });

  test('an impossible day is told once', () => {
    const found = lintRuleset('Rules = [ ColumnValues "a" > "2023-02-30" ]');
    expect(found.map(({ code }) => code)).toEqual(['LINT_REFUSED']);
  });
});

describe('a rule that passes whatever the data are is a warning', () => {
  test.each([
    'RowCount >= 0',
    'RowCount > -1 where "x > 1"',
    'RowCount != 1.5',
    'RowCountMatch "other" != 1 / 0',
    'Completeness "a" >= 0',
    'Completeness "a" <= 1 where "x > 1"',
    'Uniqueness "a" not between 5 and 7',
    'StandardDeviation "a" >= 0',
    'Entropy "a" > -1',
    'ColumnLength "a" >= 0',
    'ColumnCorrelation "a" "b" != 2',
    'ColumnValues "a" in ["x"] with threshold >= 0',
  ])('%s', (rule) => {
    expect(codes([rule])).toEqual(['ALWAYS_PASSES']);
    expect(lint([rule])[0]?.severity).toBe('warning');
  });
});

describe('a warning where it may pass in spite of that', () => {
  test.each([
    ['of nothing to judge', 'RowCount < 0 where "x > 1"', 'PASSES_ONLY_EMPTY'],
    ['of nothing to judge', 'Completeness "a" > 1 where "x > 1"', 'PASSES_ONLY_EMPTY'],
    ['of nothing to judge', 'ColumnValues "a" between 5 and 3 where "x > 1"', 'PASSES_ONLY_EMPTY'],
    ['of nothing to judge', 'DataFreshness "a" between 5 hours and 3 hours', 'PASSES_ONLY_EMPTY'],
    ['of the rounding of doubles', 'ColumnCorrelation "a" "b" > 1', 'PASSES_BY_ROUNDING'],
  ])('%s: %s', (_, rule, code) => {
    expect(lint([rule])).toMatchObject([{ code: `LINT_${code}`, severity: 'warning' }]);
  });
});

describe('nothing is said of a rule that may pass or fail', () => {
  test.each([
    'RowCount > 0',
    'RowCount between 5 and 7',
    'RowCount = 1.000001',
    'Completeness "a" = 1.000001',
    'Completeness "a" > last(3)',
    'Completeness "a" > avg(last(3)) + 5',
    'Completeness "a" between 0.5 and 5',
    'Completeness "a" = 1',
    'Mean "a" >= 0',
    'Skewness "a" < -9',
    'ColumnCorrelation "a" "b" = 1',
    'ColumnCorrelation "a" "b" <= 1',
    'ColumnCorrelation "a" "b" <= 2',
    'RowCountMatch "other" >= 0',
    'RowCountMatch "other" > 1',
    'ColumnValues "a" between 5 and 6',
    'ColumnValues "a" not between 5 and 3',
    'ColumnValues "a" = NULL',
    'ColumnValues "a" > (now() + 3 days)',
    'ColumnValues "a" between "10:00" and "09:00"',
    'ColumnValues "a" between "2024-01-01" and "2024-01-03"',
    'ColumnValues "a" matches "(?=x).*"',
    'ColumnValues "a" not in ["x", NULL]',
    'ColumnLength "a" > 99999999999999999999',
    'RowCount = 99999999999999999999',
    'DataFreshness "a" < 0 hours',
    'DataFreshness "a" between 5 hours and 3 hours where "x > 1"',
    'ColumnDataType "a" = "Date" where "x > 1" with threshold > 1',
    'DetectAnomalies "RowCount"',
    'FileSize > 5 KB',
    'CustomSql "select 1" != 0',
  ])('%s', (rule) => expect(codes([rule])).toEqual([]));
});

describe('a threshold that changes nothing is a warning', () => {
  test.each([
    'ColumnValues "a" > 5 with threshold > 0.9',
    'ColumnValues "a" = 5 with threshold > 0.9',
    'CustomSql "select 1" > 5 with threshold > 0.9',
  ])('%s', (rule) => {
    expect(lint([rule])).toMatchObject([{ code: 'LINT_THRESHOLD_IDLE', severity: 'warning' }]);
  });

  test.each([
    'ColumnValues "a" in [5] with threshold > 0.9',
    'ColumnValues "a" = NULL with threshold > 0.9',
    'ColumnValues "a" > "2024-01-01" with threshold > 0.9',
    'ColumnValues "a" = "x" with threshold > 0.9',
    'CustomSql "select a from primary" with threshold > 0.9',
  ])('but not: %s', (rule) => expect(codes([rule])).toEqual([]));
});
