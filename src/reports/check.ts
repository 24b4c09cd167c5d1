import type { Finding } from '../core/finding.ts';
import { counted, formatCount, formatScore } from './amounts.ts';
import { printable } from './display-width.ts';
import { distributionLines, type ReportedDistribution } from './distribution-lines.ts';
import { findingLines } from './finding-lines.ts';
import { outcomeLines, type ReportedOutcome } from './outcome-lines.ts';
import { paintFor } from './paint.ts';

/** What is reported of a ruleset on a dataset: a `CheckResult` is one. */
export interface ReportedCheck {
  readonly score: number;
  readonly rowCount: number;
  readonly outcomes: readonly ReportedOutcome[];
  readonly metrics: Readonly<Record<string, number>>;
  readonly distributions: Readonly<Record<string, ReportedDistribution>>;
  readonly findings: readonly Finding[];
  readonly partitions?: { readonly read: number; readonly fromStates: number };
}

/** A check for a terminal: score, every rule with its mark, reason and first failing rows, metrics, distributions, findings. */
export function renderCheck(
  { score, rowCount, outcomes, metrics, distributions, findings, partitions }: ReportedCheck,
  { color, width = 100 }: { color: boolean; width?: number },
): string {
  const paint = paintFor(color);
  const passed = outcomes.filter(({ outcome }) => outcome === 'Passed').length;
  const brush = passed === outcomes.length ? paint.good : paint.bad;
  const rules = `${formatCount(passed)} of ${counted(outcomes.length, 'rule')}`;
  const lines = [
    `${brush(paint.strong(`score ${formatScore(score)}`))}   ${rules}   ${counted(rowCount, 'row')}`,
    ...outcomeLines(outcomes, { width: width - 2, paint }).map((line) => `  ${line}`),
    ...(partitions === undefined ? [] : [`  ${partitionsLine(partitions)}`]),
    ...Object.entries(metrics).map(([name, value]) => `  ${printable(name)} = ${value}`),
    ...Object.entries(distributions)
      .flatMap(([name, distribution]) => distributionLines(printable(name), distribution, paint))
      .map((line) => `  ${line}`),
    ...findings.flatMap((finding) => findingLines(finding, paint)).map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

function partitionsLine({ read, fromStates }: { readonly read: number; readonly fromStates: number }): string {
  return `${counted(read, 'partition')} read, ${formatCount(fromStates)} from states`;
}

/** A check as one JSON document. NaN and infinities, which JSON has not, are written as text. */
export function renderCheckJson(result: object): string {
  return `${JSON.stringify(result, withoutNaN, 2)}\n`;
}

function withoutNaN(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
