import type { Finding } from '../../core/finding.ts';
import { parseRuleset, type ParseOptions } from '../dqdl/parse-ruleset.ts';
import { lintRules } from './lint-rules.ts';
import { lintColumns, type KnownColumns } from './lint-columns.ts';

export interface LintOptions extends ParseOptions, KnownColumns {}

/**
 * What can be said of a DQDL document without running it: what its parser finds, rules that can never pass or always do,
 * that contradict or repeat each other; and, where columns are known, names that are not there and columns of a type
 * the rule cannot judge. In the order of the text; never throws, whatever the text. Checks: docs/lint.md.
 */
export function lintRuleset(text: string, options: LintOptions = {}): Finding[] {
  const { ruleset, findings } = parseRuleset(text, options);
  const found = [...lintRules(ruleset.rules), ...lintColumns(ruleset, options)];
  const named = found.map((finding) => (options.file === undefined ? finding : { ...finding, file: options.file }));
  return [...findings.filter((finding) => !isSaidBetter(finding, named)), ...named].toSorted(
    (a, b) => offsetOf(a) - offsetOf(b),
  );
}

/** The parser warns of a day that is not in the calendar; here it is an error, since the rule can never pass. */
function isSaidBetter({ code, range }: Finding, others: readonly Finding[]): boolean {
  if (code !== 'DQDL_INVALID_DATE') return false;
  return others.some((other) => other.code === 'LINT_REFUSED' && other.range?.start.offset === range?.start.offset);
}

function offsetOf({ range }: Finding): number {
  return range?.start.offset ?? 0;
}
