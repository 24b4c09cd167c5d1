import type { Finding } from '../../core/finding.ts';
import { counted } from '../../reports/amounts.ts';
import { printable } from '../../reports/display-width.ts';
import { findingLines } from '../../reports/finding-lines.ts';
import { MARKS, paintFor, type Paint } from '../../reports/paint.ts';
import type { Cli } from '../cli.ts';
import type { JudgedFile } from './judged-file.ts';
import type { ValidateCommandOptions } from './validate-options.ts';

/** Prints a line a file with its findings, what was not looked at, and the counts; or all of it as JSON. */
export function printVerdicts(
  files: readonly JudgedFile[],
  { json }: ValidateCommandOptions,
  { io, colorOf }: Cli,
): void {
  const { stdout } = io;
  if (json) {
    stdout.write(`${JSON.stringify(files, null, 2)}\n`);
    return;
  }
  const paint = paintFor(colorOf('stdout'));
  for (const file of files)
    stdout.write(
      linesOf(file, paint)
        .map((line) => `${line}\n`)
        .join(''),
    );
  for (const line of skippedLines(files)) stdout.write(`${paint.dim(line)}\n`);
  stdout.write(`${summaryOf(files)}\n`);
}

function linesOf(file: JudgedFile, paint: Paint): string[] {
  const { verdict, findings, format, rowCount } = file;
  const details = [format ?? 'no known format', ...(rowCount === undefined ? [] : [counted(rowCount, 'row')])].join(
    ', ',
  );
  const first = `${markOf(file, paint)} ${printable(file.file)}: ${wordsOf(verdict, findings)} (${details})`;
  return [
    first,
    ...findings.flatMap((finding) => findingLines(withoutFile(finding, file.file), paint)).map((line) => `  ${line}`),
  ];
}

/** The name stands above. */
function withoutFile(finding: Finding, name: string): Finding {
  if (finding.file !== name) return finding;
  const { file: _file, ...rest } = finding;
  return rest;
}

function wordsOf(verdict: JudgedFile['verdict'], findings: readonly Finding[]): string {
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return verdict === 'accepted' && warnings > 0 ? `accepted with ${counted(warnings, 'warning')}` : verdict;
}

function markOf({ verdict, findings }: JudgedFile, paint: Paint): string {
  if (verdict === 'quarantined') return paint.bad(MARKS.bad);
  return findings.length > 0 ? paint.warn(MARKS.warn) : paint.good(MARKS.good);
}

/** One line for each check and reason, with how many files it is about. */
function skippedLines(files: readonly JudgedFile[]): string[] {
  const counts = new Map<string, number>();
  for (const { check, reason } of files.flatMap(({ skipped }) => skipped)) {
    const words = `not looked at: ${check} (${printable(reason)})`;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => (count === files.length ? words : `${words}, ${counted(count, 'file')}`));
}

function summaryOf(files: readonly JudgedFile[]): string {
  const quarantined = files.filter(({ verdict }) => verdict === 'quarantined').length;
  const warned = files.filter(({ verdict, findings }) => verdict === 'accepted' && findings.length > 0).length;
  return [
    counted(files.length, 'file'),
    `${files.length - quarantined} accepted${warned > 0 ? `, ${warned} of them with warnings` : ''}`,
    `${quarantined} quarantined`,
  ].join('   ');
}
