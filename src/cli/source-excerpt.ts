import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Finding, Range } from '../core/finding.ts';
import { displayWidth, printable } from '../reports/display-width.ts';

const BEFORE = 40;
const WINDOW = 100;

/**
 * The line of a file a finding points at, and carets under the place. Nothing where the finding has no range or the
 * file cannot be read any more. Of a long line only the part around the place is shown.
 */
export async function sourceExcerpt({ file, range }: Finding, cwd: string): Promise<string[]> {
  if (file === undefined || !range) return [];
  const text = await readFile(resolve(cwd, file), 'utf8').catch(() => undefined);
  return text === undefined ? [] : excerptOf(text.split('\n'), range);
}

/** The same of a text at hand, as its lines. */
export function excerptOf(lines: readonly string[], range: Range): string[] {
  const source = lines[range.start.line - 1]?.replace(/\r$/, '');
  if (source === undefined) return [];
  const column = range.start.column - 1;
  const end = range.end.line === range.start.line ? range.end.column - 1 : source.length;
  const from = Math.max(0, Math.min(column - BEFORE, source.length - WINDOW));
  const shown = source.slice(from, from + WINDOW).replaceAll('\t', ' ');
  const lead = printable(source.slice(from, column).replaceAll('\t', ' '));
  const marked = printable(source.slice(column, Math.min(end, from + WINDOW)).replaceAll('\t', ' '));
  const number = String(range.start.line);
  const gutter = `  ${' '.repeat(number.length)} | `;
  return [
    `  ${number} | ${printable(shown)}`,
    `${gutter}${' '.repeat(displayWidth(lead))}${'^'.repeat(Math.max(1, displayWidth(marked)))}`,
  ];
}
