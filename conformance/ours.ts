import { openSession } from '../src/duckdb/open-session.ts';
import { id, join, raw, sql } from '../src/duckdb/sql.ts';
import type { Session } from '../src/duckdb/session.ts';
import { parseRuleset } from '../src/quality/dqdl/parse-ruleset.ts';
import { evaluateRuleset } from '../src/quality/evaluate.ts';
import type { Relation, RuleOutcome } from '../src/quality/types.ts';
import type { Answer, RuleAnswer } from './answer.ts';
import { rulesetText, type Case, type CaseTable } from './case.ts';
import { cellSql, duckdbType } from './duckdb-table.ts';

/** What `now()` is: cases keep away from it. */
const CLOCK = new Date('2025-06-15T12:34:56Z');

const RESULTS = { P: 'DataQualityRulesPass', F: 'DataQualityRulesFail', S: 'DataQualityRulesSkip' } as const;

/** Judges cases, one after the other, with `src/quality`. */
export async function* judgeOurs(cases: Iterable<Case>): AsyncGenerator<readonly [Case, Answer]> {
  await using session = await openSession({ threads: 1 });
  for (const each of cases) yield [each, await judgeOrFail(session, each)];
}

/** An exception of ours is an answer that no real one equals. */
async function judgeOrFail(session: Session, each: Case): Promise<Answer> {
  try {
    return await judge(session, each);
  } catch (error) {
    return { rules: [], errors: Object.fromEntries(each.rules.map((rule) => [rule, `threw: ${String(error)}`])) };
  }
}

async function judge(session: Session, each: Case): Promise<Answer> {
  const { ruleset, findings } = parseRuleset(rulesetText(each));
  const refused = findings.find(({ severity }) => severity === 'error');
  if (refused !== undefined) {
    return { rules: [], errors: Object.fromEntries(each.rules.map((rule) => [rule, refused.message])) };
  }
  const primary = await createTable(session, 'primary_data', each.primary);
  const references: Record<string, Relation> = {};
  for (const [alias, table] of Object.entries(each.references)) {
    references[alias] = await createTable(session, `reference_${alias}`, table);
  }
  const { outcomes } = await evaluateRuleset({
    session,
    ruleset,
    primary,
    references,
    clock: CLOCK,
    sampleRows: 0,
    rows: { into: 'judged' },
  });
  const rows = await session.rows(
    sql`select ${join(Object.values(RESULTS).map((name) => id(name)))} from ${id('judged')}`,
  );
  const letters = verdictsOf(each.primary, rows);
  return { rules: distinct(outcomes).map((outcome) => answerOf(outcome, letters.get(outcome.rule))), errors: {} };
}

/** A rule written twice is judged once by Deequ. */
function distinct(outcomes: readonly RuleOutcome[]): RuleOutcome[] {
  return [...new Map(outcomes.map((outcome) => [outcome.rule, outcome])).values()];
}

function answerOf(
  { rule, outcome, failureReason, evaluatedMetrics }: RuleOutcome,
  rows: string | undefined,
): RuleAnswer {
  return [rule, outcome, failureReason, evaluatedMetrics, rows ?? null];
}

/** A letter a row for each rule; those of equal rows are sorted, since Deequ's cannot be told apart. */
function verdictsOf(table: CaseTable, rows: readonly Readonly<Record<string, unknown>>[]): Map<string, string> {
  const letters = new Map<string, string[]>();
  for (const [index, row] of rows.entries()) {
    for (const [letter, column] of Object.entries(RESULTS)) {
      for (const rule of listOf(row[column])) {
        const ofRule = letters.get(rule) ?? [];
        ofRule[index] = letter;
        letters.set(rule, ofRule);
      }
    }
  }
  const equal = new Map<string, number[]>();
  for (const [index, row] of table.rows.entries()) {
    const cells = JSON.stringify(row);
    equal.set(cells, [...(equal.get(cells) ?? []), index]);
  }
  return new Map([...letters].map(([rule, ofRule]) => [rule, sortedWithin([...equal.values()], ofRule)]));
}

function sortedWithin(groups: readonly (readonly number[])[], letters: readonly string[]): string {
  const sorted = [...letters];
  for (const places of groups) {
    const found = places.map((place) => letters[place] ?? '?').toSorted();
    for (const [index, place] of places.entries()) sorted[place] = found[index] ?? '?';
  }
  return sorted.join('');
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

async function createTable(session: Session, name: string, { columns, rows }: CaseTable): Promise<Relation> {
  const relation = id(name);
  // DuckDB has no table without a column: rules see none.
  if (columns.length === 0) {
    await session.run(sql`create or replace table ${relation} (hidden integer)`);
    return { relation, columns: [] };
  }
  const declared = columns.map(([column, type]) => `${id(column).text} ${duckdbType(type)}`);
  await session.run(raw(`create or replace table ${relation.text} (${declared.join(', ')})`));
  const values = rows.map(
    (row) => `(${columns.map(([, type], index) => cellSql(row[index] ?? null, type)).join(', ')})`,
  );
  if (values.length > 0) await session.run(raw(`insert into ${relation.text} values ${values.join(', ')}`));
  return { relation, columns: await session.columns(relation) };
}
