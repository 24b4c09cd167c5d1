import type { Column } from '../../duckdb/session.ts';
import { id, lit } from '../../duckdb/sql.ts';
import { freeName } from '../plan/row-source.ts';
import type { RowPlan } from '../plan/row-plan.ts';
import { failedValues, failedValuesType, type Blame } from './failed-values.ts';
import { judgedRows, wordNames, type JudgedRows } from './judged-rows.ts';
import type { TextTypes } from './result-texts.ts';
import { joinedLists, ruleLists, type ListedRule } from './rule-lists.ts';
import type { VerdictSlots } from './verdict-slots.ts';
import { anyFailsSql } from './verdict-words.ts';

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
const RESULT_COLUMNS = [
  'DataQualityRulesPass',
  'DataQualityRulesFail',
  'DataQualityRulesSkip',
  'DataQualityEvaluationResult',
  'DataQualityFailedValues',
] as const;

/** A query of all rows with the words of their verdicts, ordered by their position if asked. */
export function judgedQuery(results: RowResults, { sorted }: { readonly sorted: boolean }): string {
  const { plan } = results;
  const query = judgedRows(plan, { ...namingOf(results), values: ['"primary".*'], withPosition: sorted });
  return sorted ? `${query}\norder by ${id(plan.source.position).text}` : query;
}

/**
 * A query of the columns of row-level results; `from` gives the rows of {@link judgedQuery}. Columns of the relation that
 * have the name of a result are replaced.
 */
export function resultQuery(
  results: RowResults,
  { from, types, failedOnly }: { readonly from: string; readonly types: TextTypes; readonly failedOnly: boolean },
): string {
  const words = wordNames(namingOf(results));
  const context = { words, frequent: results.frequent, type: types.rule };
  const rules = listedRules(results);
  const fails = anyFailsSql(results.slots.verdicts, words);
  const pieces: string[] = [];
  const list = (lists: readonly string[], type: string): string => {
    if (lists.length <= 1) return joinedLists(lists, type);
    // A long expression is planned in time that grows with the square of its length, columns of pieces are not.
    const names = lists.map((_, index) => freeColumn(results, `__piece${pieces.length + index}`));
    pieces.push(...lists.map((each, index) => `${each} as ${names[index] ?? ''}`));
    return joinedLists(names, type);
  };
  const result = (text: string): string => `${lit(text).text}::${types.result}`;
  const values = [
    ...(['pass', 'fail', 'skip'] as const).map((state) => list(ruleLists(state, rules, context), `${types.rule}[]`)),
    `case when ${fails} then ${result('Failed')} else ${result('Passed')} end`,
    list(failedValues(blamesOf(results), { words, types }), failedValuesType(types)),
  ];
  const columns = [
    ...keptColumns(results),
    ...values.map((value, index) => `${value} as ${RESULT_COLUMNS[index] ?? ''}`),
  ];
  const source = pieces.length === 0 ? from : `(select *, ${pieces.join(',\n  ')} from ${from})`;
  return `select ${columns.join(',\n  ')} from ${source} as judged${failedOnly ? ` where ${fails}` : ''}`;
}

function keptColumns({ shown }: RowResults): readonly string[] {
  const replaced = new Set(RESULT_COLUMNS.map((name) => name.toLowerCase()));
  return shown.filter((name) => !replaced.has(name.toLowerCase())).map((name) => id(name).text);
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

function namingOf(results: RowResults): Pick<JudgedRows, 'verdicts' | 'verdictName' | 'wordName'> {
  return {
    verdicts: results.slots.sql,
    verdictName: (index) => freeColumn(results, `__verdict${index}`),
    wordName: (index) => freeColumn(results, `__word${index}`),
  };
}

function freeColumn({ columns }: RowResults, name: string): string {
  return id(freeName(name, columns)).text;
}
