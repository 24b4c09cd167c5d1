import type { Outcome } from '../types.ts';

/** What became of a rule or a member of one. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly metrics: Readonly<Record<string, number>>;
  readonly columns: readonly string[];
  readonly details?: readonly string[];
}

/**
 * Members joined by `and` or `or`. A member that could not be evaluated is neither a pass nor a fail: it decides only
 * where the others leave it open. Reasons are joined, also those of members that failed under an `or` that passed.
 */
export function combine(operator: 'and' | 'or', members: readonly Verdict[]): Verdict {
  const reasons = members.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  return {
    outcome: combineOutcomes(
      operator,
      members.map(({ outcome }) => outcome),
    ),
    reason: reasons.length === 0 ? null : reasons.join('\n'),
    metrics: Object.assign({}, ...members.map(({ metrics }) => metrics)),
    columns: [...new Set(members.flatMap(({ columns }) => columns))],
    details: members.flatMap(({ details = [] }) => details),
  };
}

function combineOutcomes(operator: 'and' | 'or', outcomes: readonly Outcome[]): Outcome {
  const decisive: Outcome = operator === 'and' ? 'Failed' : 'Passed';
  if (outcomes.includes(decisive)) return decisive;
  if (outcomes.includes('Error')) return 'Error';
  return operator === 'and' ? 'Passed' : 'Failed';
}
