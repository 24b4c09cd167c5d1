import { id, lit } from '../../duckdb/sql.ts';
import type { TextTypes } from './result-texts.ts';
import { failsSql } from './verdict-words.ts';

/** What breaks a rule in a row where its verdict fails: columns of one of the simple rules it is made of. */
export interface Blame {
  /** The rule's text. */
  readonly rule: string;
  /** The slots that must all fail: the rule's, and of a composite that of the member. */
  readonly slots: readonly number[];
  readonly columns: readonly string[];
}

/**
 * SQL of the list of `{ rule, column, value }` for each rule that a row fails and each column that breaks it; values are
 * text, NULL is NULL. A rule without columns has one entry without column. Nothing is computed of rows that do not fail.
 */
export function failedValuesSql(
  blames: readonly Blame[],
  { words, fails, types }: { readonly words: readonly string[]; readonly fails: string; readonly types: TextTypes },
): string {
  const type = `struct("rule" ${types.rule}, "column" ${types.column}, "value" varchar)[]`;
  const lists = blames.map(({ rule, slots, columns }) => {
    const entries = (columns.length === 0 ? [undefined] : columns).map((column) => entrySql(rule, column, types));
    return `case when ${slots.map((slot) => failsSql(slot, words)).join(' and ')} then [${entries.join(', ')}] end`;
  });
  const none = `[]::${type}`;
  if (lists.length === 0) return none;
  return `case when ${fails} then list_concat(${none}, ${lists.join(',\n    ')}) else ${none} end`;
}

function entrySql(rule: string, column: string | undefined, types: TextTypes): string {
  const name = column === undefined ? 'null' : lit(column).text;
  const value = column === undefined ? 'null' : id(column).text;
  return `{'rule': ${lit(rule).text}::${types.rule}, 'column': ${name}::${types.column}, 'value': ${value}::varchar}`;
}
