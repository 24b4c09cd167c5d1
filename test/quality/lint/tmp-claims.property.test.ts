import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import { evaluateRuleset } from '../../../src/quality/evaluate.ts';
import { lintRuleset } from '../../../src/quality/lint/lint-ruleset.ts';
import type { Outcome } from '../../../src/quality/types.ts';
import { CLOCK, createTable, rulesetOf, type TinyTable } from '../judged.ts';

const row = fc
  .tuple(
    fc.constantFrom('null', '0', '1', '2', '3', '-3'),
    fc.constantFrom('null', "''", "'  '", "'a'", "'B'", "'ab'", "'1'", "'1.0'"),
    fc.constantFrom('null', "'nan'", "'-0.0'", '0.5', '2', "'inf'"),
    fc.constantFrom('null', "'2023-06-14'", "'2023-06-15'", "'2023-06-16'"),
  )
  .map((cells) => cells.join(', '));
const table: fc.Arbitrary<TinyTable> = fc
  .array(row, { maxLength: 5 })
  .map((rows) => ({ columns: 'n integer, s varchar, x double, d date', rows }));

const operand = fc.constantFrom('0', '0', '0', '1', '1', '1', '-1', '0.5', '2', '3', '1 / 0', 'NULL');
const order = fc.constantFrom('>', '>=', '<', '<=', '=', '!=');
const betweens = fc.constantFrom('between', 'not between');
const list = fc.constantFrom('in', 'not in');
function conditions(one: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(order, one).map((parts) => parts.join(' ')),
    fc.tuple(betweens, one, one).map(([word, low, high]) => `${word} ${low} and ${high}`),
    fc.tuple(list, one, one).map(([word, a, b]) => `${word} [${a}, ${b}]`),
  );
}
const day = fc.constantFrom('"2023-06-14"', '"2023-06-15"', '"2023-06-16"', 'NULL');
const text = fc.constantFrom('"a"', '"B"', '"1"', '"1.0"', 'EMPTY', 'WHITESPACES_ONLY', 'NULL', '"  "');
const age = fc.constantFrom('0 hours', '24 hours', '1 days', '720 minutes');
const textCondition = fc.oneof(
  fc.tuple(fc.constantFrom('=', '!='), text).map((parts) => parts.join(' ')),
  fc.tuple(list, text, text).map(([word, a, b]) => `${word} [${a}, ${b}, ""]`),
);
const column = fc.constantFrom('"n"', '"s"', '"x"', '"d"', 'n', 'N');
const where = fc.constantFrom('', '', '', ' where "n > 0"', ' where "n > 99"');
const threshold = fc.constantFrom('', '', ' with threshold > 0.5', ' with threshold < 0.5', ' with threshold > 1');

const METRICS = ['Completeness', 'Uniqueness', 'UniqueValueRatio', 'DistinctValuesCount', 'Entropy', 'ColumnLength'];
const MOMENTS = [
  'Mean',
  'Sum',
  'StandardDeviation',
  'Variance',
  'Range',
  'ZerosCount',
  'InterquartileRange',
  'Skewness',
  'Kurtosis',
];
const rule = fc.oneof(
  fc.tuple(fc.constantFrom('RowCount ', 'DuplicateRowCount '), conditions(operand), where),
  fc.tuple(fc.constantFrom('IsComplete ', 'IsUnique ', 'IsPrimaryKey '), column, where),
  fc.tuple(
    fc.constantFrom(...METRICS, ...MOMENTS),
    fc.constant(' '),
    column,
    fc.constant(' '),
    conditions(operand),
    where,
  ),
  fc.tuple(fc.constant('ColumnValues "n" '), conditions(operand), where, threshold),
  fc.tuple(fc.constant('ColumnValues "x" '), conditions(operand), where),
  fc.tuple(fc.constant('ColumnValues "d" '), conditions(day), where),
  fc.tuple(fc.constant('ColumnValues "s" '), textCondition, where, threshold),
  fc.tuple(fc.constant('ColumnValues "n" '), textCondition),
  fc.tuple(fc.constantFrom('ColumnCorrelation "n" "x" ', 'ColumnCorrelation "x" "n" '), conditions(operand), where),
  fc.tuple(fc.constant('DataFreshness "d" '), conditions(age), where),
  fc.tuple(fc.constantFrom('ColumnDataType "s" = "Integer"', 'ColumnDataType "s" != "Integer"'), where, threshold),
);
const rules = fc.array(
  rule.map((parts) => parts.join('')),
  { minLength: 40, maxLength: 60, size: 'max' },
);

/** A finding about rules of a text that has one a line, from line 2 on. */
interface Claim {
  readonly code: string;
  readonly about: number;
  readonly other: number;
}

function claimsOf(texts: readonly string[]): Claim[] {
  return lintRuleset(`Rules = [\n${texts.join(',\n')}\n]`).map(claimOf);
}

function claimOf({ code, range, message }: Finding): Claim {
  const other = /line (\d+)/.exec(message)?.[1];
  return { code, about: (range?.start.line ?? 0) - 2, other: Number(other ?? 0) - 2 };
}

async function outcomesOf(
  session: Session,
  name: string,
  data: TinyTable,
  texts: readonly string[],
): Promise<Outcome[]> {
  const primary = await createTable(session, name, data);
  const { outcomes } = await evaluateRuleset({ session, ruleset: rulesetOf(texts), primary, clock: CLOCK });
  return outcomes.map(({ outcome }) => outcome);
}

function isRefuted({ code, about, other }: Claim, outcomes: readonly Outcome[], isPlain: boolean): boolean {
  const passes = outcomes[about] === 'Passed';
  const otherPasses = outcomes[other] === 'Passed';
  switch (code) {
    case 'LINT_NEVER_PASSES':
    case 'LINT_REFUSED':
      return passes;
    case 'LINT_CONTRADICTION':
      return passes && otherPasses;
    case 'LINT_DUPLICATE':
      return passes !== otherPasses;
    case 'LINT_IMPLIED':
      return otherPasses && !passes;
    case 'LINT_PASSES_ONLY_EMPTY':
      return isPlain && passes;
    case 'LINT_CONTRADICTION_UNLESS_EMPTY':
      return isPlain && passes && otherPasses;
    default:
      return false;
  }
}

describe('on any table', () => {
  test('rules never pass, contradict, repeat and follow from each other where lint says so', async () => {
    await using session = await openSession({ threads: 1 });
    let made = 0;
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(table, rules, async (data, texts) => {
        const claims = claimsOf(texts);
        const outcomes = await outcomesOf(session, `t${made++}`, data, texts);
        // Where every row matches each filter but the one that none matches, and has a value in each column.
        const isPlain =
          data.rows.length > 0 &&
          data.rows.every((each) => /^[1-9]/.test(each) && !each.includes('null')) &&
          !texts.some((each) => each.includes('n > 99'));
        for (const claim of claims) {
          seen.add(claim.code);
          const shown = { ...claim, rule: texts[claim.about], beside: texts[claim.other] };
          expect({ ...shown, refuted: isRefuted(claim, outcomes, isPlain) }).toEqual({ ...shown, refuted: false });
        }
      }),
      { numRuns: 300 },
    );
    for (const code of ['NEVER_PASSES', 'REFUSED', 'CONTRADICTION', 'DUPLICATE', 'IMPLIED']) {
      expect(seen).toContain(`LINT_${code}`);
    }
  });

  test('a rule passes where lint says that it always does, if it can be measured', async () => {
    await using session = await openSession({ threads: 1 });
    let made = 0;
    const values = fc
      .tuple(fc.constantFrom('0', '1', '-3'), fc.constantFrom("''", "'a'", "'ab'"), fc.constantFrom('0.5', '2'))
      .map((cells) => `${cells.join(', ')}, '2023-06-15'`);
    const full = fc
      .array(values, { minLength: 1, maxLength: 5 })
      .map((rows) => ({ columns: 'n integer, s varchar, x double, d date', rows }));
    const measurable = rules.map((texts) =>
      texts.filter((each) => (each.startsWith('ColumnLength') ? each.includes('"s"') : !/"[sd]"|n > 99/.test(each))),
    );
    let count = 0;
    await fc.assert(
      fc.asyncProperty(
        full,
        measurable.filter((texts) => texts.length > 0),
        async (data, texts) => {
          const always = claimsOf(texts).filter(({ code }) => code === 'LINT_ALWAYS_PASSES');
          const outcomes = await outcomesOf(session, `t${made++}`, data, texts);
          for (const { about } of always) {
            if (outcomes[about] === 'Error') continue;
            count++;
            expect([texts[about], outcomes[about]]).toEqual([texts[about], 'Passed']);
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(count).toBeGreaterThan(0);
  });
});
