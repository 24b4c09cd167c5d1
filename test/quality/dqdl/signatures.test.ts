import { describe, expect, it } from 'vitest';
import { formFor, parameterCounts, takesCondition } from '../../../src/quality/dqdl/signature.ts';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';
import { SIGNATURES } from '../../../src/quality/dqdl/signatures.ts';
import { errorCodes, readAnalyzer, rulesText, warningCodes } from './reading.ts';

const CONDITIONS = { number: '= 1', string: '= "x"', date: '= now()', duration: '= 1 days', size: '= 1 KB' };
const KINDS = ['number', 'string', 'date', 'duration', 'size'] as const;

/** Every form of every type, with its smallest number of parameters. */
const FORMS = [...SIGNATURES.values()].flatMap((signature) =>
  signature.forms.map((form) => {
    const { min } = parameterCounts(form);
    const parameters = Array.from({ length: min }, (_, index) => `"p${index}"`);
    return { name: `${signature.type} of ${min}`, text: [signature.type, ...parameters].join(' '), signature, form };
  }),
);
const RULE_FORMS = FORMS.filter(({ signature }) => !signature.analyzerOnly);

describe('the table of types', () => {
  it('has 40 types', () => {
    expect(SIGNATURES.size).toBe(40);
  });

  it.each(RULE_FORMS)('$name takes the conditions it returns and no others', ({ text, form }) => {
    const taken = KINDS.filter((kind) => errorCodes(rulesText(`${text} ${CONDITIONS[kind]}`)).length === 0);
    const returned = KINDS.filter((kind) => form.returns.includes(kind));
    expect(taken).toEqual(returned.includes('size') ? ['number', 'size'] : returned);
  });

  it.each(RULE_FORMS)('$name stands without a condition only where it returns a boolean', ({ text, form }) => {
    const codes = form.returns.includes('boolean') ? [] : ['DQDL_CONDITION_MISSING'];
    expect(errorCodes(rulesText(text))).toEqual(codes);
  });

  it.each(RULE_FORMS)('$name takes where and a threshold as its entry says', ({ text, form, signature }) => {
    const kind = KINDS.find((other) => form.returns.includes(other));
    const rule = kind === undefined ? text : `${text} ${CONDITIONS[kind]}`;
    expect(errorCodes(rulesText(`${rule} where "x"`))).toEqual(signature.where ? [] : ['DQDL_WHERE_NOT_ALLOWED']);
    const codes = signature.threshold ? [] : ['DQDL_THRESHOLD_NOT_ALLOWED'];
    expect(errorCodes(rulesText(`${rule} with threshold > 0.5`))).toEqual(codes);
  });

  it.each(FORMS)('$name is an analyzer unless it is true or false', ({ text, form }) => {
    expect(errorCodes(`Analyzers = [ ${text} ]`)).toEqual(takesCondition(form) ? [] : ['DQDL_NOT_AN_ANALYZER']);
  });
});

describe('parameters', () => {
  it.each([
    ['RowCount', [0]],
    ['Completeness', [1]],
    ['IsPrimaryKey', [1, 2, 3, 4]],
    ['Uniqueness', [1, 2, 3, 4]],
    ['DuplicateRowCount', [0, 1, 2, 3, 4]],
    ['ColumnCorrelation', [2]],
    ['DatasetMatch', [2, 3]],
    ['FileMatch', [0, 1, 2]],
    ['FileSize', [0, 1]],
    ['DetectAnomalies', [1, 2, 3, 4]],
  ])('of %s number %j', (type, counts) => {
    const signature = SIGNATURES.get(type);
    const taken = [0, 1, 2, 3, 4].filter((count) => signature && formFor(signature, count));
    expect(taken).toEqual(counts);
  });

  it.each([
    'RowCount "id" > 100',
    'IsComplete',
    'IsComplete "a" "b"',
    'IsPrimaryKey',
    'DatasetMatch "r" > 0.5',
    'FileMatch "a" "b" "c"',
  ])('are counted: %s', (rule) => {
    expect(errorCodes(rulesText(rule))).toEqual(['DQDL_PARAMETER_COUNT']);
  });
});

describe('names', () => {
  it.each(['isComplete', 'CustomSQL', 'rowcount', 'Composite', 'Foo', 'toString'])('%s is no type', (name) => {
    expect(errorCodes(rulesText(`${name} "a" > 1`))).toEqual(['DQDL_UNKNOWN_RULE']);
    expect(errorCodes(`Analyzers = [ ${name} "a" ]`)).toEqual(['DQDL_UNKNOWN_ANALYZER']);
  });

  it.each(['AllStatistics "a" > 1', 'Distribution "a" > 1', 'AllStatistics "a"'])('%s is no rule', (rule) => {
    expect(errorCodes(rulesText(rule))).toEqual(['DQDL_ANALYZER_ONLY']);
  });

  it.each(['ZerosCount', 'InterquartileRange', 'Skewness', 'Kurtosis'])('%s is taken with a warning', (type) => {
    expect(warningCodes(rulesText(`${type} "a" > 1`))).toEqual(['DQDL_DEEQU_TYPE']);
    expect(errorCodes(rulesText(`${type} "a" > 1`), { strict: true })).toEqual(['DQDL_DEEQU_TYPE']);
  });
});

describe('analyzers', () => {
  it.each(['RowCount > 5', 'Completeness "a" where "b"', 'RowCount with x = 5', 'CustomSql "x" = 1'])(
    'have parameters only: %s',
    (text) => {
      expect(errorCodes(`Analyzers = [ ${text} ]`)).toEqual(['DQDL_CONDITION_NOT_ALLOWED']);
    },
  );

  it('take Distribution with its options as the guide writes them, with a warning', () => {
    const text = 'Distribution "x" with bins = 10, rebin = false';
    expect(readAnalyzer(text).tags).toMatchObject([
      { name: 'bins', value: 10 },
      { name: 'rebin', value: 'false' },
    ]);
    expect(warningCodes(`Analyzers = [ ${text}, RowCount ]`)).toEqual(['DQDL_DISTRIBUTION']);
    expect(errorCodes(`Analyzers = [ ${text}, RowCount ]`, { strict: true })).toEqual(['DQDL_DISTRIBUTION']);
  });

  it.each([
    ['bins = 0', '0', 'a whole number from 1 to 20'],
    ['bins = 21', '21', 'a whole number from 1 to 20'],
    ['bins = 2.5', '2.5', 'a whole number from 1 to 20'],
    ['bins = "10"', '"10"', 'a whole number from 1 to 20'],
    ['rebin = "maybe"', '"maybe"', 'true or false'],
    ['bin = 10', 'bin', 'bins or rebin'],
    ['threshold > 0.5', 'threshold', 'bins or rebin'],
  ])('refuse other options of Distribution: with %s', (options, found, expected) => {
    const { findings } = parseRuleset(`Analyzers = [ Distribution "x" with ${options} ]`);
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'DQDL_DISTRIBUTION_OPTION', found, expected },
    ]);
  });

  it.each(['RowCountMatch "ref"', 'ColumnDataType "a"', 'FileSize', 'DatasetMatch "ref" "id"', 'FileMatch "a"'])(
    'that AWS Glue takes as rules only are taken with a warning: %s',
    (text) => {
      expect(warningCodes(`Analyzers = [ ${text} ]`)).toEqual(['DQDL_RULE_ONLY']);
      expect(errorCodes(`Analyzers = [ ${text} ]`, { strict: true })).toEqual([]);
    },
  );
});

it('a filter on Entropy is taken with a warning that it changes nothing', () => {
  expect(warningCodes(rulesText('Entropy "a" > 1 where "b = 1"'))).toEqual(['DQDL_WHERE_IGNORED']);
  expect(warningCodes(rulesText('Entropy "a" > 1', 'Mean "a" > 1 where "b = 1"'))).toEqual([]);
});
