import { describe, expect, it } from 'vitest';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';
import { printRuleset } from '../../../src/quality/dqdl/print.ts';
import { errorCodes, rulesText, warningCodes } from './reading.ts';

const KINDS = [
  'IsComplete "c"',
  'ColumnValues "c" in ["a", "b", NULL] where "x > 5" with threshold > 0.9',
  'Completeness "c" between 0.5 and 0.9 * avg(last(10))',
  '(RowCount > 5) and (ColumnLength "c" < 5)',
];

function manyRules(count: number): string {
  return rulesText(...Array.from({ length: count }, (_, index) => KINDS[index % KINDS.length] ?? ''));
}

function nested(open: string, inner: string, close: string, depth: number): string {
  return open.repeat(depth) + inner + close.repeat(depth);
}

function millisecondsOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe('nesting', () => {
  it.each([
    ['rules', (depth: number) => nested('(', 'RowCount > 1', ')', depth)],
    ['numbers', (depth: number) => `RowCount > ${nested('(', '1', ')', depth)}`],
    ['calls', (depth: number) => `RowCount > ${nested('f(', '1', ')', depth)}`],
    ['sums', (depth: number) => `RowCount > 1${'+1'.repeat(depth)}`],
  ])('of %s is taken 900 deep; 100,000 deep it is a finding, and the next rule is read', (_, make) => {
    expect(errorCodes(rulesText(make(900)))).toEqual([]);
    const { ruleset, findings } = parseRuleset(rulesText(make(100_000), 'IsComplete "a"'));
    expect(findings.map(({ code }) => code)).toContain('DQDL_TOO_DEEP');
    expect(ruleset.rules).toMatchObject([{ type: 'IsComplete' }]);
  });

  it('of a thousand operators does not overflow the printer', () => {
    const { ruleset } = parseRuleset(rulesText(`${'(RowCount > 1 and '.repeat(900)}RowCount > 2${')'.repeat(900)}`));
    expect(printRuleset(ruleset)).toContain('RowCount > 2');
  });

  it('takes a chain of 10,000 rules for one composite', () => {
    const [node] = parseRuleset(rulesText(Array.from({ length: 10_000 }, () => 'RowCount > 1').join(' or '))).ruleset
      .rules;
    expect(node?.kind === 'composite' && node.members.length).toBe(10_000);
  });
});

describe('limits of the service', () => {
  it('are warned of: 2,000 rules', () => {
    expect(warningCodes(rulesText(...Array.from({ length: 2000 }, () => 'RowCount > 1')))).toEqual([]);
    expect(warningCodes(rulesText(...Array.from({ length: 2001 }, () => 'RowCount > 1')))).toEqual([
      'DQDL_TOO_MANY_RULES',
    ]);
  });

  it('are warned of: 65,536 characters', () => {
    expect(warningCodes(rulesText('RowCount > 1') + ' '.repeat(66_000))).toEqual(['DQDL_TEXT_TOO_LONG']);
  });
});

it('stops after 5,000 findings and says so', () => {
  const { findings } = parseRuleset(rulesText(...Array.from({ length: 20_000 }, () => 'Foo')));
  expect(findings).toHaveLength(5001);
  expect(findings.at(-1)?.code).toBe('DQDL_TOO_MANY_FINDINGS');
});

describe('time', () => {
  it('for 2,000 rules is well under the budget of 50 ms once warm', () => {
    const text = manyRules(2000);
    const times = Array.from({ length: 12 }, () => millisecondsOf(() => parseRuleset(text)));
    expect(Math.min(...times)).toBeLessThan(50);
  });

  it.each([
    ['rules', manyRules(20_000)],
    ['commas', `Rules = [${','.repeat(1_000_000)}`],
    ['open brackets', '['.repeat(1_000_000)],
    ['quotes', '"'.repeat(1_000_001)],
    ['escaped quotes', `"${String.raw`\"`.repeat(500_000)}`],
    ['single quotes', "'".repeat(1_000_001)],
    ['single quotes on lines', "'\n".repeat(500_000)],
    ['comments', '#\n'.repeat(500_000)],
    ['comments of another language', '/*'.repeat(500_000)],
    ['NUL', '\0'.repeat(1_000_000)],
    ['one word', `Rules = [${'a'.repeat(1_000_000)}`],
    ['one number', rulesText(`RowCount > ${'1'.repeat(1_000_000)}`)],
    ['parameters', rulesText(`IsPrimaryKey ${'"a" '.repeat(250_000)}`)],
    ['labels', rulesText(`RowCount > 1 labels=[${Array.from({ length: 60_000 }, (_, i) => `"k${i}"="v"`).join(',')}]`)],
    ['tags', rulesText(`RowCount > 1 ${Array.from({ length: 60_000 }, (_, i) => `with t${i}="v"`).join(' ')}`)],
    ['members of a list', rulesText(`ColumnValues "a" in [${'1,'.repeat(400_000)}1]`)],
    ['variables', Array.from({ length: 60_000 }, (_, i) => `v${i}="a"`).join('\n')],
    ['unclosed parentheses', `Rules = [${'(RowCount > 1, '.repeat(60_000)}`],
    ['sections', 'Rules = ['.repeat(100_000)],
  ])('for a megabyte of %s is linear', (_, text) => {
    // A quadratic reader needs minutes; the bound only has to tell the two apart on a busy machine.
    expect(millisecondsOf(() => parseRuleset(text))).toBeLessThan(8000);
  });
});
