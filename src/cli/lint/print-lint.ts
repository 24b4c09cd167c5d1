import type { Finding } from '../../core/finding.ts';
import { counted } from '../../reports/amounts.ts';
import { findingLines } from '../../reports/finding-lines.ts';
import { renderGithub } from '../../reports/github.ts';
import { paintFor } from '../../reports/paint.ts';
import type { Cli } from '../cli.ts';
import { excerptOf } from '../source-excerpt.ts';
import type { LintCommandOptions } from './lint-options.ts';

export interface LintedFile {
  readonly file: string;
  /** Undefined where it could not be read. */
  readonly text: string | undefined;
  readonly findings: readonly Finding[];
}

/** Prints findings with their lines, or as JSON; annotations for GitHub follow, on stderr where stdout has JSON. */
export function printLint(
  linted: readonly LintedFile[],
  { json, github }: LintCommandOptions,
  { io, colorOf }: Cli,
): void {
  const { stdout, stderr } = io;
  if (json) {
    const files = linted.map(({ file, findings }) => ({ file, findings }));
    stdout.write(`${JSON.stringify(files, null, 2)}\n`);
  } else {
    for (const file of linted) stdout.write(fileText(file, colorOf('stdout')));
    stdout.write(`${summaryOf(linted)}\n`);
  }
  if (!github) return;
  const refusals = linted.map(({ file, findings }) => ({ scenario: file, findings }));
  (json ? stderr : stdout).write(renderGithub([], refusals));
}

function fileText({ text, findings }: LintedFile, color: boolean): string {
  const paint = paintFor(color);
  const source = text?.split('\n') ?? [];
  return findings
    .flatMap((finding) => {
      const [first = '', ...details] = findingLines(finding, paint);
      const excerpt = finding.range === undefined ? [] : excerptOf(source, finding.range);
      return [first, ...excerpt.map(paint.dim), ...details];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function summaryOf(linted: readonly LintedFile[]): string {
  const findings = linted.flatMap((file) => file.findings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const counts = [
    counted(linted.length, 'ruleset'),
    counted(errors, 'error'),
    counted(findings.length - errors, 'warning'),
  ];
  return counts.join('   ');
}
