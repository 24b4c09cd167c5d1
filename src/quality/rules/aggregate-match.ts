import { aggregateRatio, type ColumnAggregate } from '../analyzers/aggregate-ratio.ts';
import { missingColumn, unmetDemand } from '../analyzers/analyzer.ts';
import { kindOf } from '../column-type.ts';
import { numberTest } from '../conditions/number-test.ts';
import type { Dataset } from '../dataset.ts';
import { columnOf, findReference } from '../references.ts';
import { isRefusal, notSupported } from '../refusal.ts';
import { parametersOf } from './build.ts';
import { failedMatch, matchRule, notFound } from './reference-rule.ts';
import type { RuleType } from './rule-type.ts';

/** `AggregateMatch "sum(amount)" "sum(reference.amount)" >= 0.99`: one sum or mean over another. */
export const aggregateMatchRule: RuleType = {
  name: 'AggregateMatch',
  prepare(rule, dataset) {
    const assertion = numberTest(rule.condition);
    if (isRefusal(assertion)) return assertion;
    const [first, second] = parametersOf(rule).map(parseAggregate);
    if (first === undefined || second === undefined) return notSupported('Unsupported Rule');
    const columns = [first, second].flatMap(({ alias, name }) => (alias === PRIMARY ? [name] : []));
    const [dividend, divisor] = [findAggregate(first, dataset), findAggregate(second, dataset)];
    if ('reason' in dividend) return failedMatch(dividend.reason, { columns, details: () => dividend.details });
    if ('reason' in divisor) return failedMatch(divisor.reason, { columns, details: () => divisor.details });
    const names = first.name === second.name ? first.name : `${first.name},${second.name}`;
    const { metric, details } = aggregateRatio(`Column.${names}.AggregateMatch`, dividend, divisor);
    return matchRule(metric, assertion, { columns, details });
  },
  analyze: undefined,
};

const PRIMARY = 'primary';

interface NamedAggregate {
  readonly call: ColumnAggregate['call'];
  readonly alias: string;
  readonly name: string;
}

/** `sum(amount)`, `AVG(alias.amount)`: the alias is what stands before the last dot. */
function parseAggregate(text: string): NamedAggregate | undefined {
  const [, call, inner = ''] = /^(sum|avg|SUM|AVG)\((.*)\)$/.exec(text) ?? [];
  if (call === undefined) return undefined;
  const dot = inner.lastIndexOf('.');
  return {
    call: call.toLowerCase() === 'sum' ? 'sum' : 'avg',
    alias: dot === -1 ? PRIMARY : inner.slice(0, dot),
    name: inner.slice(dot + 1).replaceAll('"', ''),
  };
}

/** The aggregate, or why there is none: Deequ names the class of the exception alone. */
function findAggregate(
  { call, alias, name }: NamedAggregate,
  dataset: Dataset,
): ColumnAggregate | { readonly reason: string; readonly details: readonly string[] } {
  const relation = alias === PRIMARY ? dataset.primary : findReference(dataset, alias)?.relation;
  if (relation === undefined) return { reason: notFound(alias), details: [] };
  const column = columnOf(relation, name);
  if (column === undefined) {
    return { reason: name === '*' ? EXCEPTION : UNRESOLVED, details: [missingColumn(name)] };
  }
  const problem = kindOf(column.type) === 'timestamp' ? undefined : unmetDemand(column, name, 'numeric or text');
  if (problem !== undefined) return { reason: UNRESOLVED, details: [problem] };
  return { call, column, alias: alias === PRIMARY ? undefined : alias };
}

const EXCEPTION = 'Exception: org.apache.spark.sql.AnalysisException';
const UNRESOLVED = 'Exception: org.apache.spark.sql.catalyst.ExtendedAnalysisException';
