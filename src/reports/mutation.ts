import type { DatasetMutation, MutationResult } from '../runner/mutation/result.ts';
import { counted, formatCount, formatScore } from './amounts.ts';
import { fitWidth, printable } from './display-width.ts';
import { findingLines } from './finding-lines.ts';
import { damageLines } from './mutation-damage.ts';
import { ruleLines } from './mutation-rules.ts';
import { paintFor, type Paint } from './paint.ts';

/**
 * A mutation test for a terminal: for each dataset the score, what damage of each column is noticed and by which rule,
 * what is not and which rule would, what each rule is good for, and the rules to add.
 */
export function renderMutation(
  { datasets, score, killed, tested }: MutationResult,
  { color, width = 100 }: { color: boolean; width?: number },
): string {
  const paint = paintFor(color);
  const blocks = datasets.map((dataset) => datasetLines(dataset, { width, paint }).join('\n'));
  const all = `score ${formatScore(score)}   ${formatCount(killed)} of ${counted(tested, 'mutant')} killed`;
  const overall = datasets.length > 1 ? [paint.strong(all)] : [];
  return `${[...blocks, ...overall].join('\n\n')}\n`;
}

function datasetLines(dataset: DatasetMutation, { width, paint }: { width: number; paint: Paint }): string[] {
  const { score, tested, killed, rows } = dataset;
  const brush = killed === tested ? paint.good : paint.bad;
  const counts = `${formatCount(killed)} of ${counted(tested, 'mutant')} killed   ${counted(rows, 'row')}`;
  const inner = { width: width - 2, paint };
  return [
    `${paint.strong(printable(dataset.dataset))}   ${brush(paint.strong(`score ${formatScore(score)}`))}   ${counts}`,
    ...indented([
      ...damageLines(dataset, inner),
      '',
      ...ruleLines(dataset, inner),
      ...additionLines(dataset, inner),
      ...untriedLines(dataset, inner),
      ...dataset.findings.flatMap((finding) => findingLines(finding, paint)),
    ]),
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/** Whole, not cut to the width: they are there to be copied. */
function additionLines({ additions, killed, tested }: DatasetMutation, { paint }: { paint: Paint }): string[] {
  const survivors = tested - killed;
  if (survivors === 0 || additions === null) return [];
  if (additions.rules.length === 0) return ['', 'no rule was found that kills survivors and is quiet on clean data'];
  return [
    '',
    `${paint.strong('to add')}   for a score of ${formatScore(additions.score)}`,
    ...additions.rules.map(
      ({ rule, kills }) => `  ${printable(rule)},${paint.dim(`   # kills ${formatCount(kills)} more`)}`,
    ),
  ];
}

/** Kinds with the same reason stand together. */
function untriedLines({ untried }: DatasetMutation, { width, paint }: { width: number; paint: Paint }): string[] {
  const byReason = new Map<string, string[]>();
  for (const { kind, column, reason } of untried) {
    const what = column === null ? kind : `${kind} ${column}`;
    byReason.set(reason, [...(byReason.get(reason) ?? []), what]);
  }
  const lines = [...byReason].map(([reason, whats]) => `not tried, since ${reason}: ${whats.join(', ')}`);
  return lines.length === 0 ? [] : ['', ...lines.map((line) => paint.dim(fitWidth(printable(line), width)))];
}
