import { formatFinding, type Finding } from '../core/finding.ts';
import { printable } from './display-width.ts';
import { MARKS, type Paint } from './paint.ts';

/** A finding as lines: a mark with place, message and code, then its details, indented. */
export function findingLines(finding: Finding, paint: Paint): string[] {
  const [first = '', ...details] = formatFinding({ ...finding, message: printable(finding.message) }).split('\n');
  const mark = finding.severity === 'error' ? paint.bad(MARKS.bad) : paint.warn(MARKS.warn);
  return [`${mark} ${printable(first)}`, ...details.map((line) => `  ${printable(line)}`)];
}
