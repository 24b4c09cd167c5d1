import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FindingList } from '../../../src/quality/dqdl/finding-list.ts';
import { tokenize } from '../../../src/quality/dqdl/lexer.ts';
import { printRule, printRuleset } from '../../../src/quality/dqdl/print.ts';
import type { Token } from '../../../src/quality/dqdl/token.ts';
import { formatRuleset } from '../../../src/quality/fmt/format-ruleset.ts';
import { gapsBefore } from '../../../src/quality/fmt/gap.ts';
import { readRuleset } from '../dqdl/reading.ts';
import { brokenRulesetText, rulesetText, wordSoup } from '../dqdl/ruleset-text.ts';

/** A ruleset with comments and line breaks between its tokens. */
const commentedText = fc
  .tuple(
    rulesetText,
    fc.array(
      fc.constantFrom('', '', '', '', ' ', '\n', '\n\n\n', ' # a "b" [\n', '\n# own\n', '\n\n  #x \r\n\n# y\n\n'),
      {
        minLength: 1,
        maxLength: 40,
      },
    ),
    fc.nat(5),
  )
  .map(([text, fillers, step]) => {
    const tokens = tokensOf(text);
    return tokens
      .map((token, index) => {
        const filler = index % (step + 1) === 0 ? fillers[index % fillers.length] : '';
        return `${text.slice(tokens[index - 1]?.end ?? 0, token.start)}${filler ?? ''}${text.slice(token.start, token.end)}`;
      })
      .join('');
  });

function tokensOf(text: string): Token[] {
  return tokenize(text, new FindingList(text, { strict: false, file: undefined }));
}

function wordsOf(text: string): string[] {
  return tokensOf(text).map((token) => token.text.toLowerCase());
}

function commentsOf(text: string): string[] {
  return gapsBefore(text, tokensOf(text))
    .flatMap(({ comments }) => comments.map((comment) => comment.text))
    .toSorted();
}

describe('a ruleset without an error, laid out', () => {
  it('means the same and keeps its words', () => {
    fc.assert(
      fc.property(commentedText, (text) => {
        const { text: written } = formatRuleset(text);
        const [before, after] = [readRuleset(text), readRuleset(written)];
        expect(printRuleset(after)).toBe(printRuleset(before));
        expect(after.rules.map(printRule)).toEqual(before.rules.map(printRule));
        expect(wordsOf(written)).toEqual(wordsOf(text));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every comment', () => {
    fc.assert(
      fc.property(commentedText, (text) => {
        expect(commentsOf(formatRuleset(text).text)).toEqual(commentsOf(text));
      }),
      { numRuns: 200 },
    );
  });

  it('is laid out already', () => {
    fc.assert(
      fc.property(commentedText, (text) => {
        const { text: written } = formatRuleset(text);
        expect(formatRuleset(written).text).toBe(written);
        expect(written).toMatch(/^\S[^]*[^\n]\n$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('any text', () => {
  it('is laid out or left as it is, and never an exception', () => {
    const any = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), wordSoup, brokenRulesetText);
    fc.assert(
      fc.property(any, (text) => {
        const { text: written, findings } = formatRuleset(text);
        const hasErrors = findings.some(({ severity }) => severity === 'error');
        expect(hasErrors ? text : formatRuleset(written).text).toBe(written);
      }),
      { numRuns: 300 },
    );
  });
});
