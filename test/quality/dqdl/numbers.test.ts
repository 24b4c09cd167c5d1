import { describe, expect, it } from 'vitest';
import type { NumberExpression } from '../../../src/quality/dqdl/ast.ts';
import { printCondition } from '../../../src/quality/dqdl/print-condition.ts';
import { errorCodes, readCondition, rulesText, withoutRanges } from './reading.ts';

function readNumber(text: string): NumberExpression {
  const condition = readCondition(`RowCount > ${text}`);
  const [operand] = condition.kind === 'number' ? condition.operands : [];
  if (operand === undefined) throw new Error(`${text} is no number`);
  return operand;
}

/** Every operation in brackets: how the parser groups. */
function grouping(expression: NumberExpression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.text;
    case 'null':
      return 'NULL';
    case 'group':
      return `(${grouping(expression.inner)})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(grouping).join(', ')})`;
    default:
      return `[${grouping(expression.left)}${expression.operator}${grouping(expression.right)}]`;
  }
}

describe('numbers', () => {
  it.each([
    ['5', 5],
    ['007', 7],
    ['1.50', 1.5],
    ['-5', -5],
    ['- 5', -5],
    ['-0.25', -0.25],
    ['12345678901234567890', 1.2345678901234567e19],
  ])('takes %s', (text, value) => {
    expect(readNumber(text)).toMatchObject({ kind: 'literal', value });
  });

  it.each(['.5', '1.', '1e5', '1_000', '+5', '-(5)', '-last()', '- -5', '0x1F', '5 5', 'x', '"5"', '- NULL'])(
    'does not take %s',
    (text) => {
      expect(errorCodes(rulesText(`RowCount > ${text}`))).toHaveLength(1);
    },
  );

  it('keeps the text of a number', () => {
    expect(printCondition(readCondition('RowCount = 1.50'))).toBe('= 1.50');
    expect(printCondition(readCondition('RowCount = - 007'))).toBe('= -007');
  });

  it.each([
    ['1+2*3', '[[1+2]*3]'],
    ['1-2-3', '[[1-2]-3]'],
    ['1/2*3-4', '[[[1/2]*3]-4]'],
    ['1-(2-3)', '[1-([2-3])]'],
    ['5 - -3', '[5--3]'],
    ['5-3', '[5-3]'],
    ['((1+2))', '([1+2])'],
    ['(((5)))', '5'],
    ['(NULL) + (last(3))', '[NULL+last(3)]'],
    ['f(1 + 2, (3), ((4 - 5)), g())', 'f([1+2], 3, ([4-5]), g())'],
  ])('groups %s as %s: one precedence, to the left', (text, expected) => {
    expect(grouping(readNumber(text))).toBe(expected);
  });

  it.each(['last()', 'last(3)', 'last (3)', 'avg(last(3), 2)', 'anything(1, NULL)', '1e5()', 'now ()', 'std(std(1))'])(
    'takes the function call %s, whatever its name',
    (text) => {
      expect(readNumber(text).kind).toBe('call');
    },
  );

  it.each(['last(3', 'last(3,)', 'last(,)', 'last("a")', 'last(3 4)', 'avg(now())'])('does not take %s', (text) => {
    expect(errorCodes(rulesText(`RowCount > ${text}`))).toHaveLength(1);
  });

  it('takes a function call in a list, not in place of one', () => {
    expect(errorCodes(rulesText('RowCount in [last(3)]'))).toEqual([]);
    expect(errorCodes(rulesText('RowCount in last(3)'))).toEqual(['DQDL_SYNTAX']);
  });

  it('prints operators spaced, arguments not, and parentheses where they join something', () => {
    const text = 'RowCount between (0.9*avg(last( 3 ) , 2)) and (((1)))+2';
    expect(printCondition(readCondition(text))).toBe('between (0.9 * avg(last(3),2)) and 1 + 2');
  });

  it('keeps NULL as an operand without a value', () => {
    expect(withoutRanges(readCondition('RowCount between NULL and 5'))).toEqual({
      kind: 'number',
      operator: 'between',
      operands: [{ kind: 'null' }, { kind: 'literal', text: '5', value: 5 }],
    });
  });
});
