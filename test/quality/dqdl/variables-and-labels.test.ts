import { describe, expect, it } from 'vitest';
import { mergedLabels } from '../../../src/quality/dqdl/resolve.ts';
import { errorCodes, readCondition, readNode, readRule, readRuleset, rulesText, warningCodes } from './reading.ts';

const IN_V = 'ColumnValues "a" in $v';

describe('variables', () => {
  it('are texts or lists of texts', () => {
    expect(readRuleset(`v = "x" w = ["y", "z"] ${rulesText('RowCount > 1')}`).variables).toMatchObject([
      { name: 'v', value: { kind: 'text', value: 'x' } },
      { name: 'w', value: [{ value: 'y' }, { value: 'z' }] },
    ]);
  });

  it.each([
    ['a list', 'v = ["x", "y"] ', ['x', 'y']],
    ['a text, a list of one', 'v = "x" ', ['x']],
    ['with a space after the sign', 'v = "x" ', ['x']],
  ])('stand after `in`: %s', (_, before, values) => {
    const condition = readCondition('ColumnValues "a" not in $ v', before);
    expect(condition).toMatchObject({
      operator: 'not in',
      variable: 'v',
      operands: values.map((value) => ({ value })),
    });
  });

  it('stand as parameters', () => {
    expect(readRule('CustomSql $q > 0', 'q = "select 1" ').parameters).toMatchObject([
      { value: 'select 1', form: 'variable', raw: 'q' },
    ]);
  });

  it.each([
    ['a number', 'v = 5', 'DQDL_SYNTAX'],
    ['an empty list', 'v = []', 'DQDL_SYNTAX'],
    ['another variable', 'w = "x" v = $w', 'DQDL_VARIABLE_NESTED'],
    ['a text that names another variable', 'v = "a $w"', 'DQDL_VARIABLE_NESTED'],
    ['a list that names another variable', 'v = ["a", "$w"]', 'DQDL_VARIABLE_NESTED'],
    ['a name that starts with a point', '.v = "x"', 'DQDL_VARIABLE_NAME'],
    ['a name that starts with a line', '_v = "x"', 'DQDL_VARIABLE_NAME'],
    ['a name twice', 'v = "x" v = "y"', 'DQDL_VARIABLE_REPEATED'],
    ['a reserved word for a name', 'days = "x"', 'DQDL_SECTION_EXPECTED'],
  ])('are not declared by %s', (_, declaration, code) => {
    expect(errorCodes(`${declaration} ${rulesText('RowCount > 1')}`)).toEqual([code]);
  });

  it.each([
    ['after =', 'ColumnValues "a" = $v', 'DQDL_VARIABLE_NOT_ALLOWED'],
    ['in a list', 'ColumnValues "a" in [$v]', 'DQDL_VARIABLE_NOT_ALLOWED'],
    ['in a number', 'RowCount > $v', 'DQDL_VARIABLE_NOT_ALLOWED'],
    ['in a sum', 'RowCount > 1 + $v', 'DQDL_SYNTAX'],
    ['after matches', 'ColumnValues "a" matches $v', 'DQDL_SYNTAX'],
    ['after where', 'IsComplete "a" where $v', 'DQDL_SYNTAX'],
    ['when they are lists, as parameters', 'IsComplete $w', 'DQDL_VARIABLE_IS_LIST'],
    ['when no such one is declared', 'ColumnValues "a" in $vv', 'DQDL_UNKNOWN_VARIABLE'],
    ['when no such one is declared, as parameters', 'IsComplete $nope', 'DQDL_UNKNOWN_VARIABLE'],
  ])('do not stand %s', (_, rule, code) => {
    expect(errorCodes(`v = "x" w = ["x"] ${rulesText(rule)}`)).toEqual([code]);
  });

  it('take keywords for texts, with a warning', () => {
    const before = 'v = ["a", NULL, empty] ';
    expect(readCondition(IN_V, before)).toMatchObject({
      operands: [{ value: 'a' }, { value: 'NULL' }, { value: 'empty' }],
    });
    expect(warningCodes(before + rulesText(IN_V))).toEqual(['DQDL_VARIABLE_KEYWORD', 'DQDL_VARIABLE_KEYWORD']);
  });

  it('may hold a dollar sign that names nothing', () => {
    expect(errorCodes(`v = "costs $5" ${rulesText(IN_V)}`)).toEqual([]);
  });
});

describe('labels', () => {
  it('stand on a rule, and after a parenthesis on what stands in it', () => {
    expect(readRule('RowCount > 1 labels = ["a"="b", "c" = "d"]').labels).toMatchObject([
      { key: 'a', value: 'b' },
      { key: 'c', value: 'd' },
    ]);
    expect(readNode('((RowCount > 1) and (RowCount > 2)) labels=["a"="b"]')).toMatchObject({
      kind: 'composite',
      labels: [{ key: 'a' }],
      members: [{ labels: [] }, { labels: [] }],
    });
  });

  it('keep a composite of the same operator apart', () => {
    const node = readNode('((RowCount > 1) and (RowCount > 2)) labels=["a"="b"] and RowCount > 3');
    expect(node).toMatchObject({ members: [{ kind: 'composite' }, { kind: 'rule' }] });
  });

  it('after a parenthesis take the place of those inside, with a warning', () => {
    const rule = '(RowCount > 1 labels=["a"="b"]) labels=["c"="d"]';
    expect(readRule(rule).labels).toMatchObject([{ key: 'c' }]);
    expect(warningCodes(rulesText(rule))).toEqual(['DQDL_LABELS_REPLACED']);
  });

  it('after `with` are taken with a warning, which strict makes an error', () => {
    const rule = 'RowCount > 1 with x = 1 labels=["a"="b"]';
    expect(readRule(rule)).toMatchObject({ labels: [{ key: 'a' }], tags: [{ name: 'x' }] });
    expect(warningCodes(rulesText(rule))).toEqual(['DQDL_LABELS_AFTER_WITH']);
    expect(errorCodes(rulesText(rule), { strict: true })).toEqual(['DQDL_LABELS_AFTER_WITH']);
  });

  it.each([
    ['no label at all', 'labels=[]', 'DQDL_SYNTAX'],
    ['a label without a value', 'labels=["a"]', 'DQDL_SYNTAX'],
    ['a number for a value', 'labels=["a"=5]', 'DQDL_SYNTAX'],
    ['a date for a value', 'labels=["a"="2024-01-01"]', 'DQDL_DATE_LIKE_TEXT'],
    ['an empty key', 'labels=[""="b"]', 'DQDL_LABEL_EMPTY'],
    ['an empty value', 'labels=["a"=""]', 'DQDL_LABEL_EMPTY'],
    ['a key twice', 'labels=["a"="b","a"="c"]', 'DQDL_LABEL_REPEATED'],
    ['a key of 129 characters', `labels=["${'k'.repeat(129)}"="b"]`, 'DQDL_LABEL_LENGTH'],
    ['a value of 257 characters', `labels=["a"="${'v'.repeat(257)}"]`, 'DQDL_LABEL_LENGTH'],
    ['11 labels', `labels=[${many(11)}]`, 'DQDL_LABEL_COUNT'],
    ['a second list', 'labels=["a"="b"] labels=["c"="d"]', 'DQDL_SYNTAX'],
  ])('do not take %s', (_, labels, code) => {
    expect(errorCodes(rulesText(`RowCount > 1 ${labels}`))).toEqual([code]);
  });

  it('take 10 labels, keys of 128 and values of 256 characters', () => {
    expect(errorCodes(rulesText(`RowCount > 1 labels=[${many(10)}]`))).toEqual([]);
    expect(errorCodes(rulesText(`RowCount > 1 labels=["${'k'.repeat(128)}"="${'v'.repeat(256)}"]`))).toEqual([]);
  });

  it('count with the default ones, overridden or not', () => {
    const text = (own: string) => `DefaultLabels = [${many(5)}] ${rulesText(`RowCount > 1 labels=[${own}]`)}`;
    expect(errorCodes(text(many(5, 'x')))).toEqual([]);
    expect(errorCodes(text(many(6, 'x')))).toEqual(['DQDL_LABEL_COUNT']);
    expect(errorCodes(text(many(6)))).toEqual(['DQDL_LABEL_COUNT']);
  });

  it('of a rule win over the default ones by key', () => {
    const ruleset = readRuleset(
      `DefaultLabels = ["a"="1","b"="2"] ${rulesText('RowCount > 1 labels=["b"="3"]', 'RowCount > 2')}`,
    );
    expect(ruleset.rules.map((rule) => Object.fromEntries(mergedLabels(ruleset, rule)))).toEqual([
      { a: '1', b: '3' },
      { a: '1', b: '2' },
    ]);
  });
});

function many(count: number, prefix = 'k'): string {
  return Array.from({ length: count }, (_, index) => `"${prefix}${index}"="v"`).join(',');
}
