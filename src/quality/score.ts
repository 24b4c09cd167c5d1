import type { RuleOutcome } from './types.ts';

/** Rules that passed over all rules, 0 to 1; 1 where there is no rule. */
export function scoreOf(outcomes: readonly Pick<RuleOutcome, 'outcome'>[]): number {
  return outcomes.length === 0 ? 1 : outcomes.filter(({ outcome }) => outcome === 'Passed').length / outcomes.length;
}
