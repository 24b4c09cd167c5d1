import { describe, expect, it } from 'vitest';
import type { Ruleset } from '../../../src/quality/dqdl/ast.ts';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';
import { errorCodes, readRuleset, warningCodes, withoutRanges } from './reading.ts';

const RULES = 'Rules = [ RowCount > 5 ]';

describe('the order of a document', () => {
  it('takes all sections in their order', () => {
    const ruleset = readRuleset(`
      Metadata = { "Version": "1.0" }
      DataSources = { "Primary": "orders", "AdditionalDataSources": ["customers", "products"] }
      v = "x"
      w = ["y", "z"]
      DefaultLabels = ["team" = "data"]
      Rules = [ RowCount > 5 ]
      Analyzers = [ RowCount ]
    `);
    expect(withoutRanges(ruleset)).toMatchObject({
      metadata: [{ key: 'Version', value: '1.0' }],
      dataSources: { primary: 'orders', additional: ['customers', 'products'] },
      variables: [{ name: 'v' }, { name: 'w' }],
      defaultLabels: [{ key: 'team', value: 'data' }],
      rules: [{ type: 'RowCount' }],
      analyzers: [{ type: 'RowCount' }],
    });
  });

  it.each([
    ['Analyzers before Rules', `Analyzers = [ RowCount ] ${RULES}`],
    ['DataSources before Metadata', `DataSources = {"Primary": "p"} Metadata = {"Version": "1"} ${RULES}`],
    ['a variable before Metadata', `v = "x" Metadata = {"Version": "1"} ${RULES}`],
    ['DefaultLabels before a variable', `DefaultLabels = ["a"="b"] v = "x" ${RULES}`],
    ['a variable after Rules', `${RULES} v = "x"`],
  ])('does not take %s', (_, text) => {
    expect(errorCodes(text)).toEqual(['DQDL_SECTION_ORDER']);
  });

  it('keeps the rules that stand after Analyzers, with an error, where the open parser loses them silently', () => {
    const { ruleset, findings } = parseRuleset(`Analyzers = [ RowCount ] ${RULES}`);
    expect(ruleset.rules).toHaveLength(1);
    expect(findings[0]?.message).toContain('the open parser ignores what stands after it');
  });

  it.each([
    ['a second section', `${RULES} ${RULES}`, 'DQDL_SECTION_REPEATED'],
    ['a word after the end', `${RULES} foo`, 'DQDL_TRAILING_TEXT'],
    ['a bracket after the end', `${RULES}]`, 'DQDL_TRAILING_TEXT'],
    ['rules without a section', 'RowCount > 5', 'DQDL_SECTION_EXPECTED'],
    ['a section in lower case', 'rules = [ RowCount > 5 ]', 'DQDL_UNKNOWN_SECTION'],
    ['a misspelt section', 'Analysers = [ RowCount ]', 'DQDL_UNKNOWN_SECTION'],
    ['a colon for the equals sign', 'Rules: [ RowCount > 5 ]', 'DQDL_SYNTAX'],
  ])('does not take %s', (_, text, code) => {
    expect(errorCodes(text)).toEqual([code]);
  });
});

describe('empty documents', () => {
  it.each(['', ' \n', '# only a comment\n', 'v = "x"', 'Rules = []', 'Analyzers = []', 'Rules = [] Analyzers = []'])(
    'does not take %j, which has neither a rule nor an analyzer',
    (text) => {
      expect(errorCodes(text)).toEqual(['DQDL_EMPTY']);
    },
  );

  it.each(['Rules = [] Analyzers = [ RowCount ]', 'Rules = [ RowCount > 5 ] Analyzers = []'])(
    'takes an empty section beside one that is not: %s',
    (text) => {
      expect(errorCodes(text)).toEqual([]);
    },
  );
});

describe('commas', () => {
  it.each([
    ['a comma after the last rule', 'Rules = [ RowCount > 5, ]', ['DQDL_TRAILING_COMMA']],
    ['two commas', 'Rules = [ RowCount > 5,, RowCount > 6 ]', ['DQDL_SYNTAX']],
    ['a comma before the first rule', 'Rules = [ , RowCount > 6 ]', ['DQDL_SYNTAX']],
    ['a missing comma', 'Rules = [ RowCount > 5 RowCount > 6 ]', ['DQDL_SYNTAX']],
    ['a missing bracket', 'Rules = [ RowCount > 5', ['DQDL_SYNTAX']],
  ])('does not take %s', (_, text, codes) => {
    expect(errorCodes(text)).toEqual(codes);
  });

  it('keeps the rules on both sides of a missing comma', () => {
    expect(parseRuleset('Rules = [ RowCount > 5 RowCount > 6 ]').ruleset.rules).toHaveLength(2);
  });
});

describe('Metadata and DataSources', () => {
  it.each([
    ['an empty section', 'Metadata = {}', ['DQDL_SYNTAX']],
    ['a key other than Version', 'Metadata = {"Foo": "x"}', ['DQDL_UNSUPPORTED_KEY']],
    ['a key in another case', 'DataSources = {"primary": "x"}', ['DQDL_UNSUPPORTED_KEY']],
    ['a pair without a value', 'Metadata = {"Version"}', ['DQDL_SYNTAX']],
    ['a number for a value', 'Metadata = {"Version": 1}', ['DQDL_SYNTAX']],
    ['a date for a value', 'Metadata = {"Version": "2024-01-01"}', ['DQDL_DATE_LIKE_TEXT']],
    ['an empty list', 'DataSources = {"AdditionalDataSources": []}', ['DQDL_SYNTAX']],
    ['one text for the additional sources', 'DataSources = {"AdditionalDataSources": "x"}', ['DQDL_SOURCES_NOT_LIST']],
  ])('do not take %s', (_, section, codes) => {
    expect(errorCodes(`${section} ${RULES}`)).toEqual(codes);
  });

  it('keep the spaces of the primary source and lose those of the others, with a warning', () => {
    const text = `DataSources = {"Primary": "my orders", "AdditionalDataSources": ["a b", "c,d", "[e]"]} ${RULES}`;
    const { dataSources } = readRuleset(text);
    expect(dataSources).toMatchObject({ primary: 'my orders', additional: ['ab', 'c', 'd', 'e'] });
    expect(warningCodes(text)).toEqual(['DQDL_SOURCE_NAME_CHANGED']);
  });

  it('lose empty names at the end, as Java splits', () => {
    expect(sources('"a", ""').dataSources?.additional).toEqual(['a']);
    expect(sources('"", ""').dataSources?.additional).toEqual([]);
    expect(sources('""').dataSources?.additional).toEqual(['']);
  });

  it('take the last of a key that is repeated, with a warning', () => {
    const text = `Metadata = {"Version": "1", "Version": "2"} ${RULES}`;
    expect(readRuleset(text).metadata).toMatchObject([{ key: 'Version', value: '2' }]);
    expect(warningCodes(text)).toEqual(['DQDL_KEY_REPEATED']);
  });

  it('make one text of a list for Version', () => {
    expect(readRuleset(`Metadata = {"Version": ["a", "b"]} ${RULES}`).metadata).toMatchObject([{ value: '[a,b]' }]);
  });
});

function sources(names: string): Ruleset {
  return readRuleset(`DataSources = {"AdditionalDataSources": [${names}]} ${RULES}`);
}
