import type { Answer, RuleAnswer } from './answer.ts';

/** What can differ: `text` is the canonical print, `ended` that Deequ gave no result at all. */
export type Field = 'parse' | 'text' | 'ended' | 'outcome' | 'metrics' | 'reason' | 'rows';

/** One rule on which the two sides do not agree. */
export interface Discrepancy {
  /** The rule: canonical, but as the case writes it where it was refused or ended the run. */
  readonly rule: string;
  readonly field: Field;
  readonly real: unknown;
  readonly ours: unknown;
  /** All that both sides say of the rule; undefined for one that did not judge it. */
  readonly there: RuleAnswer | undefined;
  readonly here: RuleAnswer | undefined;
}

/** Where two doubles count as one. */
const RELATIVE = 1e-9;

/** Compares the real answer to a case with ours, rule by rule. */
export function compare(real: Answer, ours: Answer): Discrepancy[] {
  const found: Discrepancy[] = [];
  const mine = new Map(ours.rules.map((answer) => [answer[0], answer]));
  for (const [rule, message] of Object.entries(real.errors)) found.push(...compareError(rule, message, ours));
  for (const there of real.rules) {
    const [rule] = there;
    const here = mine.get(rule);
    mine.delete(rule);
    if (here !== undefined) found.push(...compareRule(there, here));
    else {
      const field = isRefused(ours) ? 'parse' : 'text';
      found.push({ rule, field, real: 'judged', ours: ours.errors, there, here });
    }
  }
  // A rule that ended the run there has an answer here, under its canonical text.
  if (Object.keys(real.errors).length === 0) {
    for (const [rule, here] of mine)
      found.push({ rule, field: 'text', real: null, ours: rule, there: undefined, here });
  }
  return found;
}

function isRefused({ errors }: Answer): boolean {
  return Object.keys(errors).length > 0;
}

function compareError(rule: string, message: string, ours: Answer): Discrepancy[] {
  const neither = { there: undefined, here: undefined };
  const refusedThere = /^(?:\w+\.)*\w*(?:Exception: )?(?:Parsing Error|Invalid DQDL)/.test(message);
  if (!refusedThere) return [{ rule, field: 'ended', real: message, ours: 'a result', ...neither }];
  return rule in ours.errors ? [] : [{ rule, field: 'parse', real: message, ours: 'taken', ...neither }];
}

function compareRule(there: RuleAnswer, here: RuleAnswer): Discrepancy[] {
  const [rule, outcome, reason, metrics, rows] = there;
  const [, ourOutcome, ourReason, ourMetrics, ourRows] = here;
  const found: Discrepancy[] = [];
  const add = (field: Field, real: unknown, ours: unknown): void => {
    found.push({ rule, field, real, ours, there, here });
  };
  if (outcome !== ourOutcome) add('outcome', [outcome, reason], [ourOutcome, ourReason]);
  else if (!isSameReason(reason, ourReason)) add('reason', reason, ourReason);
  if (!areSameMetrics(metrics, ourMetrics)) add('metrics', metrics, ourMetrics);
  if ((rows ?? '') !== (ourRows ?? '')) add('rows', rows, ourRows);
  return found;
}

/** Of a message that quotes the engine's own words the first line counts; a long one is cut. */
export function isSameReason(real: string | null, ours: string | null): boolean {
  if (real === null || ours === null) return real === ours;
  const mine = inStableOrder(ours);
  if (real.includes('invalid where clause')) return firstLine(real) === firstLine(ours);
  return real.endsWith('…') ? mine.startsWith(real.slice(0, -1)) : real === mine;
}

/** Deequ names the types of a set in any order, and an analyzer of its own by a random id. */
export function inStableOrder(reason: string): string {
  return reason
    .replaceAll(/(?<=to be one of \()[^)]*/g, (types) => types.split(',').toSorted().join(','))
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trimEnd() ?? '';
}

function areSameMetrics(real: RuleAnswer[3], ours: RuleAnswer[3]): boolean {
  const names = Object.keys(real);
  return (
    names.length === Object.keys(ours).length &&
    names.every((name) => name in ours && areClose(Number(real[name]), Number(ours[name])))
  );
}

function areClose(one: number, other: number): boolean {
  return (
    Object.is(one, other) ||
    one === other ||
    Math.abs(one - other) <= RELATIVE * Math.max(Math.abs(one), Math.abs(other))
  );
}
