import type { Column } from '../../duckdb/session.ts';
import { id, lit } from '../../duckdb/sql.ts';
import { freeName } from '../plan/row-source.ts';
import type { RowPlan } from '../plan/row-plan.ts';
import { failedValuesSql, type Blame } from './failed-values.ts';
import { judgedRows, namedWords, positionOf } from './judged-rows.ts';
import type { TextTypes } from './result-texts.ts';
import { ruleListSql, type ListedRule } from './rule-lists.ts';
import type { VerdictSlots } from './verdict-slots.ts';
import { anyFailsSql, wordNames, wordsSql } from './verdict-words.ts';

/** What the row-level results of a relation are made of. */
export interface RowResults {
  readonly plan: RowPlan;
  readonly slots: VerdictSlots;
  /** The text of each rule of the plan. */
  readonly texts: readonly string[];
  /** See `Survey`. */
  readonly frequent: readonly (readonly (readonly bigint[])[])[];
  /** The columns of the relation, with metadata that rules do not see and fields that rules name by their path. */
  readonly columns: readonly Column[];
  /** Those that are part of the results. */
  readonly shown: readonly string[];
}

/** The columns that are added to each row: four of AWS Glue (reference, 4.2), then what breaks the rules that failed. */
export const RESULT_COLUMNS = [
  'DataQualityRulesPass',
  'DataQualityRulesFail',
  'DataQualityRulesSkip',
  'DataQualityEvaluationResult',
  'DataQualityFailedValues',
] as const;

/** A query of all rows with the words of their verdicts, ordered by their position if asked. */
export function judgedQuery(results: RowResults, { sorted }: { readonly sorted: boolean }): string {
  const { plan, slots } = results;
  const values = ['"primary".*', ...namedWords(wordsSql(slots.sql), namesOf(results))];
  const query = judgedRows(plan, { values, withPosition: sorted });
  return sorted ? `${query}\norder by ${positionOf(plan)}` : query;
}

/**
 * The columns of row-level results, and the condition for a row that failed, over the rows of {@link judgedQuery}. Columns
 * of the relation that have the name of a result are replaced.
 */
export function resultColumns(
  results: RowResults,
  types: TextTypes,
): { readonly columns: readonly string[]; readonly fails: string } {
  const { slots, frequent } = results;
  const words = namesOf(results);
  const fails = anyFailsSql(slots.verdicts, words);
  const list = (state: 'pass' | 'fail' | 'skip'): string =>
    ruleListSql(state, listedRules(results), { words, frequent, type: types.rule });
  const replaced = new Set(RESULT_COLUMNS.map((name) => name.toLowerCase()));
  const kept = results.shown.filter((name) => !replaced.has(name.toLowerCase())).map((name) => id(name).text);
  const values = [
    list('pass'),
    list('fail'),
    list('skip'),
    `case when ${fails} then ${lit('Failed').text}::${types.result} else ${lit('Passed').text}::${types.result} end`,
    failedValuesSql(blamesOf(results), { words, fails, types }),
  ];
  return { columns: [...kept, ...values.map((value, index) => `${value} as ${RESULT_COLUMNS[index] ?? ''}`)], fails };
}

function listedRules({ slots, texts }: RowResults): ListedRule[] {
  return texts.map((text, index) => ({ text, slot: slots.ofVerdict[index] }));
}

function blamesOf({ plan, slots, texts }: RowResults): Blame[] {
  return plan.verdicts.flatMap(({ parts }, index) => {
    const own = slots.ofVerdict[index];
    if (own === undefined) return [];
    return parts.map(({ columns }, part) => ({
      rule: texts[index] ?? '',
      slots: [...new Set([own, slots.ofParts[index]?.[part] ?? own])],
      columns,
    }));
  });
}

function namesOf({ slots, columns }: RowResults): readonly string[] {
  const prefix = freeName('__verdicts', columns);
  return wordNames(wordsSql(slots.sql), prefix).map((name) => id(name).text);
}
