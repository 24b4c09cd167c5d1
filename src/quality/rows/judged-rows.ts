import { id } from '../../duckdb/sql.ts';
import type { RowPlan } from '../plan/row-plan.ts';

/** A query of the rows of the plan's relation with these values, each SQL with the name it gets. */
export function judgedRows(
  { relations, source, joins }: RowPlan,
  { values, withPosition }: { readonly values: readonly string[]; readonly withPosition: boolean },
): string {
  return [
    relations,
    `select ${values.join(',\n  ')}`,
    `from ${withPosition ? source.withPosition : source.from}`,
    ...joins,
  ].join('\n');
}

/** The position of a row under its own name. */
export function positionOf({ source }: RowPlan): string {
  return `"primary".${id(source.position).text}`;
}

/** SQL of words with their names. */
export function namedWords(words: readonly string[], names: readonly string[]): readonly string[] {
  return words.map((word, index) => `${word} as ${names[index] ?? ''}`);
}
