import type { Plain } from '../../duckdb/plain.ts';

/**
 * Verdicts packed into BIGINTs, so that a row has a few integers in place of a column a rule, and rows can be grouped by
 * them. A verdict has two bits, of which at most one is set: it fails, or it is skipped.
 */
export const SLOTS_IN_WORD = 31;

/** SQL of the words of a row; verdicts name columns that are TRUE, FALSE or NULL (skipped). */
export function wordsSql(verdicts: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (let start = 0; start < verdicts.length; start += SLOTS_IN_WORD) {
    const some = verdicts.slice(start, start + SLOTS_IN_WORD);
    words.push(balanced(some.map((verdict, index) => bitsSql(verdict, start + index))));
  }
  return words;
}

/** As DuckDB plans a chain in time that grows with the square of its length. */
function balanced(bits: readonly string[]): string {
  if (bits.length <= 1) return bits[0] ?? '0::bigint';
  const middle = Math.floor(bits.length / 2);
  return `(${balanced(bits.slice(0, middle))} | ${balanced(bits.slice(middle))})`;
}

/** Typed as they are, no value has to be cast. */
function bitsSql(verdict: string, slot: number): string {
  return `case when ${verdict} then 0::bigint when not ${verdict} then ${bigint(failBit(slot))} else ${bigint(skipBit(slot))} end`;
}

/** How many words {@link wordsSql} makes of verdicts. */
export function wordCount(verdicts: readonly string[]): number {
  return Math.ceil(verdicts.length / SLOTS_IN_WORD);
}

export function wordOf(slot: number): number {
  return Math.floor(slot / SLOTS_IN_WORD);
}

/** SQL for a row that fails in the slot; `words` names the words. */
export function failsSql(slot: number, words: readonly string[]): string {
  return `${wordAt(slot, words)} & ${bigint(failBit(slot))} <> 0`;
}

/** SQL for a row that fails in one of the slots. */
export function someFailsSql(slots: readonly number[], words: readonly string[]): string {
  const masks = new Map<string, bigint>();
  for (const slot of slots) masks.set(wordAt(slot, words), (masks.get(wordAt(slot, words)) ?? 0n) | failBit(slot));
  if (masks.size === 0) return 'false';
  return [...masks].map(([word, mask]) => `${word} & ${bigint(mask)} <> 0`).join(' or ');
}

/** SQL for a row that fails in one of the first `slots` slots. */
export function anyFailsSql(slots: number, words: readonly string[]): string {
  return someFailsSql(
    Array.from({ length: slots }, (_, slot) => slot),
    words,
  );
}

export type SlotState = 'pass' | 'fail' | 'skip';

/** SQL of a number whose bit `i` says whether slot `first + i` is in that state; the slots are in one word. */
export function stateBitsSql(
  state: SlotState,
  { first, count }: { readonly first: number; readonly count: number },
  words: readonly string[],
): string {
  const word = wordAt(first, words);
  const shift = first % SLOTS_IN_WORD;
  const all = (1 << count) - 1;
  if (state === 'fail') return `((${word} >> ${shift}) & ${all})`;
  if (state === 'skip') return `((${word} >> ${shift + SLOTS_IN_WORD}) & ${all})`;
  return `(${all} - (((${word} >> ${shift}) | (${word} >> ${shift + SLOTS_IN_WORD})) & ${all}))`;
}

/** The state of a slot in words that were read. */
export function stateOf(slot: number, words: readonly bigint[]): SlotState {
  const word = words[wordOf(slot)] ?? 0n;
  if ((word & failBit(slot)) !== 0n) return 'fail';
  return (word & skipBit(slot)) === 0n ? 'pass' : 'skip';
}

/** All bits of a word that stand for the state. */
export function allBits(state: 'fail' | 'skip'): bigint {
  const fails = (1n << BigInt(SLOTS_IN_WORD)) - 1n;
  return state === 'fail' ? fails : fails << BigInt(SLOTS_IN_WORD);
}

/** A word as read from DuckDB. */
export function readWord(value: Plain | undefined): bigint {
  return typeof value === 'number' || typeof value === 'string' ? BigInt(value) : 0n;
}

export function bigint(value: bigint): string {
  return `${value}::bigint`;
}

function failBit(slot: number): bigint {
  return 1n << BigInt(slot % SLOTS_IN_WORD);
}

function skipBit(slot: number): bigint {
  return 1n << BigInt((slot % SLOTS_IN_WORD) + SLOTS_IN_WORD);
}

function wordAt(slot: number, words: readonly string[]): string {
  return words[wordOf(slot)] ?? '0::bigint';
}
