import type { Condition, OrderOperator, StringOperand, TextOperator } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { conditionOf } from './condition-of.ts';
import { parseOperand, type Operand } from './parse-operand.ts';
import { unescapeListMember } from './string-end.ts';
import { asListMembers, type Variables } from './variables.ts';

/** The condition that starts here; undefined where none does. */
export function parseCondition(cursor: Cursor, variables: Variables): Condition | undefined {
  const { start } = cursor.token;
  const operator = parseOperator(cursor);
  if (operator === undefined) return undefined;
  if (operator === 'matches' || operator === 'not matches') {
    const { text } = cursor.expectKind('string', 'a regular expression as text in double quotes');
    return textCondition(operator, [{ kind: 'text', value: text, raw: text }], undefined, cursor, start);
  }
  if (operator === 'in' || operator === 'not in') {
    if (cursor.atSymbol('$')) return parseInVariable(operator, cursor, variables, start);
    return conditionOf({ operator, operands: parseList(cursor), start }, cursor);
  }
  if (operator === 'between' || operator === 'not between') {
    const low = parseOperand(cursor, asWritten);
    if (!cursor.atKeyword('and', 'AND')) return cursor.fail('`and` and the upper bound');
    cursor.take();
    return conditionOf({ operator, operands: [low, parseOperand(cursor, asWritten)], start }, cursor);
  }
  return conditionOf({ operator, operands: [parseOperand(cursor, asWritten)], start }, cursor);
}

/** Whether a condition starts here. */
export function atCondition(cursor: Cursor): boolean {
  if (cursor.token.kind === 'symbol') return ['=', '!', '>', '>=', '<', '<='].includes(cursor.token.text);
  return cursor.atKeyword('between', 'not', 'in', 'matches');
}

function parseOperator(cursor: Cursor): Operator | undefined {
  if (!atCondition(cursor)) return undefined;
  const { text } = cursor.take();
  if (text === '!') {
    cursor.expectSymbol('=');
    return '!=';
  }
  if (text === 'not') {
    const negated = NEGATED.get(cursor.token.text);
    if (cursor.token.kind !== 'keyword' || negated === undefined) {
      return cursor.fail('`between`, `in` or `matches` after `not`');
    }
    cursor.take();
    return negated;
  }
  if (cursor.token.kind === 'symbol' && (cursor.token.text === '=' || cursor.token.text === '>')) {
    return cursor.fail('a value', { hint: 'The comparisons are = != > >= < <= without spaces inside.' });
  }
  return OPERATORS.get(text);
}

type Operator = OrderOperator | TextOperator;

const COMPARISONS = ['=', '>', '>=', '<', '<=', 'between', 'in', 'matches'] as const;
const OPERATORS: ReadonlyMap<string, Operator> = new Map(COMPARISONS.map((operator) => [operator, operator]));
const NEGATED: ReadonlyMap<string, Operator> = new Map([
  ['between', 'not between'],
  ['in', 'not in'],
  ['matches', 'not matches'],
]);

function parseList(cursor: Cursor): Operand[] {
  cursor.expectSymbol('[', '`[` or `$` and the name of a variable');
  const operands: Operand[] = [];
  do operands.push(parseOperand(cursor, unescapeListMember));
  while (cursor.skipSymbol(','));
  cursor.expectSymbol(']', '`,` or `]`');
  return operands;
}

function parseInVariable(operator: TextOperator, cursor: Cursor, variables: Variables, start: number): Condition {
  const { name, variable } = variables.dereference(cursor);
  return textCondition(operator, variable === undefined ? [] : asListMembers(variable), name, cursor, start);
}

function textCondition(
  operator: TextOperator,
  operands: readonly StringOperand[],
  variable: string | undefined,
  cursor: Cursor,
  start: number,
): Condition {
  return { kind: 'string', operator, operands, variable, range: cursor.rangeFrom(start) };
}

function asWritten(raw: string): string {
  return raw;
}
