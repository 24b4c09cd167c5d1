import type { Rule } from '../dqdl/ast.ts';
import { ALL, completeDemand, metricDemand, metricsMeeting, shareDemands, type Demand } from './demand.ts';
import { METRIC_DOMAINS, SHARE_OF_ROWS } from './metric-domains.ts';
import { ageDemands, lengthDemands, sizeDemands, valueDemands } from './value-demands.ts';

/** What must be so of the data for a rule to pass, as far as its text tells. */
export interface Claim {
  /** All must be met. The first is the one the rule is about. */
  readonly demands: readonly Demand[];
  /** Whether the rule can pass where there is nothing to judge: no row matches its `where`, or none has a value. */
  readonly mayPassEmpty: boolean;
}

/** The claim of a rule; undefined where its text does not tell all that the rule asks for. */
export function claimOf(rule: Rule): Claim | undefined {
  const demands = demandsOf(rule);
  return demands.length === 0 ? undefined : { demands, mayPassEmpty: mayPassEmpty(rule) };
}

function demandsOf(rule: Rule): readonly Demand[] {
  switch (rule.type) {
    case 'IsComplete':
      return [metricDemand(rule, 'Completeness', ALL, SHARE_OF_ROWS)];
    case 'IsUnique':
      return [metricDemand(rule, 'Uniqueness', ALL, SHARE_OF_ROWS)];
    case 'IsPrimaryKey':
      return [
        metricDemand(rule, 'Uniqueness', ALL, SHARE_OF_ROWS),
        ...rule.parameters.map(({ value }) => completeDemand(rule, value)),
      ];
    case 'ColumnLength':
      return lengthDemands(rule);
    case 'ColumnValues':
      return valueDemands(rule);
    case 'ColumnDataType':
      return countsOthers(rule) ? [] : shareDemands(rule);
    case 'DataFreshness':
      return countsOthers(rule) ? [] : ageDemands(rule);
    case 'FileSize':
      return rule.threshold === undefined ? sizeDemands(rule) : shareDemands(rule);
    case 'CustomSql':
      return rule.condition === undefined ? shareDemands(rule) : metricDemands(rule);
    default:
      return metricDemands(rule);
  }
}

/** Rows for which a `where` is NULL may pass these types and are none of those that pass or fail: shares can be anything. */
function countsOthers({ where }: Rule): boolean {
  return where !== undefined;
}

function metricDemands(rule: Rule): Demand[] {
  const { type, condition } = rule;
  const domain = METRIC_DOMAINS.get(type);
  if (domain === undefined || condition?.kind !== 'number') return [];
  const allowed = metricsMeeting(condition);
  return allowed === undefined ? [] : [metricDemand(rule, type, allowed, domain)];
}

/** Types that have a real number, or fail, where no row matches their `where` (reference, 2.3), also of no rows at all. */
const JUDGED_EMPTY: ReadonlySet<string> = new Set(['DistinctValuesCount', 'UniqueValueRatio']);
/** Types that pass on no rows, or of which that is not known. */
const PASS_EMPTY: ReadonlySet<string> = new Set(['DataFreshness', 'ColumnDataType', 'FileSize']);

function mayPassEmpty({ type, where }: Rule): boolean {
  return PASS_EMPTY.has(type) || (where !== undefined && !JUDGED_EMPTY.has(type));
}
