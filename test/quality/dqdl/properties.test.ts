import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/core/finding.ts';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';
import { printRule, printRuleset } from '../../../src/quality/dqdl/print.ts';
import { readRuleset, withoutRanges } from './reading.ts';
import { brokenRulesetText, rulesetText, wordSoup } from './ruleset-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\uD800', '\uDC00', "'", '(', '[', 'a') }),
  wordSoup,
  brokenRulesetText,
);

/** What holds of the findings of any text. */
function expectSoundFindings(text: string, findings: readonly Finding[]): void {
  for (const { code, message, severity, range } of findings) {
    expect(code).toMatch(/^DQDL_[A-Z]+(?:_[A-Z]+)*$/);
    expect(message).not.toBe('');
    expect(['error', 'warning']).toContain(severity);
    const { start, end } = range ?? { start: { offset: -1, line: 0, column: 0 }, end: { offset: -1 } };
    expect(start.offset).toBeGreaterThanOrEqual(0);
    expect(end.offset).toBeGreaterThanOrEqual(start.offset);
    expect(end.offset).toBeLessThanOrEqual(text.length);
    const lines = text.slice(0, start.offset).split('\n');
    expect([start.line, start.column]).toEqual([lines.length, (lines.at(-1)?.length ?? 0) + 1]);
  }
}

describe('any text', () => {
  it('gives findings at places of it, and never an exception', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (text, strict) => {
        expectSoundFindings(text, parseRuleset(text, { strict }).findings);
      }),
      { numRuns: 500 },
    );
  });

  it('either has an error or a rule or an analyzer', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { ruleset, findings } = parseRuleset(text);
        const hasError = findings.some(({ severity }) => severity === 'error');
        expect(hasError || ruleset.rules.length + ruleset.analyzers.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('has the same findings when strict, some of them errors', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lenient = parseRuleset(text).findings;
        const strict = parseRuleset(text, { strict: true }).findings.filter(({ code }) => code !== 'DQDL_EMPTY');
        expect(strict.map(({ code }) => code)).toEqual(
          lenient.filter(({ code }) => code !== 'DQDL_EMPTY').map(({ code }) => code),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('leaves a ruleset that prints to text without an error', () => {
    fc.assert(
      fc.property(brokenRulesetText, (text) => {
        const { ruleset, findings } = parseRuleset(text);
        const isWhole = ruleset.rules.length + ruleset.analyzers.length > 0;
        const loses = findings.some(({ code }) => code.startsWith('DQDL_VARIABLE') || code.endsWith('BACKSLASH'));
        fc.pre(isWhole && !loses && findings.every(({ code }) => code !== 'DQDL_SECTION_ORDER'));
        expect(() => readRuleset(printRuleset(ruleset))).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });
});

describe('a ruleset without an error', () => {
  it('prints to text that parses back to it', () => {
    fc.assert(
      fc.property(rulesetText, (text) => {
        const ruleset = readRuleset(text);
        const printed = printRuleset(ruleset);
        expect(withoutRanges(readRuleset(printed))).toEqual(withoutRanges(ruleset));
        expect(printRuleset(readRuleset(printed))).toBe(printed);
      }),
      { numRuns: 300 },
    );
  });

  it('has rules that print alike before and after', () => {
    fc.assert(
      fc.property(rulesetText, (text) => {
        const ruleset = readRuleset(text);
        expect(readRuleset(printRuleset(ruleset)).rules.map(printRule)).toEqual(ruleset.rules.map(printRule));
      }),
      { numRuns: 100 },
    );
  });
});
