import type { Finding } from '../../core/finding.ts';
import { findColumn, type Dataset } from '../dataset.ts';
import type { Analyzer, Rule } from '../dqdl/ast.ts';
import { isRefusal } from '../refusal.ts';
import { ruleTypes } from '../rules/registry.ts';
import type { NamedThing } from './named-things.ts';
import { refusedRule } from './refused-rule.ts';

/** That the columns a rule or analyzer names are of types that it cannot judge, as evaluating it would say. */
export function unfitFor(node: Rule | Analyzer, things: readonly NamedThing[], dataset: Dataset): Finding[] {
  const names = things.flatMap((thing) => (thing.kind === 'column' && thing.table === undefined ? [thing.name] : []));
  if (names.length === 0) return [];
  const reason = node.kind === 'rule' ? ruleReason(node, dataset) : analyzerReason(node, dataset);
  if (reason === undefined) return [];
  const columns = names.flatMap((name) => findColumn(dataset.primary, name) ?? []);
  return [
    {
      code: 'LINT_COLUMN_TYPE',
      severity: 'error',
      message: `${node.type} cannot judge ${columns.length === 1 ? 'this column' : 'these columns'}`,
      range: node.range,
      found: [...new Set(columns.map(({ name, type }) => `${JSON.stringify(name)} ${type}`))].join(', '),
      hint: reason,
    },
  ];
}

function ruleReason(rule: Rule, dataset: Dataset): string | undefined {
  if (refusedRule(rule) !== undefined) return undefined;
  const prepared = ruleTypes.get(rule.type)?.prepare(rule, dataset);
  if (prepared === undefined) return undefined;
  if (isRefusal(prepared)) return prepared.outcome === 'Failed' ? prepared.reason : undefined;
  return prepared.constraints.find(({ analyzer }) => analyzer.refused !== undefined)?.analyzer.refused;
}

function analyzerReason({ type, parameters }: Analyzer, dataset: Dataset): string | undefined {
  const values = parameters.map(({ value }) => value);
  const analyzers = ruleTypes.get(type)?.analyze?.(values, dataset) ?? [];
  return analyzers.length > 0 && analyzers.every(({ refused }) => refused !== undefined)
    ? analyzers[0]?.refused
    : undefined;
}
