import { counted, formatCount, formatSeconds } from '../../reports/amounts.ts';
import { fitWidth, printable } from '../../reports/display-width.ts';
import { MARKS, paintFor } from '../../reports/paint.ts';
import type { ShrinkExpectationResult, ShrunkFile } from '../../runner/shrink/expectation/options.ts';
import { farOf } from './far.ts';

const SHOWN_RECORDS = 10;

/** How far it got, the records that are left, and how to run them. */
export function renderExpectation(
  { expectation, expected, found, files, ended, tries, elapsedMs, folder }: ShrinkExpectationResult,
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const paint = paintFor(color);
  const mark = ended === 'minimal' ? paint.good(MARKS.good) : paint.warn(MARKS.warn);
  return [
    `${paint.strong(expectation)}   expected ${printable(expected)}   found with what is left ${printable(found)}`,
    ...files.flatMap((file) => ['', ...fileBlock(file, width, paint.dim)]),
    '',
    `${mark} ${farOf(ended, 'record')}   ${counted(tries, 'try', 'tries')}   ${formatSeconds(elapsedMs)}`,
    ...(folder === undefined ? [] : [`Run it: glue-replay run ${folder}`]),
    '',
  ].join('\n');
}

function fileBlock(
  { source, object, records, sample }: ShrunkFile,
  width: number,
  dim: (text: string) => string,
): readonly string[] {
  const name = printable(`${source}/${object}`);
  if (records.from === 0) return [`${name}   whole`];
  const shown = sample.slice(0, SHOWN_RECORDS);
  const more = records.to - shown.length;
  return [
    `${name}   ${counted(records.from, 'record')} to ${formatCount(records.to)}`,
    ...shown.map((record) => `  ${fitWidth(printable(record), width - 2)}`),
    ...(more > 0 ? [dim(`  … ${formatCount(more)} more`)] : []),
  ];
}
