import type { ArithmeticOperator, NumberExpression } from './ast.ts';
import type { Cursor } from './cursor.ts';

/** How deep expressions and composites may nest, so that no reader of the tree runs out of stack. */
export const MOST_NESTED = 1000;

/** An expression and the height of its tree. */
interface Measured {
  readonly expression: NumberExpression;
  readonly height: number;
}

const EXPECTED = 'a number, `NULL`, `(` or a function call';

/**
 * `1`, `-2.5`, `NULL`, `last(3)`, `( … )`, joined by `+ - * /`, which share one precedence and group to the left.
 * A minus stands directly before a literal only. Parentheses that join nothing are left out.
 */
export function parseNumber(cursor: Cursor): NumberExpression {
  return parseSum(cursor, 0).expression;
}

function parseSum(cursor: Cursor, depth: number): Measured {
  let sum = parseTerm(cursor, depth);
  for (let operator = operatorAt(cursor); operator !== undefined; operator = operatorAt(cursor)) {
    cursor.take();
    const right = parseTerm(cursor, depth);
    const height = Math.max(sum.height, right.height) + 1;
    if (height + depth > MOST_NESTED) failTooDeep(cursor);
    sum = { expression: { kind: 'binary', operator, left: sum.expression, right: right.expression }, height };
  }
  return sum;
}

function parseTerm(cursor: Cursor, depth: number): Measured {
  if (depth >= MOST_NESTED) failTooDeep(cursor);
  const { token } = cursor;
  if (token.kind === 'integer' || token.kind === 'decimal') return { expression: literal(cursor, ''), height: 1 };
  if (cursor.skipSymbol('-')) return { expression: literal(cursor, '-'), height: 1 };
  if (cursor.atKeyword('null', 'NULL')) {
    cursor.take();
    return { expression: { kind: 'null' }, height: 1 };
  }
  if (cursor.skipSymbol('(')) return parseGroup(cursor, depth);
  if (token.kind === 'word' && cursor.atSymbol('(', 1)) return parseCall(cursor, depth);
  return cursor.fail(EXPECTED, hintFor(token.text));
}

function literal(cursor: Cursor, sign: '' | '-'): NumberExpression {
  const { token } = cursor;
  if (token.kind !== 'integer' && token.kind !== 'decimal') return cursor.fail('digits directly after `-`');
  cursor.take();
  const text = sign + token.text;
  return { kind: 'literal', text, value: Number(text) };
}

function parseGroup(cursor: Cursor, depth: number): Measured {
  const { expression, height } = parseSum(cursor, depth + 1);
  cursor.expectSymbol(')', 'an operator or `)`');
  if (expression.kind !== 'binary') return { expression, height };
  return { expression: { kind: 'group', inner: expression }, height: height + 1 };
}

function parseCall(cursor: Cursor, depth: number): Measured {
  const { text: name } = cursor.take();
  cursor.take();
  const members: NumberExpression[] = [];
  let height = 0;
  if (!cursor.atSymbol(')')) {
    do {
      const member = parseSum(cursor, depth + 1);
      members.push(member.expression);
      height = Math.max(height, member.height);
    } while (cursor.skipSymbol(','));
  }
  cursor.expectSymbol(')', 'an operator, `,` or `)`');
  return { expression: { kind: 'call', name, arguments: members }, height: height + 1 };
}

function operatorAt(cursor: Cursor): ArithmeticOperator | undefined {
  const { kind, text } = cursor.token;
  if (kind !== 'symbol') return undefined;
  return text === '+' || text === '-' || text === '*' || text === '/' ? text : undefined;
}

function failTooDeep(cursor: Cursor): never {
  return cursor.fail(`at most ${MOST_NESTED} levels of nesting`, {
    code: 'DQDL_TOO_DEEP',
    message: `Nested deeper than ${MOST_NESTED} levels`,
  });
}

function hintFor(text: string): { hint?: string } {
  if (/^[0-9]+(?:[KMGT]?B|days|hours|minutes)$/.test(text)) return { hint: 'Put a space between number and unit.' };
  if (/^[0-9._]*(?:[eE]?[0-9_]+|\.)$/.test(text)) return { hint: 'Numbers are digits, or digits, a point and digits.' };
  return {};
}
