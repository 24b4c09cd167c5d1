import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import { id, sql } from '../../src/duckdb/sql.ts';
import { evaluateRuleset } from '../../src/quality/evaluate.ts';
import { CLOCK, createTable, rulesetOf } from './judged.ts';

const integer = fc.constantFrom('null', '0', '1', '2', '7', '-3');
const text = fc.constantFrom('null', "''", "'  '", "'a'", "'b'", "'ab'", "'1'");
const double = fc.constantFrom('null', "'nan'", "'-0.0'", '0', '0.5', '2', "'inf'");
const day = fc.constantFrom('null', "'1969-12-31'", "'2023-06-15'", "'2023-06-16'");
const rowOf = (cells: readonly fc.Arbitrary<string>[]) => fc.tuple(...cells).map((values) => values.join(', '));
const table = fc.array(rowOf([integer, text, double, day]), { maxLength: 8 });
const COLUMNS = 'n integer, s varchar, x double, d date';

const order = fc.constantFrom('>', '>=', '<', '<=', '=', '!=');
const operator = fc.oneof(
  fc.tuple(order, fc.constantFrom('0', '1', '2', '0.5')).map(([sign, operand]) => `${sign} ${operand}`),
  fc.constantFrom('between 0 and 2', 'not between 0 and 2', 'in [0, 1]', 'not in [1, 2]'),
);
const column = fc.constantFrom('"n"', '"s"', '"x"', '"d"', '"N"');
const keys = fc.constantFrom('"n"', '"s"', '"x"', '"n" "s"', '"s" "n"', '"d"');
const where = fc.constantFrom(
  '',
  '',
  '',
  ' where "n > 0"',
  ` where "s = 'a'"`,
  ' where "n > 99"',
  ' where "nonsense ("',
);
const threshold = fc.constantFrom('', ' with threshold > 0.5');
const compose = (...parts: readonly fc.Arbitrary<string>[]) => fc.tuple(...parts).map((texts) => texts.join(''));
const text$ = (value: string) => fc.constant(value);
const rule = fc.oneof(
  compose(text$('RowCount '), operator, where),
  compose(
    fc.constantFrom(
      'Completeness ',
      'UniqueValueRatio ',
      'DistinctValuesCount ',
      'Mean ',
      'Sum ',
      'StandardDeviation ',
      'Variance ',
      'Skewness ',
      'Kurtosis ',
      'Range ',
      'ZerosCount ',
      'InterquartileRange ',
      'Entropy ',
      'ColumnLength ',
    ),
    column,
    text$(' '),
    operator,
    where,
  ),
  compose(fc.constantFrom('IsComplete '), column, where),
  compose(fc.constantFrom('IsUnique ', 'IsPrimaryKey '), keys, where),
  compose(text$('Uniqueness '), keys, text$(' '), operator, where),
  compose(fc.constantFrom('DuplicateRowCount ', 'DuplicateRowCount "s" "n" '), operator, where),
  compose(text$('ColumnCorrelation "n" '), column, text$(' '), operator, where),
  compose(text$('ColumnValues '), column, text$(' '), operator, where, threshold),
  compose(
    text$('ColumnValues "s" '),
    fc.constantFrom(
      'in ["a", NULL]',
      'not in ["a", EMPTY]',
      '= WHITESPACES_ONLY',
      'matches "[ab]+"',
      'not matches "a"',
      'matches "(?=a).*"',
    ),
    where,
    threshold,
  ),
  compose(
    text$('ColumnValues "d" '),
    fc.constantFrom('>= "2023-06-15"', '!= "2023-06-15"', 'not between "2023-06-01" and "2023-06-30"'),
    where,
  ),
  fc.constantFrom(
    'CustomSql "select count(*) from primary" > 2',
    'CustomSql "select n, s from primary where n > 0"',
    'CustomSql "broken" = 1',
  ),
);
const rules = fc.uniqueArray(rule, { minLength: 1, maxLength: 12 });
const RUNS = { numRuns: 60 };

describe('on any table and ruleset', () => {
  test('the fused plan and rule-by-rule evaluation agree', async () => {
    await using session = await openSession({ threads: 1 });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(table, rules, async (rows, texts) => {
        const primary = await createTable(session, `t${made++}`, { columns: COLUMNS, rows });
        const evaluate = async (some: readonly string[]) =>
          (await evaluateRuleset({ session, ruleset: rulesetOf(some), primary, clock: CLOCK })).outcomes;
        const alone = [];
        for (const one of texts) alone.push(...(await evaluate([one])));
        expect(await evaluate(texts)).toEqual(alone);
      }),
      RUNS,
    );
  });

  test('failing rows agree with the verdict and with the table of rows', async () => {
    await using session = await openSession({ threads: 1 });
    let made = 0;
    await fc.assert(
      fc.asyncProperty(table, rules, async (rows, texts) => {
        const into = `rows${made}`;
        const primary = await createTable(session, `t${made++}`, { columns: COLUMNS, rows });
        const { outcomes } = await evaluateRuleset({
          session,
          ruleset: rulesetOf(texts),
          primary,
          clock: CLOCK,
          rows: { into },
        });
        const judged = await session.rows(
          sql`select "DataQualityRulesFail" as fail, "DataQualityEvaluationResult" as result from ${id(into)}`,
        );
        expect(judged).toHaveLength(rows.length);
        for (const { rule: printed, outcome, failingRows } of outcomes) {
          const failed = judged.filter(({ fail }) => Array.isArray(fail) && fail.includes(printed)).length;
          expect([printed, failingRows?.count ?? failed]).toEqual([printed, failed]);
          expect(failingRows === undefined || outcome === 'Failed').toBe(true);
        }
        for (const { fail, result } of judged)
          expect(result).toBe(Array.isArray(fail) && fail.length > 0 ? 'Failed' : 'Passed');
      }),
      RUNS,
    );
  });

  test('a rule that asks for all rows passes exactly where no row fails', async () => {
    await using session = await openSession({ threads: 1 });
    let made = 0;
    const all = fc.oneof(
      compose(text$('IsComplete '), column),
      compose(text$('IsPrimaryKey '), keys),
      compose(
        text$('ColumnValues "n" '),
        fc.constantFrom(
          '> 0',
          '<= 2',
          '= 1',
          'between -1 and 3',
          'not between 0 and 2',
          'in [0, 1, 2]',
          '!= 7',
          'not in [0, NULL]',
        ),
      ),
      compose(
        text$('ColumnLength "s" '),
        fc.constantFrom('> 0', '< 2', '= 1', 'between 0 and 3', 'in [0, 1]', 'not in [2]'),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        table.filter((rows) => rows.length > 0),
        all,
        async (rows, asked) => {
          const into = `rows${made}`;
          const primary = await createTable(session, `t${made++}`, { columns: COLUMNS, rows });
          const { outcomes } = await evaluateRuleset({
            session,
            ruleset: rulesetOf([asked]),
            primary,
            clock: CLOCK,
            rows: { into },
          });
          const [counted] = await session.rows(
            sql`select count(*) as n from ${id(into)} where "DataQualityEvaluationResult" = 'Failed'`,
          );
          expect([asked, outcomes[0]?.outcome]).toEqual([asked, counted?.['n'] === 0 ? 'Passed' : 'Failed']);
        },
      ),
      RUNS,
    );
  });
});
