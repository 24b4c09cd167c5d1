import type { Keyword, StringCondition } from '../dqdl/ast.ts';

/**
 * What a condition on texts lets pass: these texts and keywords, or all but these. `EMPTY` is the empty text. Which
 * values equal a text depends on the type of the column: in one of numbers "1" and "1.0" are the same.
 */
export interface TextSet {
  readonly kind: 'texts';
  readonly negated: boolean;
  readonly texts: ReadonlySet<string>;
  readonly keywords: ReadonlySet<Keyword>;
}

/** The set of a condition by `=`, `!=`, `in` or `not in`. */
export function textSetOf({ operator, operands }: StringCondition): TextSet {
  const keywords = operands.flatMap((operand) => (operand.kind === 'keyword' ? [operand.keyword] : []));
  const texts = operands.flatMap((operand) => (operand.kind === 'text' ? [operand.value] : []));
  return {
    kind: 'texts',
    negated: operator === '!=' || operator === 'not in',
    texts: new Set(keywords.includes('EMPTY') ? [...texts, ''] : texts),
    keywords: new Set(keywords.filter((keyword) => keyword !== 'EMPTY')),
  };
}

/** Whether no value passes both, whatever the type of the column. */
export function areTextsDisjoint(one: TextSet, other: TextSet): boolean {
  if (one.negated && other.negated) return false;
  if (one.negated) return areTextsDisjoint(other, one);
  if (other.negated) return isWithin(one.texts, other.texts) && isWithin(one.keywords, other.keywords);
  return areKeywordsApart(one, other) && areKeywordsApart(other, one) && areTextsApart(one.texts, other.texts);
}

/** Equal for equal sets. */
export function keyOfTexts({ negated, texts, keywords }: TextSet): string {
  return JSON.stringify([negated, [...texts].toSorted(), [...keywords].toSorted()]);
}

function isWithin<T>(part: ReadonlySet<T>, whole: ReadonlySet<T>): boolean {
  return [...part].every((member) => whole.has(member));
}

function areKeywordsApart({ keywords }: TextSet, other: TextSet): boolean {
  const spaces = keywords.has('WHITESPACES_ONLY') && [...other.texts].some((text) => text !== '' && text.trim() === '');
  return !spaces && [...keywords].every((keyword) => !other.keywords.has(keyword));
}

/** Of two texts that may both be numbers or dates nothing is known; others are equal only where they are the same. */
function areTextsApart(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if ([...one].some(mayBeNumberOrDate) && [...other].some(mayBeNumberOrDate)) return false;
  const lower = new Set([...other].map((text) => text.toLowerCase()));
  return [...one].every((text) => !lower.has(text.toLowerCase()));
}

function mayBeNumberOrDate(text: string): boolean {
  return /^[\s+-]*(?:[.\d]|nan|inf|epoch)/i.test(text);
}
