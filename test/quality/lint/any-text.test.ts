import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lintRuleset } from '../../../src/quality/lint/lint-ruleset.ts';
import { brokenRulesetText, rulesetText, wordSoup } from '../dqdl/ruleset-text.ts';
import { rulesText } from '../dqdl/reading.ts';

const columns = [{ name: 'a', type: 'BIGINT' }];
const references = { order_id: [{ name: 'x.y', type: 'VARCHAR' }] };

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

describe('any text', () => {
  test('gives findings in the order of its places, and never an exception', () => {
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), wordSoup, brokenRulesetText, rulesetText);
    fc.assert(
      fc.property(any, fc.constantFrom({}, { columns }, { columns, references }, { strict: true }), (text, options) => {
        const found = lintRuleset(text, { ...options, file: 'a.dqdl' });
        const places = found.map(({ range }) => range?.start.offset ?? -1);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(places.every((place) => place >= 0 && place <= text.length)).toBe(true);
        expect(
          found.every(({ code, message, file }) => /^[A-Z_]+$/.test(code) && message !== '' && file === 'a.dqdl'),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['of rules that all contradict', rulesText(...upTo(5000).map((index) => `RowCount = ${index}`)), 4999],
    ['of rules that all repeat', rulesText(...upTo(5000).map(() => 'RowCount = 1')), 4999],
    [
      'of one composite',
      rulesText(
        upTo(5000)
          .map(() => '(RowCount = 1)')
          .join(' and '),
      ),
      4999,
    ],
    [
      'of composites in each other',
      rulesText(
        `${'('.repeat(900)}RowCount > 1${upTo(900)
          .map((index) => ` or IsComplete "c${index}")`)
          .join('')}`,
      ),
      0,
    ],
    ['of long lists', rulesText(...upTo(50).map(() => `ColumnValues "a" in [${upTo(2000).join(',')}]`)), 49],
  ])('a long one %s is done within the time of a test', (_, text, count) => {
    expect(lintRuleset(text).filter(({ code }) => code.startsWith('LINT_'))).toHaveLength(count);
  });
});
