import { describe, expect, it } from 'vitest';
import { printAnalyzer, printRule, printRuleset } from '../../../src/quality/dqdl/print.ts';
import { readAnalyzer, readNode, readRuleset, rulesText, withoutRanges } from './reading.ts';

describe('printRule', () => {
  it.each([
    ['ColumnCorrelation  OF a   and "b">0.50', 'ColumnCorrelation OF a and "b" > 0.50'],
    ['ColumnValues "a" in [ "x" , null ]', 'ColumnValues "a" in ["x",NULL]'],
    ['ColumnValues "a" not in [1, 2.50]', 'ColumnValues "a" not in [1,2.50]'],
    ['RowCount between - 5 AND avg( last(3) , 2 )', 'RowCount between -5 and avg(last(3),2)'],
    ['ColumnValues "a" ! = empty', 'ColumnValues "a" != EMPTY'],
    ['ColumnValues "a">(now()-3 days)', 'ColumnValues "a" > (now() - 3 days)'],
    ['IsComplete "a" where  "b > 1"', 'IsComplete "a" where "b > 1"'],
    ['CustomSql "x" with THRESHOLD>0.5', 'CustomSql "x" with threshold > 0.5'],
    ['RowCount > 5 with x = - 1 with y="z"', 'RowCount > 5 with x = -1 with y = "z"'],
    ['RowCount > now ()', 'RowCount > now()'],
    ['RowCount > 1 labels = ["a"="b","c" = "d"] with x=1', 'RowCount > 1 labels=["a"="b","c"="d"] with x = 1'],
  ])('of %s is %s', (rule, printed) => {
    expect(printRule(readNode(rule))).toBe(printed);
  });

  it.each([
    ['RowCount > 1 and RowCount > 2', '(RowCount > 1) AND (RowCount > 2)'],
    ['RowCount > 1 or (RowCount > 2 or RowCount > 3)', '(RowCount > 1) OR (RowCount > 2) OR (RowCount > 3)'],
    [
      'RowCount > 1 and RowCount > 2 or RowCount > 3 and RowCount > 4',
      '((RowCount > 1) AND (RowCount > 2)) OR ((RowCount > 3) AND (RowCount > 4))',
    ],
    [
      '(RowCount > 1 and RowCount > 2) or RowCount > 3 or RowCount > 4',
      '(((RowCount > 1) AND (RowCount > 2)) OR (RowCount > 3)) OR (RowCount > 4)',
    ],
    [
      'RowCount > 1 and RowCount > 2 and (RowCount > 3 or RowCount > 4)',
      '((RowCount > 1) AND (RowCount > 2)) AND ((RowCount > 3) OR (RowCount > 4))',
    ],
    ['((RowCount > 1))', 'RowCount > 1'],
  ])('groups %s as the open parser prints it', (rule, printed) => {
    expect(printRule(readNode(rule))).toBe(printed);
  });

  it('prints the texts of lists without their escapes, as the open parser does', () => {
    expect(printRule(readNode(String.raw`ColumnValues "a\"b" in ["x\"y"] where "c = \"d\""`))).toBe(
      String.raw`ColumnValues "a\"b" in ["x"y"] where "c = \"d\""`,
    );
  });

  it('prints tags in the order of a Java map', () => {
    const rule = 'FileUniqueness > 0.5 with aa = "1" with b = "2" with zz = "3" with C = "4" with d1 = "5"';
    expect(printRule(readNode(rule))).toBe(
      'FileUniqueness > 0.5 with aa = "1" with zz = "3" with b = "2" with C = "4" with d1 = "5"',
    );
  });

  it('prints bytes with their unit, and leaves out a filter that is blank', () => {
    expect(printRule(readNode('FileSize > 5'))).toBe('FileSize > 5 B');
    expect(printRule(readNode('IsComplete "a" where " "'))).toBe('IsComplete "a"');
  });

  it('prints variables by name', () => {
    expect(printRule(readNode('CustomSql $q > 0', 'q = "select 1" '))).toBe('CustomSql $q > 0');
    expect(printRule(readNode('ColumnValues "a" not in $v', 'v = ["x"] '))).toBe('ColumnValues "a" not in $v');
  });
});

it('printAnalyzer prints parameters with their connectors, and options', () => {
  expect(printAnalyzer(readAnalyzer('ColumnCorrelation of "a"  and b'))).toBe('ColumnCorrelation of "a" and b');
  expect(printAnalyzer(readAnalyzer('Distribution "a" with bins=10 , rebin=false'))).toBe(
    'Distribution "a" with bins = 10, rebin = false',
  );
});

describe('printRuleset', () => {
  const everything = String.raw`
    # a comment
    Metadata={"Version":"1.0"}
    DataSources={"Primary":"my orders","AdditionalDataSources":["a","b"]}
    v="x\"y" w=["a",  "b\\"]
    DefaultLabels=["team"="data"]
    Rules=[RowCount>5,IsComplete "a" and(IsUnique "b" or(ColumnValues "c" in ["x\"y"])labels=["k"="v"]),
      FileSize>-5,ColumnValues "c" in $w,IsComplete "a" where " "]
    Analyzers=[Completeness "a",RowCount]`;

  it('puts one rule on a line, and parts in their order', () => {
    expect(printRuleset(readRuleset(everything))).toBe(String.raw`Metadata = {
    "Version": "1.0"
}

DataSources = {
    "Primary": "my orders",
    "AdditionalDataSources": ["a", "b"]
}

v = "x\"y"
w = ["a", "b\\"]

DefaultLabels = ["team"="data"]

Rules = [
    RowCount > 5,
    (IsComplete "a") AND ((IsUnique "b") OR (ColumnValues "c" in ["x\"y"] labels=["k"="v"])),
    FileSize > -5,
    ColumnValues "c" in $w,
    IsComplete "a" where " "
]

Analyzers = [
    Completeness "a",
    RowCount
]
`);
  });

  it('parses back to the same ruleset', () => {
    const ruleset = readRuleset(everything);
    expect(withoutRanges(readRuleset(printRuleset(ruleset)))).toEqual(withoutRanges(ruleset));
  });

  it.each([
    String.raw`Metadata = {"Version": "a\"b"} ${rulesText('RowCount > 1')}`,
    String.raw`Metadata = {"Version": "ends in a backslash\""} ${rulesText('RowCount > 1')}`,
    `DataSources = {"AdditionalDataSources": ["", ""]} ${rulesText('RowCount > 1')}`,
    `DataSources = {"AdditionalDataSources": [""]} ${rulesText('RowCount > 1')}`,
    String.raw`Rules = [ IsComplete "a\" ]`,
    rulesText('((RowCount > 1) and (RowCount > 2)) labels=["a"="b"] and RowCount > 3'),
    rulesText('RowCount > 1 and (RowCount > 2 and (RowCount > 3 or RowCount > 4))'),
    rulesText('CustomSql "x" with threshold in [(NULL), NULL]', 'CustomSql "x" with threshold = (NULL)'),
    'Analyzers = [ Distribution "a" with bins = 10, rebin = false, Mean "b" ]',
  ])('parses back to the same ruleset: %s', (text) => {
    const ruleset = readRuleset(text);
    expect(withoutRanges(readRuleset(printRuleset(ruleset)))).toEqual(withoutRanges(ruleset));
  });
});
