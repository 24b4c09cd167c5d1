import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import { printAnalyzer, printRule } from '../../src/quality/dqdl/print.ts';

/** What a parser makes of a text: its canonical print, or that it refuses it. */
export interface Parsed {
  readonly printed: string | null;
  /** The codes of the errors, where it is ours and refuses. */
  readonly codes: readonly string[];
}

/** Our parser in strict mode, with rules and analyzers printed as the open parser prints its lists of them. */
export function parseOurs(text: string): Parsed {
  const { ruleset, findings } = parseRuleset(text, { strict: true });
  const codes = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const rules = ruleset.rules.map(printRule).join(', ');
  const analyzers = ruleset.analyzers.map(printAnalyzer).join(', ');
  return { printed: codes.length > 0 ? null : `[${rules}][${analyzers}]`, codes };
}
