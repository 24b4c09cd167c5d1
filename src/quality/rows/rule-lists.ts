import { lit } from '../../duckdb/sql.ts';
import { bigint, SLOTS_IN_WORD, stateBitsSql, stateOf, wordOf, type SlotState } from './verdict-words.ts';
import { WORDS_IN_CHUNK } from './survey.ts';

/** A rule in the lists: its text, and the slot of its verdict, if it has one; else it is skipped for every row. */
export interface ListedRule {
  readonly text: string;
  readonly slot: number | undefined;
}

export interface ListContext {
  /** Names of the words. */
  readonly words: readonly string[];
  /** For each chunk of slots the words that most rows have: their lists are made beforehand. */
  readonly frequent: readonly (readonly (readonly bigint[])[])[];
  /** SQL type of a text. */
  readonly type: string;
}

/**
 * SQL of the list of rules that are in a state for a row, in the order of the rules. Nothing in it is a rule's work for a
 * row: rows with frequent words get one of a few lists, the others a list joined of pieces of four rules each.
 */
export function ruleListSql(state: SlotState, rules: readonly ListedRule[], context: ListContext): string {
  const chunks = chunksOf(rules).map((chunk, index) =>
    chunkSql(state, chunk, context.frequent[index] ?? [], context, index),
  );
  return joined(chunks, context);
}

function chunkSql(
  state: SlotState,
  rules: readonly ListedRule[],
  frequent: readonly (readonly bigint[])[],
  context: ListContext,
  chunk: number,
): string {
  const first = chunk * WORDS_IN_CHUNK;
  const isStatic = rules.every(({ slot }) => slot === undefined);
  if (isStatic) return listOf(rules, context, () => state === 'skip');
  const cases = frequent.map((words) => {
    const all = [...Array.from({ length: first }, () => 0n), ...words];
    const same = words.map((word, index) => `${context.words[first + index] ?? ''} = ${bigint(word)}`).join(' and ');
    const isIn = ({ slot }: ListedRule): boolean => (slot === undefined ? 'skip' : stateOf(slot, all)) === state;
    return `when ${same} then ${listOf(rules, context, isIn)}`;
  });
  const other = joined(
    piecesOf(rules).map((piece) => pieceSql(state, piece, context)),
    context,
  );
  return cases.length === 0 ? other : `case ${cases.join('\n    ')}\n    else ${other} end`;
}

/** The list of a few rules, out of the lists of all the states they can be in. */
function pieceSql(state: SlotState, rules: readonly ListedRule[], context: ListContext): string {
  const slots = rules.flatMap(({ slot }) => slot ?? []);
  const [first] = slots;
  if (first === undefined) return listOf(rules, context, () => state === 'skip');
  const lists = Array.from({ length: 2 ** slots.length }, (_, bits) =>
    listOf(rules, context, ({ slot }) =>
      slot === undefined ? state === 'skip' : ((bits >> (slot - first)) & 1) === 1,
    ),
  );
  const bits = stateBitsSql(state, { first, count: slots.length }, context.words);
  return `([${lists.join(', ')}])[1 + cast(${bits} as integer)]`;
}

function listOf(rules: readonly ListedRule[], { type }: ListContext, isIn: (rule: ListedRule) => boolean): string {
  const texts = rules.filter(isIn).map(({ text }) => lit(text).text);
  return `[${texts.join(', ')}]::${type}[]`;
}

function joined(lists: readonly string[], { type }: ListContext): string {
  const [only, ...others] = lists;
  if (only === undefined) return `[]::${type}[]`;
  return others.length === 0 ? only : `list_concat(${lists.join(', ')})`;
}

/** Rules by the chunk of their slot; a rule without one goes with the rule before it. */
function chunksOf(rules: readonly ListedRule[]): readonly (readonly ListedRule[])[] {
  return split(rules, (slots, slot) => wordOf(slots[0] ?? slot) < wordOf(slot) - (wordOf(slot) % WORDS_IN_CHUNK));
}

const RULES_IN_PIECE = 4;

function piecesOf(rules: readonly ListedRule[]): readonly (readonly ListedRule[])[] {
  return split(
    rules,
    (slots, slot) => slots.length === RULES_IN_PIECE || (slots.length > 0 && slot % SLOTS_IN_WORD === 0),
  );
}

/** Cuts before each rule with a slot for which `cuts` says so, of the slots since the last cut. */
function split(
  rules: readonly ListedRule[],
  cuts: (slots: readonly number[], slot: number) => boolean,
): readonly (readonly ListedRule[])[] {
  const parts: ListedRule[][] = [];
  let slots: number[] = [];
  for (const rule of rules) {
    const cut = rule.slot !== undefined && cuts(slots, rule.slot);
    const last = cut ? undefined : parts.at(-1);
    if (cut) slots = [];
    if (rule.slot !== undefined) slots.push(rule.slot);
    if (last === undefined) parts.push([rule]);
    else last.push(rule);
  }
  return parts;
}
