import { id, lit } from '../../duckdb/sql.ts';
import type { TextTypes } from './result-texts.ts';
import { failsSql, someFailsSql } from './verdict-words.ts';

/** What breaks a rule in a row where its verdict fails: columns of one of the simple rules it is made of. */
export interface Blame {
  /** The rule's text. */
  readonly rule: string;
  /** The slots that must all fail: the rule's, and of a composite that of the member. */
  readonly slots: readonly number[];
  readonly columns: readonly string[];
}

/** The SQL type of {@link failedValues}. */
export function failedValuesType(types: TextTypes): string {
  return `struct("rule" ${types.rule}, "column" ${types.column}, "value" varchar)[]`;
}

/**
 * SQL of the lists that, joined, list `{ rule, column, value }` for each rule that a row fails and each column that breaks
 * it; values are text, NULL is NULL. A rule without columns has one entry without column. Nothing is computed of rows that
 * do not fail.
 */
export function failedValues(
  blames: readonly Blame[],
  { words, types }: { readonly words: readonly string[]; readonly types: TextTypes },
): readonly string[] {
  const none = `[]::${failedValuesType(types)}`;
  return split(blames, IN_LIST).map((some) => {
    const groups = split(some, IN_GROUP).map((group) => groupSql(group, words, types));
    return `case when ${fails(some, words)} then list_concat(${none}, ${groups.join(',\n    ')}) else ${none} end`;
  });
}

/** As many as a statement plans fast. */
const IN_LIST = 64;

/** A row fails few rules: most are passed over by eights. */
const IN_GROUP = 8;

/** The entries of a few rules; NULL where a row fails none of them. */
function groupSql(blames: readonly Blame[], words: readonly string[], types: TextTypes): string {
  const lists = blames.map(({ rule, slots, columns }) => {
    const entries = (columns.length === 0 ? [undefined] : columns).map((column) => entrySql(rule, column, types));
    return `case when ${slots.map((slot) => failsSql(slot, words)).join(' and ')} then [${entries.join(', ')}] end`;
  });
  return `case when ${fails(blames, words)} then list_concat(${lists.join(', ')}) end`;
}

/** A row that fails one of the rules. */
function fails(blames: readonly Blame[], words: readonly string[]): string {
  return someFailsSql(
    blames.flatMap(({ slots }) => slots.slice(0, 1)),
    words,
  );
}

function split<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

function entrySql(rule: string, column: string | undefined, types: TextTypes): string {
  const name = column === undefined ? 'null' : lit(column).text;
  const value = column === undefined ? 'null' : id(column).text;
  return `{'rule': ${lit(rule).text}::${types.rule}, 'column': ${name}::${types.column}, 'value': ${value}::varchar}`;
}
