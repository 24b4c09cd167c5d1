import type { Rule, RuleNode } from '../dqdl/ast.ts';
import { printRule } from '../dqdl/print.ts';
import type { Measured } from '../measure/measurement.ts';
import type { PreparedRuleset } from '../plan/prepare.ts';
import { isRefusal } from '../refusal.ts';
import type { Constraint, PreparedRule } from '../rules/rule-type.ts';
import type { Outcome } from '../types.ts';
import { readMetric, readersOf } from './read-metric.ts';
import { combine, type Verdict } from './verdict.ts';

/** Judges a rule on what was measured; composites by the verdicts of their members. */
export function judgeRule(node: RuleNode, prepared: PreparedRuleset, measured: Measured): Verdict {
  if (node.kind === 'composite') {
    return combine(
      node.operator,
      node.members.map((member) => judgeRule(member, prepared, measured)),
    );
  }
  const rule = prepared.rules.get(node);
  if (rule === undefined) return { outcome: 'Error', reason: 'It was not prepared.', metrics: {}, columns: [] };
  if (isRefusal(rule)) return { outcome: rule.outcome, reason: rule.reason, metrics: {}, columns: columnsOf(node) };
  const badFilter = node.where === undefined ? undefined : measured.badFilters.get(node.where);
  if (badFilter !== undefined) {
    const { invalidWhere, columns } = rule;
    const { outcome } = badFilter;
    if (outcome === 'Error') {
      const reason = `The rule could not be evaluated: of its where, ${badFilter.reason}`;
      return { outcome, reason, metrics: {}, columns };
    }
    const usual = `Rule ${printRule(node)} has provided an invalid where clause :\n${badFilter.reason}`;
    const details = invalidWhere === undefined ? [] : [badFilter.reason];
    return { outcome, reason: invalidWhere ?? usual, metrics: {}, columns, details };
  }
  return judgeConstraints(rule, measured);
}

function judgeConstraints({ constraints, shows, columns, details }: PreparedRule, measured: Measured): Verdict {
  const checked = constraints.map((constraint) => check(constraint, measured));
  const reasons = checked.flatMap(({ reason }) => (reason === null ? [] : [reason]));
  const metrics = shows.flatMap((analyzer): [string, number][] => {
    const reading = readMetric(analyzer, measured);
    return reading.kind === 'value' ? [[analyzer.metric, reading.value]] : [];
  });
  const outcome = worst(checked.map((each) => each.outcome));
  const { of, rows } = readersOf(measured);
  return {
    outcome,
    reason: reasons.length === 0 ? null : reasons.join('\n'),
    metrics: Object.fromEntries(metrics),
    columns,
    details: outcome === 'Failed' ? (details?.(of, rows) ?? []) : [],
  };
}

function check(
  { analyzer, assertion, reason, always }: Constraint,
  measured: Measured,
): { readonly outcome: Outcome; readonly reason: string | null } {
  const reading = readMetric(analyzer, measured);
  if (reading.kind === 'failure') {
    const { outcome, failure } = reading;
    return { outcome, reason: outcome === 'Error' ? failure : (always ?? failure) };
  }
  if (reading.kind === 'passes') return { outcome: 'Passed', reason: reading.reason };
  if (reading.kind === 'empty') {
    return reading.passes ? passed : { outcome: 'Failed', reason: always ?? reading.reason };
  }
  if (assertion.problem !== undefined) return { outcome: 'Failed', reason: assertion.problem };
  return assertion.holds(reading.value)
    ? passed
    : { outcome: 'Failed', reason: always ?? reason(reading.value, readersOf(measured).rows) };
}

const passed = { outcome: 'Passed', reason: null } as const;

/** An evaluation that broke says nothing about the data, whatever else was found. */
function worst(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('Error')) return 'Error';
  return outcomes.includes('Failed') ? 'Failed' : 'Passed';
}

/** For a rule that could not be prepared: its parameters name its columns, where they name any. */
function columnsOf(rule: Rule): readonly string[] {
  return ['CustomSql', 'RowCount', 'ColumnCount'].includes(rule.type) ? [] : rule.parameters.map(({ value }) => value);
}
