import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';
import { printAnalyzer, printRule } from '../../../src/quality/dqdl/print.ts';

/**
 * What the published open parser (software.amazon.glue:dqdl:1.0.0) answered: the rules and analyzers as it prints them,
 * null where it refused or crashed. Left out: texts that end after the document, undeclared variables and keys of
 * several columns for Uniqueness and IsUnique, where we differ on purpose.
 */
interface Answer {
  readonly text: string;
  readonly printed: readonly string[] | null;
}

const ANSWERS = readFileSync(new URL('open-parser.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line): Answer => JSON.parse(line));

it('has hundreds of answers of both kinds', () => {
  expect(ANSWERS.filter(({ printed }) => printed === null).length).toBeGreaterThan(150);
  expect(ANSWERS.filter(({ printed }) => printed !== null).length).toBeGreaterThan(150);
});

it('in strict mode takes what the open parser takes, prints it alike, and refuses what it refuses', () => {
  const ours = ANSWERS.map(({ text }): Answer => {
    const { ruleset, findings } = parseRuleset(text, { strict: true });
    const isRefused = findings.some(({ severity }) => severity === 'error');
    const printed = [...ruleset.rules.map(printRule), ...ruleset.analyzers.map(printAnalyzer)];
    return { text, printed: isRefused ? null : printed };
  });
  expect(ours.filter((answer, index) => JSON.stringify(answer) !== JSON.stringify(ANSWERS[index]))).toEqual([]);
});
