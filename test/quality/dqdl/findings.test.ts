import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';
import { rulesText } from './reading.ts';

/** The code of each finding and the text it points at. */
function pointedAt(text: string): [string, string][] {
  return parseRuleset(text).findings.map(({ code, range }) => [
    code,
    text.slice(range?.start.offset ?? 0, range?.end.offset ?? 0),
  ]);
}

function only(text: string): Finding | undefined {
  const { findings } = parseRuleset(text);
  return findings.length === 1 ? findings[0] : undefined;
}

describe('the range of a finding', () => {
  it('has line and column from 1 and the offset from 0', () => {
    expect(only('Rules = [\n  RowCount > 5,\n  isComplete "a"\n]')?.range).toEqual({
      start: { line: 3, column: 3, offset: 28 },
      end: { line: 3, column: 13, offset: 38 },
    });
  });

  it.each([
    ['IsComplete', 'IsComplete "a" "b"', 'DQDL_PARAMETER_COUNT'],
    ['ColumnValues', 'ColumnValues "a"', 'DQDL_CONDITION_MISSING'],
    ['> 5', 'IsComplete "a" > 5', 'DQDL_CONDITION_NOT_ALLOWED'],
    ['in ["x", "y"]', 'RowCount in ["x", "y"]', 'DQDL_CONDITION_KIND'],
    ['where "b"', 'ColumnExists "a" where "b"', 'DQDL_WHERE_NOT_ALLOWED'],
    ['with threshold > 0.5', 'RowCount > 5 with threshold > 0.5', 'DQDL_THRESHOLD_NOT_ALLOWED'],
    ['with x > 5', 'RowCount > 5 with x > 5', 'DQDL_TAG_OPERATOR'],
    ['"y"', 'ColumnValues "a" in [1, "y"]', 'DQDL_MIXED_KINDS'],
    ['$nope', 'IsComplete $nope', 'DQDL_UNKNOWN_VARIABLE'],
    ['"k"', 'RowCount > 1 labels=["k"="v", "k"="w"]', 'DQDL_LABEL_REPEATED'],
    ['and IsComplete', 'IsPrimaryKey "a" and IsComplete "b"', 'DQDL_AND_TAKES_PARAMETER'],
    ["'a'", "IsComplete 'a'", 'DQDL_SINGLE_QUOTES'],
    ['foo', 'RowCount > 5 foo', 'DQDL_SYNTAX'],
  ])('is %s in %s', (pointed, rule, code) => {
    expect(pointedAt(rulesText(rule))).toEqual([[code, pointed]]);
  });

  it('of a node is its text', () => {
    const text =
      'v = "x" Rules = [ (RowCount > 5) and (ColumnValues "a" in $v where "b" with t = 1) ] Analyzers = [ Mean of "a" ]';
    const { ruleset } = parseRuleset(text);
    const [composite] = ruleset.rules;
    const second = composite?.kind === 'composite' ? composite.members[1] : undefined;
    const rule = second?.kind === 'rule' ? second : undefined;
    const nodes = [
      composite,
      rule,
      rule?.condition,
      rule?.parameters[0],
      rule?.tags[0],
      ruleset.variables[0],
      ruleset.analyzers[0],
    ];
    expect(nodes.map((node) => text.slice(node?.range.start.offset, node?.range.end.offset))).toEqual([
      '(RowCount > 5) and (ColumnValues "a" in $v where "b" with t = 1)',
      'ColumnValues "a" in $v where "b" with t = 1',
      'in $v',
      '"a"',
      'with t = 1',
      'v = "x"',
      'Mean of "a"',
    ]);
  });
});

describe('a finding', () => {
  it.each([
    ['isComplete "a"', 'IsComplete'],
    ['Completness "a" > 1', 'Completeness'],
    ['RowCount betwen 1 and 2', undefined],
    ['RowCount between 1 And 2', 'and'],
    ['ColumnValues "a" = Null', 'null'],
    ['(RowCount > 1) adn (RowCount > 2)', 'and'],
    ['IsComplete $oders', 'orders'],
  ])('about %s names the nearest: %s', (rule, nearest) => {
    expect(parseRuleset(`orders = "x" ${rulesText(rule)}`).findings[0]?.nearest).toBe(nearest);
  });

  it.each([
    ['RowCount betwen 1 and 2', 'Did you mean `between` for `betwen`?'],
    ['ColumnValues "a" > now() - 3 days', 'Write the offset in parentheses: (now() - 3 days).'],
    ['FileSize > 5MB', 'Put a space between number and unit.'],
    ['RowCount > 1e5', 'Numbers are digits, or digits, a point and digits.'],
    ['RowCount > 5 with x = true', 'Write it as a text: "true"'],
    ['RowCount == 5', 'The comparisons are = != > >= < <= without spaces inside.'],
    ['IsComplete days', 'As the name of a column, write it in quotes: "days".'],
    ['IsComplete "a" IsComplete "b"', 'IsComplete was read as a parameter: is a comma missing before it?'],
  ])('about %s says what to do', (rule, hint) => {
    expect(only(rulesText(rule))?.hint).toBe(hint);
  });

  it('names the file where one is given', () => {
    expect(parseRuleset('Rules = [', { file: 'rules/a.dqdl' }).findings[0]?.file).toBe('rules/a.dqdl');
  });

  it('says what was found and expected', () => {
    expect(only(rulesText('FileMatch "a" "b" "c"'))).toMatchObject({
      found: '3',
      expected: '0 or 1 or 2 (path, other path)',
    });
    expect(only(rulesText('DuplicateRowCount'))).toMatchObject({ expected: 'a comparison with a number' });
    expect(only(rulesText('IsPrimaryKey'))).toMatchObject({ found: '0', expected: '1 or more (column)' });
  });
});

describe('after an error', () => {
  it('every bad rule has its finding and every good one is in the ruleset', () => {
    const text = rulesText(
      'IsComplete "a"',
      'Foo "b"',
      'ColumnValues "c" in [1, ',
      'RowCount > 1',
      '(RowCount > 2',
      'Mean "d" > 3',
      'RowCount > ',
      'f(1, 2)',
      'IsUnique "e"',
    );
    const { ruleset, findings } = parseRuleset(text);
    expect(ruleset.rules.map((rule) => rule.kind === 'rule' && rule.type)).toEqual([
      'IsComplete',
      'RowCount',
      'Mean',
      'IsUnique',
    ]);
    expect(findings.map(({ code }) => code)).toEqual([
      'DQDL_UNKNOWN_RULE',
      'DQDL_SYNTAX',
      'DQDL_SYNTAX',
      'DQDL_SYNTAX',
      'DQDL_SYNTAX',
    ]);
  });

  it('in one section the others are read', () => {
    const { ruleset, findings } = parseRuleset(
      'Metadata = { } v = 5 Rules = [ RowCount > 5 ] Analyzers = [ Foo, Mean "a" ]',
    );
    expect(ruleset.rules).toHaveLength(1);
    expect(ruleset.analyzers).toHaveLength(1);
    expect(findings.map(({ code }) => code)).toEqual(['DQDL_SYNTAX', 'DQDL_UNKNOWN_ANALYZER']);
  });

  it('a composite with a bad member is left out whole', () => {
    const { ruleset } = parseRuleset(rulesText('(RowCount > 1) and (Foo "a")', 'RowCount > 2'));
    expect(ruleset.rules).toHaveLength(1);
  });

  it('findings stand in the order of the text', () => {
    const { findings } = parseRuleset(`Metadata = {"x": "y"} Rules = [ Foo \u00A0, IsComplete ] # end`);
    const offsets = findings.map(({ range }) => range?.start.offset ?? -1);
    expect(offsets).toEqual(offsets.toSorted((a, b) => a - b));
    expect(offsets).toHaveLength(5);
  });
});
