import type { Plain } from '../../duckdb/plain.ts';

/**
 * Verdicts packed into BIGINTs, so that a row has a few integers in place of a column a rule, and rows can be grouped by
 * them. A verdict has two bits, of which at most one is set: it fails, or it is skipped.
 */
export const SLOTS_IN_WORD = 31;

/** SQL of the words of a row; verdicts are SQL that is TRUE, FALSE or NULL (skipped). */
export function wordsSql(verdicts: readonly string[]): readonly string[] {
  const words: string[] = [];
  for (let start = 0; start < verdicts.length; start += SLOTS_IN_WORD) {
    const some = verdicts.slice(start, start + SLOTS_IN_WORD);
    words.push(some.map((verdict, index) => bitsSql(verdict, start + index)).join(' | '));
  }
  return words;
}

/** Typed as they are, no value has to be cast. */
function bitsSql(verdict: string, slot: number): string {
  return `case when ${verdict} then 0::bigint when not (${verdict}) then ${bigint(failBit(slot))} else ${bigint(skipBit(slot))} end`;
}

/** Names for the words of {@link wordsSql}. */
export function wordNames(words: readonly string[], prefix: string): readonly string[] {
  return words.map((_, index) => `${prefix}${index}`);
}

export function wordOf(slot: number): number {
  return Math.floor(slot / SLOTS_IN_WORD);
}

/** SQL for a row that fails in the slot; `words` names the words. */
export function failsSql(slot: number, words: readonly string[]): string {
  return `${wordAt(slot, words)} & ${bigint(failBit(slot))} <> 0`;
}

/** SQL for a row that fails in one of the first `slots` slots. */
export function anyFailsSql(slots: number, words: readonly string[]): string {
  const masks = words.flatMap((word, index) => {
    const own = Math.min(SLOTS_IN_WORD, slots - index * SLOTS_IN_WORD);
    return own <= 0 ? [] : [`${word} & ${bigint((1n << BigInt(own)) - 1n)} <> 0`];
  });
  return masks.length === 0 ? 'false' : masks.join(' or ');
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
