import type { DateExpression, DurationLiteral, Keyword, NumberExpression, SizeLiteral, StringOperand } from './ast.ts';
import type { Cursor } from './cursor.ts';
import type { Span } from './finding-list.ts';
import { parseNumber } from './parse-number.ts';
import { DURATION_UNITS, SIZE_UNITS } from './token.ts';

/** What may stand on the right of an operator, before the kind of the whole condition is known. */
export type Operand = Span &
  (
    | { readonly kind: 'number'; readonly value: NumberExpression }
    | { readonly kind: 'string'; readonly value: StringOperand }
    | { readonly kind: 'date'; readonly value: DateExpression }
    | { readonly kind: 'duration'; readonly value: DurationLiteral }
    | { readonly kind: 'size'; readonly value: SizeLiteral }
    /** `NULL`: a number, a text or a date, as the others are. */
    | { readonly kind: 'null'; readonly value: undefined }
  );

/** Reads one operand; `unescape` gives the meaning of a text's escapes in this place. */
export function parseOperand(cursor: Cursor, unescape: (raw: string) => string): Operand {
  const { token } = cursor;
  const { kind, text, start } = token;
  if (kind === 'string') {
    const { end } = cursor.take();
    return { kind, value: { kind: 'text', value: unescape(text), raw: text }, start, end };
  }
  if (kind === 'date' || kind === 'time') {
    return { kind: 'date', value: { kind, text: cursor.take().text }, start, end: token.end };
  }
  if (kind === 'now') return { kind: 'date', value: { kind, offset: undefined }, start, end: cursor.take().end };
  if (kind === 'keyword') return parseKeyword(cursor);
  if (kind === 'integer' && cursor.peek(1).kind === 'keyword') return parseMeasure(cursor);
  if (cursor.atSymbol('(') && cursor.peek(1).kind === 'now') {
    return { kind: 'date', value: parseOffset(cursor), start, end: cursor.previousEnd };
  }
  if (cursor.atSymbol('$')) {
    return cursor.fail('a value', {
      code: 'DQDL_VARIABLE_NOT_ALLOWED',
      message: 'A variable may stand after `in` and `not in`, without brackets, or as a parameter',
    });
  }
  return parseNumberOperand(cursor);
}

function parseNumberOperand(cursor: Cursor): Operand {
  const { start } = cursor.token;
  return { kind: 'number', value: parseNumber(cursor), start, end: cursor.previousEnd };
}

/** A keyword that stands alone; `NULL + 1` is a number. */
function parseKeyword(cursor: Cursor): Operand {
  const keyword = keywordAt(cursor);
  const { start, end } = cursor.token;
  if (keyword !== undefined && keyword !== 'NULL') {
    cursor.take();
    return { kind: 'string', value: { kind: 'keyword', keyword }, start, end };
  }
  const operand = parseNumberOperand(cursor);
  return operand.end === end ? { kind: 'null', value: undefined, start, end } : operand;
}

/** `3 days`, `5 KB`, or the number before another keyword. */
function parseMeasure(cursor: Cursor): Operand {
  const { start } = cursor.token;
  const duration = parseDuration(cursor);
  if (duration) return { kind: 'duration', value: duration, start, end: cursor.previousEnd };
  const size = parseSize(cursor);
  if (size) return { kind: 'size', value: size, start, end: cursor.previousEnd };
  return parseNumberOperand(cursor);
}

/** `NULL`, `EMPTY` or `WHITESPACES_ONLY`, upper or lower case, where one stands here. */
export function keywordAt(cursor: Cursor): Keyword | undefined {
  if (cursor.atKeyword('null', 'NULL')) return 'NULL';
  if (cursor.atKeyword('empty', 'EMPTY')) return 'EMPTY';
  return cursor.atKeyword('whitespaces_only', 'WHITESPACES_ONLY') ? 'WHITESPACES_ONLY' : undefined;
}

/** `(now() - 3 days)` */
function parseOffset(cursor: Cursor): DateExpression {
  cursor.take();
  cursor.take();
  const sign = cursor.atSymbol('+') ? '+' : '-';
  if (!cursor.skipSymbol(sign)) return cursor.fail('`+` or `-` and a duration');
  const by = parseDuration(cursor) ?? cursor.fail('a duration such as `3 days`');
  cursor.expectSymbol(')');
  return { kind: 'now', offset: { sign, by } };
}

function parseDuration(cursor: Cursor): DurationLiteral | undefined {
  const unit = DURATION_UNITS.find((name) => isUnit(cursor, name));
  return unit && { amount: takeAmount(cursor), unit };
}

function parseSize(cursor: Cursor): SizeLiteral | undefined {
  const unit = SIZE_UNITS.find((name) => isUnit(cursor, name));
  return unit && { amount: takeAmount(cursor), unit };
}

function isUnit(cursor: Cursor, unit: string): boolean {
  const next = cursor.peek(1);
  return cursor.token.kind === 'integer' && next.kind === 'keyword' && next.text === unit;
}

/** The open parser reads amounts as 32-bit integers and crashes on more. */
function takeAmount(cursor: Cursor): number {
  const token = cursor.take();
  cursor.take();
  const amount = Number(token.text);
  if (amount > MOST_32_BIT) reportRange(cursor, token);
  return amount;
}

export const MOST_32_BIT = 2_147_483_647;

export function reportRange(cursor: Cursor, span: Span): void {
  cursor.findings.error('DQDL_NUMBER_RANGE', span, 'This amount is too large', { expected: `at most ${MOST_32_BIT}` });
}
