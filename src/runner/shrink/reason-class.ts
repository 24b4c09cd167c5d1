import type { RuleOutcome } from '../../quality/types.ts';

/**
 * What kind of reason an outcome has: its text with numbers left out, which change with every row. Two outcomes of a rule
 * that are alike in this are alike for the same reason; `Value: 0.9 does not meet…` and a column that is gone are not.
 */
export function reasonClass({ outcome, failureReason }: Pick<RuleOutcome, 'outcome' | 'failureReason'>): string {
  return `${outcome}: ${(failureReason ?? '').replaceAll(NUMBER, '#')}`;
}

const NUMBER = /-?\d[\d_,]*(?:\.\d+)?(?:E[+-]?\d+)?/gi;
