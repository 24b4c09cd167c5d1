import { describe, expect, test } from 'vitest';
import { judge, unmet, verdicts } from '../judged.ts';

const texts = { columns: 's varchar', rows: ["'a'", "''", "'  '", 'null'] };

describe('texts and keywords', () => {
  test('NULL, EMPTY and WHITESPACES_ONLY are values of a list', async () => {
    expect(
      await verdicts(texts, [
        'ColumnValues "s" in ["a", NULL, EMPTY, WHITESPACES_ONLY]',
        'ColumnValues "s" in ["a"]',
        'ColumnValues "s" = EMPTY',
        'ColumnValues "s" = WHITESPACES_ONLY',
        'ColumnValues "s" = NULL',
      ]),
    ).toEqual({
      'ColumnValues "s" in ["a", NULL, EMPTY, WHITESPACES_ONLY]': 'Passed',
      'ColumnValues "s" in ["a"]': unmet('0.25'),
      'ColumnValues "s" = EMPTY': unmet('0.25'),
      'ColumnValues "s" = WHITESPACES_ONLY': unmet('0.25'),
      'ColumnValues "s" = NULL': unmet('0.25'),
    });
  });

  test('NULL passes the negations unless it is listed', async () => {
    expect(
      await verdicts(texts, [
        'ColumnValues "s" != "b"',
        'ColumnValues "s" != EMPTY',
        'ColumnValues "s" != WHITESPACES_ONLY',
        'ColumnValues "s" not in ["b", "c"]',
        'ColumnValues "s" not in ["b", NULL]',
        'ColumnValues "s" != NULL',
      ]),
    ).toEqual({
      'ColumnValues "s" != "b"': 'Passed',
      'ColumnValues "s" != EMPTY': unmet('0.75'),
      'ColumnValues "s" != WHITESPACES_ONLY': unmet('0.75'),
      'ColumnValues "s" not in ["b", "c"]': 'Passed',
      'ColumnValues "s" not in ["b", NULL]': unmet('0.75'),
      'ColumnValues "s" != NULL': unmet('0.75'),
    });
  });

  test('a tab is not WHITESPACES_ONLY', async () => {
    const table = { columns: 's varchar', rows: ['chr(9)'] };
    expect((await judge(table, 'ColumnValues "s" = WHITESPACES_ONLY')).outcome).toBe('Failed');
  });

  test('a quote in a text is data', async () => {
    const table = { columns: 's varchar', rows: ["'O''Hara'"] };
    expect((await judge(table, `ColumnValues "s" = "O'Hara"`)).outcome).toBe('Passed');
  });

  test('ignoreCase compares in lower case', async () => {
    const table = { columns: 's varchar', rows: ["'Ab'"] };
    expect(
      await verdicts(table, [
        'ColumnValues "s" in ["aB"]',
        'ColumnValues "s" in ["aB"] with ignoreCase = "true"',
        'ColumnValues "s" != "AB" with ignoreCase = "true"',
      ]),
    ).toEqual({
      'ColumnValues "s" in ["aB"]': unmet('0.0'),
      'ColumnValues "s" in ["aB"] with ignoreCase = "true"': 'Passed',
      'ColumnValues "s" != "AB" with ignoreCase = "true"': unmet('0.0'),
    });
  });

  test('a filter that matches nothing passes, no rows fail', async () => {
    expect((await judge(texts, `ColumnValues "s" = "x" where "s = 'zz'"`)).outcome).toBe('Passed');
    expect((await judge({ columns: 's varchar', rows: [] }, 'ColumnValues "s" = "x"')).outcome).toBe('Failed');
  });
});

describe('texts against columns of other types', () => {
  test('are compared with a number as Spark writes it; no number is EMPTY or is not', async () => {
    const table = { columns: 'x integer, y double', rows: ['1, 1', '2, 1e10'] };
    expect(
      await verdicts(table, [
        'ColumnValues "x" in ["1", "2"]',
        'ColumnValues "x" in ["1", "2.0"]',
        'ColumnValues "y" in ["1.0", "1.0E10"]',
        'ColumnValues "y" in ["1", "10000000000"]',
        'ColumnValues "x" != "one"',
        'ColumnValues "x" != EMPTY',
      ]),
    ).toEqual({
      'ColumnValues "x" in ["1", "2"]': 'Passed',
      'ColumnValues "x" in ["1", "2.0"]': unmet('0.5'),
      'ColumnValues "y" in ["1.0", "1.0E10"]': 'Passed',
      'ColumnValues "y" in ["1", "10000000000"]': unmet('0.0'),
      'ColumnValues "x" != "one"': 'Passed',
      'ColumnValues "x" != EMPTY': 'Failed: Empty state for analyzer Compliance(x), all input values were NULL.',
    });
  });

  test('are compared with a date or a time as Spark writes it', async () => {
    const table = { columns: 'd date, t timestamp', rows: [`'2023-06-15', '2023-06-15 10:00:00'`] };
    expect(await verdicts(table, ['ColumnValues "d" != ""', 'ColumnValues "t" = "2023-06-15 10:00:00"'])).toEqual({
      'ColumnValues "d" != ""': 'Passed',
      'ColumnValues "t" = "2023-06-15 10:00:00"': 'Passed',
    });
  });

  test("have the escapes of Spark's SQL", async () => {
    const table = { columns: 's varchar', rows: [`'a\\b'`, `'say "x"'`, `'a\tb'`] };
    const rules = [
      String.raw`ColumnValues "s" = "a\\b" with threshold > 0.3`,
      String.raw`ColumnValues "s" = "say \"x\"" with threshold > 0.3`,
      String.raw`ColumnValues "s" = "a\tb" with threshold > 0.3`,
      String.raw`ColumnValues "s" = "a\b"`,
    ];
    expect(Object.values(await verdicts(table, rules))).toEqual(['Passed', 'Passed', 'Passed', unmet('0.0')]);
  });

  test('fail on a boolean column, where only NULL can be asked for', async () => {
    const table = { columns: 'b boolean', rows: ['true'] };
    expect(await verdicts(table, ['ColumnValues "b" = "true"', 'ColumnValues "b" != NULL'])).toEqual({
      'ColumnValues "b" = "true"': 'Failed: Expected type of column b to be StringType, but found BooleanType instead!',
      'ColumnValues "b" != NULL': 'Passed',
    });
  });
});

describe('patterns', () => {
  const codes = { columns: 's varchar', rows: ["'abc'", "'ab'", "''", 'null'] };

  test('matches the whole value, NULL and the empty text do not match', async () => {
    expect(
      await verdicts(codes, [
        'ColumnValues "s" matches "[a-c]*"',
        'ColumnValues "s" matches "[a-c]*" with threshold >= 0.5',
        'ColumnValues "s" matches "b"',
      ]),
    ).toEqual({
      'ColumnValues "s" matches "[a-c]*"': unmet('0.5'),
      'ColumnValues "s" matches "[a-c]*" with threshold >= 0.5': 'Passed',
      'ColumnValues "s" matches "b"': unmet('0.0'),
    });
  });

  test('alternatives are not grouped by the anchors: a|b is ^a or b$', async () => {
    const table = { columns: 's varchar', rows: ["'axx'", "'xxb'"] };
    expect((await judge(table, 'ColumnValues "s" matches "a|b"')).outcome).toBe('Passed');
    expect((await judge(table, 'ColumnValues "s" matches "(a|b)"')).outcome).toBe('Failed');
  });

  test('not matches fails words at the beginning, NULL and the empty text', async () => {
    const table = { columns: 's varchar', rows: ["'ab'", "'ab c'", "'abc'", "'x ab'", "''", 'null'] };
    const { evaluatedMetrics } = await judge(table, 'ColumnValues "s" not matches "ab"');
    expect(evaluatedMetrics).toEqual({ 'Column.s.PatternMatch': 2 / 6 });
  });

  test.each([
    ['aé', true],
    ['a\u0301 b', true],
    ['a-é', false],
    ['a', false],
    ['é', true],
    ['a b', false],
  ])('letters of all scripts make a word: %s', async (text, passes) => {
    const table = { columns: 's varchar', rows: [`'${text}'`] };
    expect((await judge(table, 'ColumnValues "s" not matches "a"')).outcome).toBe(passes ? 'Passed' : 'Failed');
    expect((await judge(table, 'ColumnValues "s" matches "a\\b.*"')).outcome).toBe(
      passes || text === 'é' ? 'Failed' : 'Passed',
    );
  });

  test('a line end alone is a text that a pattern can take', async () => {
    const table = { columns: 's varchar', rows: ['chr(10)'] };
    expect((await judge(table, 'ColumnValues "s" matches "\\s*"')).outcome).toBe('Passed');
    expect((await judge(table, 'ColumnValues "s" matches "a*"')).outcome).toBe('Failed');
  });

  test('lookaround and backreferences run in JavaScript, with where and threshold', async () => {
    const table = { columns: 's varchar, n integer', rows: ["'aa', 1", "'ab', 1", "'cc', 2", 'null, 1'] };
    expect(
      await verdicts(table, [
        'ColumnValues "s" matches "(.)\\1"',
        'ColumnValues "s" matches "(?!ab).*" where "n = 2"',
        'ColumnValues "s" not matches "(.)\\1"',
        'ColumnValues "s" matches "(?=a)..?" with threshold = 0.5',
      ]),
    ).toEqual({
      'ColumnValues "s" matches "(.)\\1"': unmet('0.5'),
      'ColumnValues "s" matches "(?!ab).*" where "n = 2"': 'Passed',
      'ColumnValues "s" not matches "(.)\\1"': unmet('0.25'),
      'ColumnValues "s" matches "(?=a)..?" with threshold = 0.5': 'Passed',
    });
  });

  test('a pattern that cannot be run fails its rule alone, with the reason', async () => {
    const found = await verdicts(codes, [
      'ColumnValues "s" matches "a++"',
      'ColumnValues "s" matches "(a"',
      'RowCount = 4',
    ]);
    expect(found).toEqual({
      'ColumnValues "s" matches "a++"':
        'Failed: Rule (or nested rule) not supported due to: The pattern "a++" cannot be run: the possessive repetition ++ is not supported',
      'ColumnValues "s" matches "(a"':
        'Failed: Rule (or nested rule) not supported due to: The pattern "(a" cannot be run: a group is not closed',
      'RowCount = 4': 'Passed',
    });
  });

  test('only texts have patterns', async () => {
    expect(await verdicts({ columns: 'x integer', rows: ['1'] }, ['ColumnValues "x" matches "1"'])).toEqual({
      'ColumnValues "x" matches "1"':
        'Failed: Expected type of column x to be StringType, but found IntegerType instead!',
    });
  });
});
