import type { Finding } from '../../../src/core/finding.ts';
import { lintRuleset, type LintOptions } from '../../../src/quality/lint/lint-ruleset.ts';
import { rulesText } from '../dqdl/reading.ts';

/** What lint has to say of rules, the parser's own findings left out. */
export function lint(rules: readonly string[], options: LintOptions = {}): Finding[] {
  return lintRuleset(rulesText(...rules), options).filter(({ code }) => code.startsWith('LINT_'));
}

/** The codes alone, `LINT_` left out. */
export function codes(rules: readonly string[], options: LintOptions = {}): string[] {
  return lint(rules, options).map(({ code }) => code.slice('LINT_'.length));
}
