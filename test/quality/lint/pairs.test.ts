import { describe, expect, test } from 'vitest';
import { codes, lint } from './linted.ts';

describe('two rules that never both pass', () => {
  test.each([
    ['RowCount > 10', 'RowCount < 5'],
    ['DistinctValuesCount "a" > 10 where "x"', 'DistinctValuesCount "a" < 5 where "x"'],
    ['RowCount > 4', 'RowCount < 5'],
    ['IsComplete "a"', 'Completeness "A" < 0.5'],
    ['IsUnique "a" "b"', 'Uniqueness "b" "a" <= 0.9'],
    ['IsPrimaryKey "a" "b"', 'Completeness "b" < 1'],
    ['ColumnValues "a" > 5', 'ColumnValues "a" < 3'],
    ['ColumnValues "a" > 5', 'Completeness "a" < 1'],
    ['ColumnValues "a" between 1 and 3', 'ColumnValues "a" between 3 and 5'],
    ['ColumnValues "a" in [1, 2]', 'ColumnValues "a" not in [1, 2, 3]'],
    ['ColumnValues "a" = NULL', 'ColumnValues "a" != NULL'],
    ['ColumnValues "a" in [1, NULL]', 'ColumnValues "a" not in [1, NULL]'],
    ['ColumnValues "a" > "2024-01-02"', 'ColumnValues "a" < "2024-01-02"'],
    ['ColumnValues "a" in ["x", "y"]', 'ColumnValues "a" = "z"'],
    ['ColumnValues "a" in ["x1", "1"]', 'ColumnValues "a" = "x2"'],
    ['ColumnValues "a" in ["x", EMPTY]', 'ColumnValues "a" not in ["x", "y", EMPTY]'],
    ['ColumnValues "a" in ["x"]', 'ColumnValues "a" in ["x"] with threshold < 0.5'],
    ['ColumnLength "a" = 3', 'ColumnLength "a" > 3'],
    ['CustomSql "select 1" > 5', 'CustomSql "select 1" < 5'],
    ['Mean "a" > 5.1', 'Mean "a" = 5'],
    ['Mean "a" != 5', 'Mean "a" = 5'],
  ])('%s, %s', (one, other) => {
    expect(codes([one, other])).toEqual(['CONTRADICTION']);
    expect(codes([other, one])).toEqual(['CONTRADICTION']);
  });

  test('is told at the later one, with both texts', () => {
    expect(lint(['RowCount > 10', 'IsComplete "a"', 'RowCount < 5'])).toMatchObject([
      {
        severity: 'error',
        message: 'This rule and the one in line 1 can never both pass',
        range: { start: { offset: 41 } },
        found: 'RowCount < 5',
        expected: 'what can be so together with RowCount > 10',
      },
    ]);
  });

  test('a filter that matches nothing lets both pass: a warning', () => {
    const rules = ['Completeness "a" > 0.5 where "x"', 'IsComplete "a" where "x"', 'Completeness "a" < 0.4 where "x"'];
    expect(codes(rules)).toEqual(['IMPLIED', 'CONTRADICTION_UNLESS_EMPTY']);
  });

  test.each([
    '(RowCount > 10) and (RowCount < 5)',
    '((RowCount > 10) and (IsComplete "a")) and (RowCount < 5)',
    '(IsComplete "a") or ((RowCount > 10) and (RowCount < 5))',
  ])('also within a composite: %s', (rule) => expect(codes([rule])).toEqual(['CONTRADICTION']));

  test('also a rule and a member of an `and`', () => {
    expect(codes(['RowCount > 10', '(RowCount < 5) and (IsComplete "a")'])).toEqual(['CONTRADICTION']);
  });
});

describe('two rules that may both pass', () => {
  test.each([
    ['RowCount > 10', 'RowCount < 12'],
    ['Completeness "a" = 0.5', 'Completeness "a" > 0.500001'],
    ['RowCount > 10', 'RowCount < 5 where "x"'],
    ['RowCount > 10', '(RowCount < 5) or (IsComplete "a")'],
    ['RowCount > last(1)', 'RowCount < 5'],
    ['(RowCount > 10) or (RowCount < 5)', 'IsComplete "a"'],
    ['Completeness "a" > 0.9', 'Completeness "b" < 0.5'],
    ['ColumnValues "a" > 5', 'ColumnValues "b" < 3'],
    ['ColumnValues "a" in ["1"]', 'ColumnValues "a" in ["1.0"]'],
    ['ColumnValues "a" in [" -.5"]', 'ColumnValues "a" in ["-0.50"]'],
    ['ColumnValues "a" = "NaN"', 'ColumnValues "a" = "-nan"'],
    ['ColumnValues "a" = "2024-01-01 00:00:00"', 'ColumnValues "a" = "2024-01-01T00:00:00"'],
    ['ColumnValues "a" = "x" with ignoreCase = "true"', 'ColumnValues "a" = "X"'],
    ['ColumnValues "a" != "x"', 'ColumnValues "a" != "y"'],
    ['ColumnValues "a" in [1, NULL]', 'ColumnValues "a" in [2, NULL]'],
    ['ColumnValues "a" = NULL', 'ColumnValues "a" != 1'],
    ['ColumnValues "a" in [1, NULL]', 'ColumnValues "a" not in [1]'],
    ['ColumnValues "a" in ["2024-01-02", NULL]', 'ColumnValues "a" not between "2024-01-01" and "2024-01-03"'],
    ['ColumnValues "a" in [NULL, "x"]', 'ColumnValues "a" not in ["x"]'],
    ['ColumnValues "a" in ["x", WHITESPACES_ONLY]', 'ColumnValues "a" in ["  "]'],
    ['ColumnValues "a" matches "x"', 'ColumnValues "a" = "y"'],
    ['ColumnValues "a" in ["x"] with threshold > 0.5', 'ColumnValues "a" in ["y"] with threshold > 0.3'],
    ['ColumnValues "a" = 9007199254740992', 'ColumnValues "a" != 9007199254740992'],
    ['ColumnLength "a" != 3', 'ColumnLength "a" between 2 and 5'],
    ['RowCountMatch "r" = 1', 'RowCountMatch "R" = 2'],
    ['ColumnExists "a"', 'ColumnExists "A"'],
    ['CustomSql "select A" > 5', 'CustomSql "select a" < 5'],
    ['ColumnCorrelation "a" "b" > 0.5', 'ColumnCorrelation "b" "a" < 0.5'],
  ])('%s, %s', (one, other) => {
    expect(codes([one, other])).toEqual([]);
    expect(codes([other, one])).toEqual([]);
  });
});

describe('a rule that repeats another', () => {
  test.each([
    ['IsComplete "a"', 'IsComplete a'],
    ['IsComplete "a"', 'Completeness "A" >= 1.0'],
    ['IsUnique "a" "b"', 'Uniqueness "b" "a" >= 1'],
    ['RowCount > 4', 'RowCount >= 5'],
    ['Completeness "a" > 0.9', 'Completeness "a" between 0.9 and 5'],
    ['ColumnLength "a" in [1, 2]', 'ColumnLength "a" between 0 and 3'],
    ['DataFreshness "a" <= 1 days', 'DataFreshness "a" <= 24 hours'],
    ['IsComplete "a" labels=["x"="y"]', 'IsComplete "a"'],
    ['(IsComplete "a") and (IsUnique "b")', '(IsComplete a) and (IsUnique b)'],
    ['ColumnValues "a" matches "x"', 'ColumnValues "a" matches "x"'],
    ['Mean "a" > last(2)', 'Mean "a" > last(2)'],
  ])('%s, %s', (one, other) => {
    expect(lint([one, other])).toMatchObject([{ code: 'LINT_DUPLICATE', severity: 'warning' }]);
  });

  test('also among the members of a composite', () => {
    expect(codes(['(IsComplete "a") or (IsComplete "a")'])).toEqual(['DUPLICATE']);
    expect(codes(['(IsComplete "a") and (IsComplete "a")'])).toEqual(['DUPLICATE']);
  });

  test.each([
    ['IsComplete "a"', 'IsComplete "a" where "x"'],
    ['IsComplete "a"', '(IsComplete "a") and (IsUnique "b")'],
    ['ColumnValues "a" = 5', 'ColumnValues "a" in [5]'],
    ['ColumnExists "a"', 'ColumnExists "A"'],
    ['(IsComplete "a") and (IsUnique "b")', '(IsComplete "a") or (IsUnique "b")'],
    ['Mean "a" > last(2)', 'Mean "a" > last(3)'],
  ])('but not %s, %s', (one, other) => expect(codes([one, other])).toEqual([]));
});

describe('a rule that passes wherever another does', () => {
  test.each([
    ['RowCount > 10', 'RowCount > 5'],
    ['IsComplete "a"', 'Completeness "a" > 0.9'],
    ['IsComplete "a"', 'Completeness "a" = 1.0'],
    ['IsPrimaryKey "a"', 'IsUnique "a"'],
    ['ColumnValues "a" between 1 and 3', 'ColumnValues "a" > 0'],
    ['ColumnValues "a" in ["x"]', 'ColumnValues "a" in ["x"] with threshold > 0.5'],
    ['ColumnLength "a" = 3', 'ColumnLength "a" < 9'],
    ['Completeness "a" > 0.9 where "x"', 'Completeness "a" > 0.8 where "x"'],
  ])('%s makes %s needless', (strong, weak) => {
    for (const rules of [
      [strong, weak],
      [weak, strong],
    ]) {
      expect(lint(rules)).toMatchObject([{ code: 'LINT_IMPLIED', severity: 'warning' }]);
      expect(lint(rules)[0]?.range?.start.offset).toBe(`Rules = [ ${rules.join(', ')}`.lastIndexOf(weak));
    }
  });

  test('each needless one is told once', () => {
    expect(codes(['RowCount > 1', 'RowCount > 2', 'RowCount > 3', 'RowCount > 2'])).toEqual([
      'IMPLIED',
      'IMPLIED',
      'DUPLICATE',
    ]);
  });

  test.each([
    ['ColumnValues "a" > 0', 'IsComplete "a"'],
    ['ColumnValues "a" in [5, 6]', 'ColumnValues "a" > 0'],
    ['ColumnValues "a" between 1 and 3', 'ColumnValues "a" not in [7]'],
    ['RowCount > 5', 'RowCount < 9'],
    ['IsComplete "a" labels=["severity"="low"]', 'Completeness "a" > 0.9 labels=["severity"="high"]'],
    ['Completeness "a" > 0.9 where "x"', 'Completeness "a" > 0.8'],
    ['(RowCount > 10) and (IsComplete "a")', 'RowCount > 5'],
  ])('%s and %s are both of use', (one, other) => expect(codes([one, other])).toEqual([]));
});
