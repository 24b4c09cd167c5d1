import { id } from '../../duckdb/sql.ts';
import type { RowPlan } from '../plan/row-plan.ts';
import { wordCount, wordsSql } from './verdict-words.ts';

export interface JudgedRows {
  /** What is selected of each row: SQL, with the name it gets if it needs one. */
  readonly values: readonly string[];
  /** SQL of the verdicts. */
  readonly verdicts: readonly string[];
  /** The name of the i-th verdict, or word, of those. */
  readonly verdictName: (index: number) => string;
  readonly wordName: (index: number) => string;
  /** Whether the rows have the position of the plan's source. */
  readonly withPosition: boolean;
}

/**
 * A query of the plan's rows with the words of their verdicts. A verdict is computed in a column of its own and used by
 * name: in one expression with its bits, DuckDB would take many times as long to plan it.
 */
export function judgedRows(
  { relations, source, joins }: RowPlan,
  { values, verdicts, verdictName, wordName, withPosition }: JudgedRows,
): string {
  const names = verdicts.map((_, index) => verdictName(index));
  const inner = [...values, ...verdicts.map((verdict, index) => `${verdict} as ${names[index] ?? ''}`)];
  const kept = names.length === 0 ? '*' : `* exclude (${names.join(', ')})`;
  return [
    relations,
    `select ${[kept, ...wordsSql(names).map((word, index) => `${word} as ${wordName(index)}`)].join(',\n  ')}`,
    `from (`,
    `  select ${inner.join(',\n    ')}`,
    `  from ${withPosition ? source.withPosition : source.from}`,
    ...joins.map((join) => `  ${join}`),
    `) as rows_with_verdicts`,
  ].join('\n');
}

/** The names of the words of {@link judgedRows}. */
export function wordNames({ verdicts, wordName }: Pick<JudgedRows, 'verdicts' | 'wordName'>): readonly string[] {
  return Array.from({ length: wordCount(verdicts) }, (_, index) => wordName(index));
}

/** The position of a row under its own name. */
export function positionOf({ source }: RowPlan): string {
  return `"primary".${id(source.position).text}`;
}
