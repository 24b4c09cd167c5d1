import type { Expectation, ReplayRecord } from '../../record.ts';
import { reasonClass } from '../reason-class.ts';

/** An expectation, with the record of the replay in which it was judged. */
export interface Judged {
  readonly expectation: Expectation;
  readonly record: ReplayRecord;
}

/** Whether an expectation can be said not to be met: one whose stage did not run says nothing of the data. */
export function isNotMet({ met, found }: Expectation): boolean {
  return !met && found !== 'not run';
}

/**
 * Whether an expectation is not met in the way in which it was. Of rules that were to fail, each that came out against it
 * does so still, for the same kind of reason, whatever else does; of a score, some rule that did not pass does not pass for
 * the same kind of reason; any number is on the same side of what was expected.
 */
export function isNotMetLike(now: Judged, before: Judged): boolean {
  if (!isNotMet(now.expectation)) return false;
  const against = rulesAgainst(before);
  const still = new Set(rulesAgainst(now));
  if (before.expectation.detail !== null) return against.every((rule) => still.has(rule));
  if (sideOf(now.expectation) !== sideOf(before.expectation)) return false;
  return against.length === 0 || against.some((rule) => still.has(rule));
}

/** Of an expectation of the quality of a dataset, the rules that are to blame, with the kind of their reasons. */
function rulesAgainst({ expectation: { path, detail }, record: { stages } }: Judged): readonly string[] {
  const [, dataset] = /^quality\.(.+)\.\w+$/.exec(path) ?? [];
  const assessed = stages.flatMap((stage) => (stage.stage === 'assess' ? stage.datasets : []));
  const { outcomes = [] } = assessed.find((one) => one.dataset === dataset) ?? {};
  const classOf = new Map(outcomes.map((outcome) => [outcome.rule, `${outcome.rule}: ${reasonClass(outcome)}`]));
  if (detail === null)
    return outcomes.flatMap(({ outcome, rule }) => (outcome === 'Passed' ? [] : [classOf.get(rule) ?? rule]));
  return detail.split('\n').map((line) => {
    const [, rule = line] = /^[^:]*: (.*)$/.exec(line) ?? [];
    return classOf.get(rule) ?? line;
  });
}

function sideOf({ found, expected }: Expectation): string {
  const value = Number(found);
  if (Number.isNaN(value)) return found;
  const [bound = ''] = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/i.exec(expected) ?? [];
  return value < Number(bound) ? 'below' : 'above';
}
