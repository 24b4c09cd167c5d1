import type { DatasetMutation, RuleMutation } from '../runner/mutation/result.ts';
import { formatCount } from './amounts.ts';
import { alignRows, type Cell } from './align.ts';
import { fitWidth, printable } from './display-width.ts';
import { MARKS, type Paint } from './paint.ts';
import { wrapItems } from './wrap-items.ts';

/** What each rule is good for: how many mutants it kills, how many of them alone, and whether it alarms without cause. */
export function ruleLines(
  { rules, cleanRuns, tested }: DatasetMutation,
  { width, paint }: { width: number; paint: Paint },
): string[] {
  const ruleWidth = Math.max(24, width - 45);
  const head: Cell[] = [{ text: '' }, { text: 'rule' }, { text: 'kills', align: 'right' }, { text: '' }];
  const rows = rules.map((rule): Cell[] => {
    const [mark, brush] = markOf(rule, tested, paint);
    return [
      { text: mark, paint: brush },
      { text: fitWidth(printable(rule.rule), ruleWidth) },
      { text: rule.clean === 'Passed' ? formatCount(rule.kills) : '', align: 'right' },
      { text: remarkOf(rule, { tested, runs: cleanRuns.length }) },
    ];
  });
  const [first = '', ...lines] = alignRows([head, ...rows], { gap: 2 }).map((line) => line.trimEnd());
  return [
    paint.dim(first),
    ...lines,
    ...rules.flatMap((rule) => reasonLines(rule, width)).map(paint.dim),
    ...quietLines(rules, cleanRuns, width).map(paint.dim),
  ];
}

function markOf({ clean, kills, falseAlarms }: RuleMutation, tested: number, paint: Paint): [string, Paint['good']] {
  if (clean !== 'Passed') return [MARKS.bad, paint.bad];
  return falseAlarms.length > 0 || (kills === 0 && tested > 0) ? [MARKS.warn, paint.warn] : [MARKS.good, paint.good];
}

function remarkOf(
  { clean, kills, alone, falseAlarms }: RuleMutation,
  { tested, runs }: { tested: number; runs: number },
): string {
  if (clean !== 'Passed') return 'does not pass on clean data';
  const alarms = falseAlarms.length === 0 ? [] : [`${falseAlarms.length} of ${runs} false alarms`];
  if (kills === 0) return [...(tested > 0 ? ['never kills'] : []), ...alarms].join('; ');
  const share = alone === 0 ? 'none alone' : alone === kills ? 'all alone' : `${formatCount(alone)} alone`;
  return [share, ...alarms].join('; ');
}

/** Why a rule does not pass on the clean data, and on which others it does not. */
function reasonLines({ rule, reason, falseAlarms }: RuleMutation, width: number): string[] {
  const said = reason ?? (falseAlarms.length > 0 ? `alarms on clean data: ${falseAlarms.join(', ')}` : undefined);
  return said === undefined ? [] : [fitWidth(printable(`${rule}: ${said}`), width)];
}

function quietLines(rules: readonly RuleMutation[], cleanRuns: readonly string[], width: number): string[] {
  const isQuiet = rules.every(({ falseAlarms }) => falseAlarms.length === 0);
  return isQuiet && cleanRuns.length > 0
    ? wrapItems(`no false alarm on ${cleanRuns.join(', ')}`.split(' '), width)
    : [];
}
