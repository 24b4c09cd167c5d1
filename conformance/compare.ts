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
}

/** Where two doubles count as one. */
const RELATIVE = 1e-9;

/** Compares the real answer to a case with ours, rule by rule. */
export function compare(real: Answer, ours: Answer): Discrepancy[] {
  const found: Discrepancy[] = [];
  const mine = new Map(ours.rules.map((answer) => [answer[0], answer]));
  for (const [rule, message] of Object.entries(real.errors)) found.push(...compareError(rule, message, ours));
  for (const answer of real.rules) {
    const other = mine.get(answer[0]);
    mine.delete(answer[0]);
    if (other !== undefined) found.push(...compareRule(answer, other));
    else found.push({ rule: answer[0], field: isRefused(ours) ? 'parse' : 'text', real: 'judged', ours: ours.errors });
  }
  // A rule that ended the run there has an answer here, under its canonical text.
  if (Object.keys(real.errors).length === 0) {
    for (const rule of mine.keys()) found.push({ rule, field: 'text', real: null, ours: rule });
  }
  return found;
}

function isRefused({ errors }: Answer): boolean {
  return Object.keys(errors).length > 0;
}

function compareError(rule: string, message: string, ours: Answer): Discrepancy[] {
  const refusedThere = /^(?:\w+\.)*\w*(?:Exception: )?(?:Parsing Error|Invalid DQDL)/.test(message);
  if (!refusedThere) return [{ rule, field: 'ended', real: message, ours: ours.rules }];
  return rule in ours.errors ? [] : [{ rule, field: 'parse', real: message, ours: 'taken' }];
}

function compareRule(
  [rule, outcome, reason, metrics, rows]: RuleAnswer,
  [, ourOutcome, ourReason, ourMetrics, ourRows]: RuleAnswer,
): Discrepancy[] {
  const found: Discrepancy[] = [];
  if (outcome !== ourOutcome) {
    found.push({ rule, field: 'outcome', real: [outcome, reason], ours: [ourOutcome, ourReason] });
  } else if (!isSameReason(reason, ourReason)) found.push({ rule, field: 'reason', real: reason, ours: ourReason });
  if (!areSameMetrics(metrics, ourMetrics)) found.push({ rule, field: 'metrics', real: metrics, ours: ourMetrics });
  if ((rows ?? '') !== (ourRows ?? '')) found.push({ rule, field: 'rows', real: rows, ours: ourRows });
  return found;
}

/** Of a message that quotes the engine's own words the first line counts; a long one is cut. */
function isSameReason(real: string | null, ours: string | null): boolean {
  if (real === null || ours === null) return real === ours;
  const mine = inStableOrder(ours);
  if (real.includes('invalid where clause')) return firstLine(real) === firstLine(ours);
  return real.endsWith('…') ? mine.startsWith(real.slice(0, -1)) : real === mine;
}

/** Deequ names the types of a set in any order, and an analyzer of its own by a random id. */
function inStableOrder(reason: string): string {
  return reason
    .replace(/(?<=to be one of \()[^)]*/, (types) => types.split(',').toSorted().join(','))
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
