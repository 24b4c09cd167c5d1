import type { Finding } from '../../core/finding.ts';
import { parseRuleset, type ParseOptions } from '../dqdl/parse-ruleset.ts';
import { printRuleset } from '../dqdl/print.ts';
import { sourceOf } from './source.ts';
import { writeDocument } from './write-document.ts';

export interface Formatted {
  /** The text laid out anew; the text itself where it has errors. */
  readonly text: string;
  /** What the parser finds in the text as it was. */
  readonly findings: readonly Finding[];
}

/**
 * Lays a DQDL document out: a section a block, a rule a line, composites of more than 100 columns broken at their
 * operators. Comments stay with the rule they stand before or behind, and the meaning stays the same; to lay it out again
 * changes nothing. A text with errors is left as it is. Never throws, whatever the text.
 */
export function formatRuleset(text: string, options: Pick<ParseOptions, 'file'> = {}): Formatted {
  const { ruleset, findings } = parseRuleset(text, options);
  if (findings.some(({ severity }) => severity === 'error')) return { text, findings };
  const written = writeDocument(sourceOf(text, ruleset));
  const again = parseRuleset(written);
  if (
    again.findings.some(({ severity }) => severity === 'error') ||
    printRuleset(again.ruleset) !== printRuleset(ruleset)
  ) {
    throw new Error('formatting would change what the ruleset means');
  }
  return { text: written, findings };
}
