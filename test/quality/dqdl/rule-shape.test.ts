import { describe, expect, it } from 'vitest';
import { errorCodes, readNode, readRule, rulesText, warningCodes, withoutRanges } from './reading.ts';

describe('parameters', () => {
  it('are quoted, bare or a variable, each with its connector', () => {
    expect(withoutRanges(readRule('ColumnCorrelation of "a" AND $b > 0.5', 'b = "x y" ').parameters)).toEqual([
      { value: 'a', form: 'quoted', raw: 'a', connector: 'of' },
      { value: 'x y', form: 'variable', raw: 'b', connector: 'AND' },
    ]);
  });

  it.each([
    'IsComplete of',
    'IsComplete of of "a"',
    'IsComplete and of "a"',
    'IsComplete ("a")',
    'IsComplete "a", "b"',
  ])('are not read out of %s', (rule) => {
    expect(errorCodes(rulesText(rule))).not.toEqual([]);
  });

  it('keep an escaped quote as it is written', () => {
    expect(readRule(String.raw`IsComplete "a\"b"`).parameters[0]?.value).toBe(String.raw`a\"b`);
  });
});

describe('where', () => {
  it('stands after the condition, before labels and tags', () => {
    const rule = readRule('ColumnValues "a" > 5 where "b = \'x\'" labels=["k"="v"] with threshold > 0.9 with x = 1');
    expect(rule).toMatchObject({ where: "b = 'x'", labels: [{ key: 'k' }], tags: [{ name: 'x' }] });
    expect(rule.threshold?.operator).toBe('>');
  });

  it('keeps its escapes as they are written', () => {
    expect(readRule(String.raw`IsComplete "a" where "b = \"x\""`).where).toBe(String.raw`b = \"x\"`);
  });

  it.each([
    ['an empty filter', 'IsComplete "a" where ""', 'DQDL_WHERE_EMPTY'],
    ['a filter without quotes', 'IsComplete "a" where b > 1', 'DQDL_SYNTAX'],
    ['a type that has none', 'ColumnExists "a" where "b > 1"', 'DQDL_WHERE_NOT_ALLOWED'],
    ['a place before the condition', 'RowCount where "b" > 5', 'DQDL_SYNTAX'],
    ['a place after a tag', 'RowCount > 5 with x = 5 where "b"', 'DQDL_SYNTAX'],
    ['a place after labels', 'RowCount > 5 labels=["a"="b"] where "b"', 'DQDL_SYNTAX'],
  ])('does not take %s', (_, rule, code) => {
    expect(errorCodes(rulesText(rule))).toEqual([code]);
  });

  it('takes white space for a filter', () => {
    expect(readRule('IsComplete "a" where " "').where).toBe(' ');
  });
});

describe('threshold', () => {
  it.each(['threshold', 'THRESHOLD', 'Threshold'])('is called %s', (name) => {
    expect(readRule(`ColumnValues "a" = "x" with ${name} between 0.4 and 0.8`)).toMatchObject({
      threshold: { kind: 'number', operator: 'between' },
      tags: [],
    });
  });

  it.each([
    ['twice', 'ColumnValues "a" = 5 with threshold > 0.5 with Threshold < 1', 'DQDL_THRESHOLD_REPEATED'],
    ['on a type that takes none', 'RowCount > 5 with threshold > 0.5', 'DQDL_THRESHOLD_NOT_ALLOWED'],
    ['on a type that takes none, as equality', 'RowCount > 5 with threshold = 0.5', 'DQDL_THRESHOLD_NOT_ALLOWED'],
    ['of texts', 'ColumnValues "a" = 5 with threshold in ["x"]', 'DQDL_TAG_OPERATOR'],
    ['of dates', 'ColumnValues "a" = 5 with threshold > now()', 'DQDL_TAG_VALUE'],
  ])('does not stand %s', (_, rule, code) => {
    expect(errorCodes(rulesText(rule))).toEqual([code]);
  });

  it.each(['"0.5"', 'NULL', 'EMPTY'])('that is the text %s is an ordinary tag, with a warning', (value) => {
    const rule = `IsComplete "a" with threshold = ${value}`;
    expect(readRule(rule)).toMatchObject({ threshold: undefined, tags: [{ name: 'threshold', raw: value }] });
    expect(warningCodes(rulesText(rule))).toEqual(['DQDL_THRESHOLD_IS_TAG']);
  });
});

describe('tags', () => {
  it.each([
    ['"x y"', 'x y', '"x y"'],
    [String.raw`"a\"b"`, String.raw`a\"b`, String.raw`"a\"b"`],
    ['5', 5, '5'],
    ['- 0.50', -0.5, '-0.50'],
    ['1 + 2', '1+2', '1+2'],
    ['last( 3 , (2) )', 'last(3,(2))', 'last(3,(2))'],
    ['null', 'NULL', 'NULL'],
    ['empty', 'EMPTY', 'EMPTY'],
  ])('take %s', (text, value, raw) => {
    expect(readRule(`RowCount > 5 with x = ${text}`).tags).toMatchObject([{ name: 'x', value, raw }]);
  });

  it.each([
    ['an order', 'with x > 5', 'DQDL_TAG_OPERATOR'],
    ['a difference', 'with x != "y"', 'DQDL_TAG_OPERATOR'],
    ['a pattern', 'with x matches "y"', 'DQDL_TAG_OPERATOR'],
    ['a word', 'with x = true', 'DQDL_SYNTAX'],
    ['a date', 'with x = "2024-01-01"', 'DQDL_DATE_LIKE_TEXT'],
    ['a duration', 'with x = 5 days', 'DQDL_TAG_VALUE'],
    ['a variable', 'with x = $v', 'DQDL_VARIABLE_NOT_ALLOWED'],
    ['a name in quotes', 'with "x" = 5', 'DQDL_SYNTAX'],
    ['a keyword for a name', 'with of = 5', 'DQDL_RESERVED_WORD'],
    ['no value', 'with x', 'DQDL_SYNTAX'],
  ])('do not take %s', (_, tag, code) => {
    expect(errorCodes(`v = "x" ${rulesText(`RowCount > 5 ${tag}`)}`)).toEqual([code]);
  });

  it('take the last of a name that is repeated, with a warning', () => {
    const rule = 'RowCount > 5 with x = 1 with y = 2 with x = 3';
    expect(readRule(rule).tags).toMatchObject([
      { name: 'x', value: 3 },
      { name: 'y', value: 2 },
    ]);
    expect(warningCodes(rulesText(rule))).toEqual(['DQDL_TAG_REPEATED']);
  });

  it('take a list of texts with a warning, which strict makes an error', () => {
    const rule = 'FileFreshness > now() with filterOrder = ["recentFiles", "uriRegex"]';
    expect(readRule(rule).tags).toMatchObject([
      { value: ['recentFiles', 'uriRegex'], raw: '["recentFiles","uriRegex"]' },
    ]);
    expect(warningCodes(rulesText(rule))).toEqual(['DQDL_TAG_LIST']);
    expect(errorCodes(rulesText(rule), { strict: true })).toEqual(['DQDL_TAG_LIST']);
  });

  it('name the known tag that a misspelt one is near', () => {
    expect(warningCodes(rulesText('ColumnDataType "a" = "Date" with fromat = "yyyy-MM-dd"'))).toEqual([
      'DQDL_TAG_UNKNOWN',
    ]);
  });
});

/** `A & (B | C)`, each rule by its number. */
function shape(text: string): unknown {
  const visit = (node: ReturnType<typeof readNode>): string => {
    if (node.kind === 'composite') {
      return `(${node.members.map(visit).join(node.operator === 'and' ? ' & ' : ' | ')})`;
    }
    const [operand] = node.condition?.operands ?? [];
    return operand !== undefined && 'text' in operand ? operand.text : '';
  };
  return visit(readNode(text.replaceAll(/\d/g, 'RowCount > $&')));
}

describe('composites', () => {
  it.each([
    ['1 and 2', '(1 & 2)'],
    ['1 or 2 and 3', '(1 | (2 & 3))'],
    ['1 and 2 or 3 and 4', '((1 & 2) | (3 & 4))'],
    ['1 and 2 and 3', '(1 & 2 & 3)'],
    ['1 or (2 or (3 or 4))', '(1 | 2 | 3 | 4)'],
    ['(1 or 2) and 3', '((1 | 2) & 3)'],
    ['(((1)))', '1'],
    ['(1 and 2) and (3 or 4)', '(1 & 2 & (3 | 4))'],
    ['1 and (2 and (3 or 4))', '(1 & (2 & (3 | 4)))'],
  ])('%s groups as %s', (text, expected) => {
    expect(shape(text)).toBe(expected);
  });

  it.each([
    '(RowCount > 1',
    'RowCount > 1)',
    '(RowCount > 1) and',
    'and RowCount > 1',
    '()',
    '(RowCount > 1) RowCount = 2 and',
  ])('are not read out of %s', (text) => {
    expect(errorCodes(rulesText(text))).not.toEqual([]);
  });

  it('need parentheses where a rule ends in a parameter: `and` and a word are one more parameter', () => {
    expect(errorCodes(rulesText('IsComplete "a" and IsComplete "b"'))).toEqual(['DQDL_PARAMETER_COUNT']);
    expect(errorCodes(rulesText('(IsComplete "a") and (IsComplete "b")'))).toEqual([]);
    expect(errorCodes(rulesText('IsComplete "a" and (IsComplete "b")'))).toEqual([]);
  });

  it('warn where that gives a rule nobody meant', () => {
    expect(warningCodes(rulesText('IsPrimaryKey "a" and IsComplete "b"'))).toEqual(['DQDL_AND_TAKES_PARAMETER']);
    expect(readRule('IsPrimaryKey "a" and IsComplete "b"').parameters).toHaveLength(3);
  });

  it('deeper than release 1.0.0 allows are taken with a warning, which strict makes an error', () => {
    expect(warningCodes(chain(6))).toEqual([]);
    expect(warningCodes(chain(7))).toEqual(['DQDL_COMPOSITE_DEPTH']);
    expect(errorCodes(chain(7), { strict: true })).toEqual(['DQDL_COMPOSITE_DEPTH']);
  });
});

function chain(count: number): string {
  return rulesText(Array.from({ length: count }, () => 'RowCount > 1').join(' and '));
}
