import { describe, expect, test } from 'vitest';
import { formatRuleset } from '../../../src/quality/fmt/format-ruleset.ts';

/** What the text is laid out as. */
function laidOut(text: string): string {
  return formatRuleset(text).text;
}

/** A member of a composite, two of which fit a line. */
function long(name: string): string {
  return `(ColumnValues "${name.repeat(25)}" > 5)`;
}

describe('a document', () => {
  test('is laid out as sections, one item a line', () => {
    const text =
      'Metadata={"Version":"1.0"} DataSources={"Primary":"a","AdditionalDataSources":["b","c"]}\n' +
      'v="x" w=["y","z"] DefaultLabels=["team" = "sales", "k"="v"] Rules=[RowCount>1,IsComplete "a"]Analyzers=[Mean "a"]';
    expect(laidOut(text)).toBe(`Metadata = {
  "Version": "1.0"
}

DataSources = {
  "Primary": "a",
  "AdditionalDataSources": ["b", "c"]
}

v = "x"
w = ["y", "z"]

DefaultLabels = ["team"="sales", "k"="v"]

Rules = [
  RowCount > 1,
  IsComplete "a"
]

Analyzers = [
  Mean "a"
]
`);
  });

  test('keeps one empty line where items, variables and comments had some', () => {
    const text =
      '\n\n# about\n\n\n# this\nv = "x"\n\n\nw = "y"\nRules = [\n\n  RowCount > 1,\n\n\n\n  RowCount > 2,\n  RowCount > 3\n\n]';
    expect(laidOut(text)).toBe(`# about

# this
v = "x"

w = "y"

Rules = [
  RowCount > 1,

  RowCount > 2,
  RowCount > 3
]
`);
  });

  test('an empty section stays on one line', () => {
    expect(laidOut('Rules = [\n]\nAnalyzers = [ RowCount ]')).toBe('Rules = []\n\nAnalyzers = [\n  RowCount\n]\n');
  });

  test('lines end in LF', () => {
    expect(laidOut('Rules = [\r\n  RowCount > 1 # c\r\n]\r\n')).toBe('Rules = [\n  RowCount > 1 # c\n]\n');
  });

  test('with an error it is left as it is', () => {
    const text = 'Rules = [ RowCount>1, Nonsense ]';
    expect(formatRuleset(text)).toMatchObject({ text, findings: [{ code: 'DQDL_UNKNOWN_RULE', severity: 'error' }] });
  });
});

describe('a rule', () => {
  test.each([
    ['RowCount>1', 'RowCount > 1'],
    ['RowCount ! = 1', 'RowCount != 1'],
    ['RowCount between - 5 AND 5-3- -1', 'RowCount between -5 and 5 - 3 - -1'],
    ['Mean a>avg( last( 3 ) ,2 )*(1+2)', 'Mean a > avg(last(3), 2) * (1 + 2)'],
    ['ColumnValues "a" in["x",null ,empty]', 'ColumnValues "a" in ["x", NULL, EMPTY]'],
    ['ColumnValues "a" not  in [1,2]where "b>1"', 'ColumnValues "a" not in [1, 2] where "b>1"'],
    ['ColumnValues "a">(now()-3 days)', 'ColumnValues "a" > (now() - 3 days)'],
    ['ColumnValues "a" > now ()', 'ColumnValues "a" > now ()'],
    ['ColumnValues "a" matches "a  b" with threshold>0.5', 'ColumnValues "a" matches "a  b" with threshold > 0.5'],
    ['ColumnCorrelation of "a" AND "b">0.5', 'ColumnCorrelation of "a" AND "b" > 0.5'],
    ['RowCount>1 labels = [ "a" = "b" , "c"="d" ] ', 'RowCount > 1 labels=["a"="b", "c"="d"]'],
    ['ColumnValues "a" in [1] with x="y"with  z = null', 'ColumnValues "a" in [1] with x = "y" with z = null'],
    ['(RowCount>1)and(RowCount<5)or((IsComplete a))', '(RowCount > 1) AND (RowCount < 5) OR ((IsComplete a))'],
    ['RowCount>1 and RowCount<5', 'RowCount > 1 AND RowCount < 5'],
    ['((IsComplete a)and(IsUnique a))labels=["a"="b"]', '((IsComplete a) AND (IsUnique a)) labels=["a"="b"]'],
    ['FileSize  >5  KB', 'FileSize > 5 KB'],
    ['CustomSql "select\n   1" = 1', 'CustomSql "select\n   1" = 1'],
  ])('%s', (rule, expected) => {
    expect(laidOut(`Rules = [ ${rule} ]`)).toBe(`Rules = [\n  ${expected}\n]\n`);
  });

  test('the options of an analyzer stay together', () => {
    const text = 'Analyzers = [ Distribution "a" with bins=10,rebin = false, Mean "b" ]';
    expect(laidOut(text)).toBe('Analyzers = [\n  Distribution "a" with bins = 10, rebin = false,\n  Mean "b"\n]\n');
  });

  test('a composite of more than 100 columns is broken at its operators, outer ones first', () => {
    const rule = `${long('a')} and ${long('b')} or ((RowCount > 1) and (RowCount < 9))`;
    expect(laidOut(`Rules = [ ${rule}, RowCount > 1 ]`)).toBe(`Rules = [
  ${long('a')} AND ${long('b')}
    OR ((RowCount > 1) AND (RowCount < 9)),
  RowCount > 1
]
`);
    expect(laidOut(`Rules = [ (${long('a')} and ${long('b')} and ${long('c')}) or (RowCount > 1) ]`)).toBe(`Rules = [
  (${long('a')}
      AND ${long('b')}
      AND ${long('c')})
    OR (RowCount > 1)
]
`);
  });

  test('what has no operator stays on one line however long', () => {
    const rule = `ColumnValues "a" in ["${'x'.repeat(200)}"]`;
    expect(laidOut(`Rules = [ ${rule} ]`)).toBe(`Rules = [\n  ${rule}\n]\n`);
  });
});

describe('a comment', () => {
  test('stays before or behind its rule, whatever side of the comma', () => {
    const text = `# head
Rules = [ # open
   # one
 RowCount > 1, # first
   IsComplete "a" # second
   # three
  , # third
  IsUnique "a" # last
  # end
] # close
# after`;
    expect(laidOut(text)).toBe(`# head
Rules = [ # open
  # one
  RowCount > 1, # first
  IsComplete "a", # second
  # three
  # third
  IsUnique "a" # last
  # end
] # close
# after
`);
  });

  test('within a rule moves before it', () => {
    expect(laidOut('Rules = [ # open\n\nColumnValues "a" # why\n in [1, # one\n 2 # two\n] # behind\n]'))
      .toBe(`Rules = [ # open
  # why
  # one
  # two
  ColumnValues "a" in [1, 2] # behind
]
`);
  });

  test('between the members of a composite stays there', () => {
    const text = `Rules = [
  (IsComplete "a") # first
    # second
    AND (IsComplete "b"), # behind
  RowCount > 1
]
`;
    expect(laidOut(text)).toBe(text);
    expect(laidOut('Rules = [ (RowCount > 1) and # why\n (RowCount < 5) ]')).toBe(`Rules = [
  (RowCount > 1)
    # why
    AND (RowCount < 5)
]
`);
  });

  test('between the words of a head moves before it', () => {
    expect(laidOut('v # a\n = # b\n "x" # c\nRules # d\n = # e\n [ RowCount > 1 ]')).toBe(`# a
# b
v = "x" # c

# d
# e
Rules = [
  RowCount > 1
]
`);
  });

  test('alone in a section keeps it open', () => {
    expect(laidOut('Rules = [\n # none yet\n]\nAnalyzers = [ RowCount ]')).toBe(
      'Rules = [\n  # none yet\n]\n\nAnalyzers = [\n  RowCount\n]\n',
    );
  });
});
