import { findColumn } from '../../dataset.ts';
import type { StringCondition } from '../../dqdl/ast.ts';
import { matches, matchesNot } from '../../patterns/match-predicate.ts';
import { isRefusal, notSupported, type Refusal } from '../../refusal.ts';
import type { PreparedRule } from '../rule-type.ts';
import { ratioRule, type Subject } from './subject.ts';

/** `matches` and `not matches`: Java regular expressions over a text column (reference, 2.3 and 8.5). */
export function patternValues(subject: Subject, condition: StringCondition): PreparedRule | Refusal {
  const [operand] = condition.operands;
  if (operand?.kind !== 'text') return notSupported('ColumnValues rule requires a regular expression.');
  const column = findColumn(subject.dataset.primary, subject.name);
  const build = condition.operator === 'matches' ? matches : matchesNot;
  const predicate = build(column?.name ?? subject.name, operand.value);
  if (isRefusal(predicate)) return predicate;
  const rule = ratioRule(subject, 'text', () => predicate.sql, 'PatternMatch');
  if (isRefusal(rule) || predicate.test === undefined || rule.row === undefined) return rule;
  return { ...rule, patterns: [predicate.test] };
}
