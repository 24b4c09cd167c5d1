import type { Finding } from '../../core/finding.ts';
import type { Ruleset } from './ast.ts';
import { Cursor } from './cursor.ts';
import { FindingList } from './finding-list.ts';
import { tokenize } from './lexer.ts';
import { parseDocument } from './parse-document.ts';
import { withoutErrors } from './without-errors.ts';

export interface ParseOptions {
  /** What the open parser refuses and we take by default is an error. Default false. */
  readonly strict?: boolean;
  /** The file that findings name. */
  readonly file?: string;
}

/**
 * Reads a DQDL document. Never throws: whatever the text, what is wrong with it is in `findings`, in the order of the
 * text, and `ruleset` holds the rules and analyzers without an error. Language: docs/dqdl-language.md.
 */
export function parseRuleset(text: string, options: ParseOptions = {}): { ruleset: Ruleset; findings: Finding[] } {
  const findings = new FindingList(text, { strict: options.strict ?? false, file: options.file });
  const tokens = tokenize(text, findings);
  const ruleset = parseDocument(new Cursor(tokens, findings));
  warnOfLimits(text, ruleset, findings);
  const ordered = findings.inOrder();
  return { ruleset: withoutErrors(ruleset, ordered), findings: ordered };
}

/** Limits of the AWS Glue service on one ruleset. */
const MOST_RULES = 2000;
const LONGEST_TEXT = 65_536;

function warnOfLimits(text: string, ruleset: Ruleset, findings: FindingList): void {
  const span = { start: 0, end: 0 };
  if (ruleset.rules.length > MOST_RULES) {
    findings.warn('DQDL_TOO_MANY_RULES', span, 'AWS Glue takes no ruleset of more rules than this', {
      found: `${ruleset.rules.length} rules`,
      expected: `at most ${MOST_RULES}`,
    });
  }
  if (text.length > LONGEST_TEXT) {
    findings.warn('DQDL_TEXT_TOO_LONG', span, 'AWS Glue takes no longer ruleset than this', {
      found: `${text.length} characters`,
      expected: `at most ${LONGEST_TEXT}`,
    });
  }
}
