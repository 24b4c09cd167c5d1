import type {
  Condition,
  DateExpression,
  DurationLiteral,
  Keyword,
  NumberExpression,
  SizeLiteral,
  StringOperand,
} from './ast.ts';
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
    | { readonly kind: 'null' }
  );

/** The kinds of condition this operand can belong to, in the order in which the grammar tries them. */
export function kindsOf(operand: Operand): readonly Condition['kind'][] {
  return operand.kind === 'null' ? ['number', 'string', 'date'] : [operand.kind];
}

/** Reads one operand; `unescape` gives the meaning of a text's escapes in this place. */
export function parseOperand(cursor: Cursor, unescape: (raw: string) => string): Operand {
  const start = cursor.index;
  const { token } = cursor;
  const operand = readOperand(cursor, unescape);
  const bareNull = operand.kind === 'number' && operand.value.kind === 'null' && cursor.index === start + 1;
  const span = { start: token.start, end: cursor.previousEnd };
  return bareNull ? { kind: 'null', ...span } : { ...operand, ...span };
}

type Bare<O> = O extends Operand ? Omit<O, 'start' | 'end'> : never;

function readOperand(cursor: Cursor, unescape: (raw: string) => string): Bare<Operand> {
  const { token } = cursor;
  const { kind, text } = token;
  if (kind === 'string')
    return { kind: 'string', value: { kind: 'text', value: unescape(cursor.take().text), raw: text } };
  if (kind === 'date' || kind === 'time') return { kind: 'date', value: { kind, text: cursor.take().text } };
  if (kind === 'now') {
    cursor.take();
    return { kind: 'date', value: { kind: 'now', offset: undefined } };
  }
  if (cursor.atSymbol('(') && cursor.peek(1).kind === 'now') return { kind: 'date', value: parseOffset(cursor) };
  const keyword = keywordAt(cursor);
  if (keyword !== undefined && keyword !== 'NULL') {
    cursor.take();
    return { kind: 'string', value: { kind: 'keyword', keyword } };
  }
  if (kind === 'integer' && cursor.peek(1).kind === 'keyword') {
    const duration = parseDuration(cursor);
    if (duration) return { kind: 'duration', value: duration };
    const size = parseSize(cursor);
    if (size) return { kind: 'size', value: size };
  }
  if (cursor.atSymbol('$')) {
    return cursor.fail('a value', {
      code: 'DQDL_VARIABLE_NOT_ALLOWED',
      message: 'A variable may stand after `in` and `not in`, without brackets, or as a parameter',
    });
  }
  return { kind: 'number', value: parseNumber(cursor) };
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
