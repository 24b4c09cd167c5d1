import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Row, Session } from '../../../src/duckdb/session.ts';
import { id, sql } from '../../../src/duckdb/sql.ts';
import { evaluateRuleset, type EvaluationRequest } from '../../../src/quality/evaluate.ts';
import type { CheckResult, Relation } from '../../../src/quality/types.ts';
import { CLOCK, createTable, rulesetOf } from '../judged.ts';

const cell = {
  n: fc.constantFrom('null', '0', '1', '2', '7'),
  s: fc.constantFrom('null', "''", "'a'", "'ab'", "'1'"),
  x: fc.constantFrom('null', "'nan'", "'-0.0'", '0.5', '2'),
};
const table = fc.array(
  fc.tuple(cell.n, cell.s, cell.x).map((cells) => cells.join(', ')),
  { maxLength: 12 },
);
const COLUMNS = 'n integer, s varchar, x double';

const where = fc.constantFrom('', '', ' where "n > 0"', ' where "s is null"');
const simple = fc
  .tuple(
    fc.constantFrom(
      'IsComplete "n"',
      'IsComplete "s"',
      'IsUnique "n"',
      'IsUnique "n" "s"',
      'IsPrimaryKey "s"',
      'Uniqueness "x" > 0.5',
      'ColumnValues "n" > 0',
      'ColumnValues "n" in [0, 1]',
      'ColumnValues "s" not in ["a", EMPTY]',
      'ColumnValues "s" matches "(?=a).*"',
      'ColumnValues "x" < 2',
      'ColumnLength "s" >= 1',
      'Completeness "x" > 0.2',
      'RowCount > 3',
      'Mean "n" > 1',
      'DistinctValuesCount "s" > 1',
    ),
    where,
  )
  .map(([rule, filter]) => rule + filter);
const rules = fc.uniqueArray(simple, { minLength: 1, maxLength: 10 });
const operator = fc.constantFrom('and', 'or');
const label = fc.constantFrom('PASSED' as const, 'SKIPPED' as const);
const RUNS = { numRuns: 40 };

type State = 'pass' | 'fail' | 'skip';

describe('on any table', () => {
  test('the lists of a ruleset are those of its rules alone', async () => {
    await onTables(table, fc.tuple(rules, label), async (given, [texts, filteredRowLabel]) => {
      const together = await given.judge(texts, { filteredRowLabel });
      for (const [index, text] of texts.entries()) {
        const alone = await given.judge([text], { filteredRowLabel });
        expect([text, together.states.map((row) => row[index])]).toEqual([text, alone.states.map(([state]) => state)]);
      }
    });
  });

  test('a row is in one list for each rule, and Failed exactly where it fails one', async () => {
    await onTables(table, rules, async (given, texts) => {
      const { rows, result } = await given.judge(texts);
      const printed = result.outcomes.map(({ rule }) => rule);
      for (const row of rows) {
        const lists = ['Pass', 'Fail', 'Skip'].map((name) => textsOf(row, `DataQualityRules${name}`));
        expect(lists.flat().toSorted()).toEqual(printed.toSorted());
        const failed = lists[1] ?? [];
        expect(row['DataQualityEvaluationResult']).toBe(failed.length > 0 ? 'Failed' : 'Passed');
        expect(new Set(rulesOfValues(row))).toEqual(new Set(failed));
      }
    });
  });

  test('a composite joins the verdicts of its members, and is skipped where one has none', async () => {
    const input = fc.tuple(simple, simple, operator, label);
    await onTables(table, input, async (given, [a, b, join, filteredRowLabel]) => {
      const composite = `(${a}) ${join} (${b})`;
      const { states } = await given.judge([composite], { filteredRowLabel });
      const [left, right] = [
        await given.judge([a], { filteredRowLabel }),
        await given.judge([b], { filteredRowLabel }),
      ];
      const silent = [left, right].some((one) => one.states.length > 0 && one.isSilent);
      expect(states.map(([state]) => state)).toEqual(
        states.map((_, row) => (silent ? 'skip' : joined(join, left.states[row]?.[0], right.states[row]?.[0]))),
      );
    });
  });

  test('by the method ROW a composite passes exactly where no row fails it', async () => {
    const onRows = simple.filter(
      (rule) => !/^(?:Completeness|Uniqueness|RowCount|Mean|DistinctValuesCount)/.test(rule),
    );
    const some = table.filter((rows) => rows.length > 0);
    await onTables(some, fc.tuple(onRows, onRows, operator), async (given, [a, b, join]) => {
      const { states, result } = await given.judge([`(${a}) ${join} (${b})`], { compositeMethod: 'ROW' });
      const failing = states.filter(([state]) => state === 'fail').length;
      expect(result.outcomes[0]).toMatchObject({ outcome: failing > 0 ? 'Failed' : 'Passed' });
      expect(result.outcomes[0]?.failingRows?.count ?? 0).toBe(failing);
    });
  });

  test('rows that differ in many ways have the lists that each has alone', async () => {
    const numbers = fc.array(fc.nat({ max: 60 }), { minLength: 60, maxLength: 80 });
    const listed = fc.array(fc.uniqueArray(fc.nat({ max: 60 }), { minLength: 20, maxLength: 20 }), {
      minLength: 70,
      maxLength: 70,
    });
    const rows = numbers.map((all) => all.map((number) => `${number}, null, null`));
    await onTables(
      rows,
      listed,
      async (given, lists) => {
        const texts = lists.map((list) => `ColumnValues "n" not in [${list.join(',')}]`);
        for (const row of (await given.judge(texts)).rows) {
          const failed = texts.filter((_, index) => lists[index]?.includes(Number(row['n'])));
          expect(textsOf(row, 'DataQualityRulesFail')).toEqual(failed);
          expect(textsOf(row, 'DataQualityRulesPass')).toEqual(texts.filter((text) => !failed.includes(text)));
        }
      },
      { numRuns: 5 },
    );
  });
});

interface Given {
  judge(texts: readonly string[], options?: Partial<EvaluationRequest>): Promise<Judged>;
}

interface Judged {
  readonly rows: readonly Row[];
  /** For each row the state of each rule. */
  readonly states: readonly (readonly State[])[];
  readonly result: CheckResult;
  /** Whether the first rule says nothing of any row, whatever the row. */
  readonly isSilent: boolean;
}

async function onTables<T>(
  tables: fc.Arbitrary<readonly string[]>,
  input: fc.Arbitrary<T>,
  property: (given: Given, value: T) => Promise<void>,
  runs: { readonly numRuns: number } = RUNS,
): Promise<void> {
  await using session = await openSession({ threads: 1 });
  let made = 0;
  await fc.assert(
    fc.asyncProperty(tables, input, async (rows, value) => {
      const primary = await createTable(session, `t${made++}`, { columns: COLUMNS, rows });
      await property({ judge: (texts, options) => judge(session, primary, texts, options) }, value);
    }),
    runs,
  );
}

async function judge(
  session: Session,
  primary: Relation,
  texts: readonly string[],
  options: Partial<EvaluationRequest> = {},
): Promise<Judged> {
  const into = 'judged';
  const ruleset = rulesetOf(texts);
  const result = await evaluateRuleset({ session, ruleset, primary, clock: CLOCK, rows: { into }, ...options });
  const rows = await session.rows(sql`select * from ${id(into)}`);
  const printed = result.outcomes.map(({ rule }) => rule);
  const states = rows.map((row) => printed.map((rule) => stateOf(row, rule)));
  const isSilent = /^(?:RowCount|Mean|DistinctValuesCount)/.test(texts[0] ?? '');
  return { rows, states, result, isSilent };
}

function stateOf(row: Row, rule: string): State {
  if (textsOf(row, 'DataQualityRulesPass').includes(rule)) return 'pass';
  return textsOf(row, 'DataQualityRulesFail').includes(rule) ? 'fail' : 'skip';
}

function joined(join: string, a: State | undefined, b: State | undefined): State {
  const both = new Set([a, b]);
  const decisive: State = join === 'and' ? 'fail' : 'pass';
  if (both.has(decisive)) return decisive;
  if (both.has('skip')) return 'skip';
  return join === 'and' ? 'pass' : 'fail';
}

function textsOf(row: Row, column: string): string[] {
  const list = row[column];
  return Array.isArray(list) ? list.map(String) : [];
}

function rulesOfValues(row: Row): string[] {
  const list = row['DataQualityFailedValues'];
  return Array.isArray(list) ? list.map((entry) => String(entry.rule)) : [];
}
