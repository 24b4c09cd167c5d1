import { lit } from '../../duckdb/sql.ts';
import { allBits, bigint, SLOTS_IN_WORD, stateBitsSql, stateOf, wordOf, type SlotState } from './verdict-words.ts';
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
 * SQL of the lists that, joined, list the rules that are in a state for a row, in the order of the rules: one for each
 * chunk of slots. Nothing in them is a rule's work for a row: rows that fail or skip nothing, and rows with frequent
 * words, get one of a few lists; others a list joined of pieces of four rules each.
 */
export function ruleLists(state: SlotState, rules: readonly ListedRule[], context: ListContext): readonly string[] {
  return chunksOf(rules).map((chunk, index) => chunkSql(state, chunk, index, context));
}

function chunkSql(state: SlotState, rules: readonly ListedRule[], chunk: number, context: ListContext): string {
  if (rules.every(({ slot }) => slot === undefined)) return listOf(rules, context, () => state === 'skip');
  const cases = state === 'pass' ? frequentCases(rules, chunk, context) : [quietCase(state, rules, chunk, context)];
  const other = joinedLists(
    piecesOf(rules).map((piece) => pieceSql(state, piece, context)),
    `${context.type}[]`,
  );
  return cases.length === 0 ? other : `case ${cases.join('\n    ')}\n    else ${other} end`;
}

/** Rows pass most rules: the lists that are long are made beforehand where many rows share them. */
function frequentCases(
  rules: readonly ListedRule[],
  chunk: number,
  { words, frequent, type }: ListContext,
): readonly string[] {
  const first = chunk * WORDS_IN_CHUNK;
  return (frequent[chunk] ?? []).map((values) => {
    const all = [...Array.from({ length: first }, () => 0n), ...values];
    const same = values.map((value, index) => `${words[first + index] ?? ''} = ${bigint(value)}`).join(' and ');
    const passes = ({ slot }: ListedRule): boolean => slot !== undefined && stateOf(slot, all) === 'pass';
    return `when ${same} then ${listOf(rules, { type }, passes)}`;
  });
}

/** Few rows fail or skip a rule. */
function quietCase(
  state: 'fail' | 'skip',
  rules: readonly ListedRule[],
  chunk: number,
  { words, type }: ListContext,
): string {
  const first = chunk * WORDS_IN_CHUNK;
  const quiet = words.slice(first, first + WORDS_IN_CHUNK).map((word) => `${word} & ${bigint(allBits(state))} = 0`);
  const always = listOf(rules, { type }, ({ slot }) => slot === undefined && state === 'skip');
  return `when ${quiet.join(' and ')} then ${always}`;
}

/** The list of a few rules, out of the lists of all the states they can be in. */
function pieceSql(state: SlotState, rules: readonly ListedRule[], context: ListContext): string {
  const slots = rules.flatMap(({ slot }) => slot ?? []);
  const [first] = slots;
  if (first === undefined) return listOf(rules, context, () => state === 'skip');
  const lists = Array.from({ length: 2 ** slots.length }, (_, bits) =>
    textsOf(rules, ({ slot }) => (slot === undefined ? state === 'skip' : ((bits >> (slot - first)) & 1) === 1)),
  );
  const bits = stateBitsSql(state, { first, count: slots.length }, context.words);
  return `([${lists.join(', ')}]::${context.type}[][])[1 + cast(${bits} as integer)]`;
}

function listOf(
  rules: readonly ListedRule[],
  { type }: Pick<ListContext, 'type'>,
  isIn: (rule: ListedRule) => boolean,
): string {
  return `${textsOf(rules, isIn)}::${type}[]`;
}

function textsOf(rules: readonly ListedRule[], isIn: (rule: ListedRule) => boolean): string {
  return `[${rules
    .filter(isIn)
    .map(({ text }) => lit(text).text)
    .join(', ')}]`;
}

/** SQL of the lists joined; `type` is that of a list. */
export function joinedLists(lists: readonly string[], type: string): string {
  const [only, ...others] = lists;
  if (only === undefined) return `[]::${type}`;
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
