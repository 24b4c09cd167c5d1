import type { Finding } from '../../core/finding.ts';
import type { Rule } from '../dqdl/ast.ts';
import { asksForBounds } from './value-demands.ts';

/** That a threshold changes nothing: the rule is not judged by the share of rows that pass (reference, 2.3). */
export function idleThreshold(rule: Rule): Finding[] {
  const { type, condition, threshold } = rule;
  if (threshold === undefined || condition === undefined) return [];
  const isIdle = type === 'CustomSql' || (type === 'ColumnValues' && asksForBounds(condition));
  if (!isIdle) return [];
  const judged = type === 'CustomSql' ? 'the one value that the query gives' : 'the smallest and the largest value';
  return [
    {
      code: 'LINT_THRESHOLD_IDLE',
      severity: 'warning',
      message: `This threshold changes nothing: the rule is judged on ${judged}`,
      range: threshold.range,
      expected: type === 'CustomSql' ? 'a condition or a threshold' : '`in`, `not in`, `!=`, `not between`, `matches`',
    },
  ];
}
