import { Sql, sql, type SqlValue } from '../../duckdb/sql.ts';

/** An SQL expression in a layered query: what it reads is there from layer `depth` on. */
export interface Term {
  readonly text: Sql;
  readonly depth: number;
}

/** A term from a template: terms and pieces of SQL are spliced in, plain values become literals. */
export function term(strings: TemplateStringsArray, ...values: readonly (Term | SqlValue)[]): Term {
  const depths = values.map((value) => (isTerm(value) ? value.depth : 0));
  const pieces = values.map((value) => (isTerm(value) ? value.text : value));
  return { text: sql(strings, ...pieces), depth: Math.max(0, ...depths) };
}

/** Terms as a comma-separated list. */
export function termList(terms: readonly Term[]): Term {
  return {
    text: new Sql(terms.map(({ text }) => text.text).join(', ')),
    depth: Math.max(0, ...terms.map(({ depth }) => depth)),
  };
}

function isTerm(value: Term | SqlValue): value is Term {
  return typeof value === 'object' && value !== null && 'depth' in value;
}
