import type { Analysis } from '../analyzer-types/analyzer-type.ts';
import { analyzerTypes } from '../analyzer-types/registry.ts';
import type { Analyzer } from '../analyzers/analyzer.ts';
import type { DistributionAnalyzer } from '../analyzers/distribution.ts';
import type { Dataset } from '../dataset.ts';
import type { Analyzer as AnalyzerNode, Rule, RuleNode, Ruleset } from '../dqdl/ast.ts';
import type { Refusal } from '../refusal.ts';
import { ruleTypes } from '../rules/registry.ts';
import type { PreparedRule } from '../rules/rule-type.ts';

/** Every rule of a ruleset made ready for one dataset. */
export interface PreparedRuleset {
  /** By the rule's node; the members of composites too. */
  readonly rules: ReadonlyMap<Rule, PreparedRule | Refusal>;
  /** Of the `Analyzers` section. */
  readonly analyzers: readonly Analyzer[];
  readonly distributions: readonly DistributionAnalyzer[];
}

/** Asks each rule's type what it needs. Nothing is read. */
export function prepareRuleset(ruleset: Ruleset, dataset: Dataset): PreparedRuleset {
  const rules = ruleset.rules.flatMap(leavesOf).map((rule) => [rule, prepare(rule, dataset)] as const);
  const analyses = ruleset.analyzers.map((node) => analyze(node, dataset));
  return {
    rules: new Map(rules),
    analyzers: analyses.flatMap(({ metrics }) => metrics),
    distributions: analyses.flatMap(({ distributions }) => distributions),
  };
}

/** The simple rules of a rule, in order. */
export function leavesOf(node: RuleNode): readonly Rule[] {
  return node.kind === 'rule' ? [node] : node.members.flatMap(leavesOf);
}

function prepare(rule: Rule, dataset: Dataset): PreparedRule | Refusal {
  return (
    ruleTypes.get(rule.type)?.prepare(rule, dataset) ?? {
      outcome: 'Error',
      reason: `${rule.type} is not evaluated by this version`,
    }
  );
}

/** Nothing for a type that AWS Glue takes as a rule only: the parser has warned of it. */
function analyze(node: AnalyzerNode, dataset: Dataset): Analysis {
  const type = analyzerTypes.get(node.type);
  if (type !== undefined) return type.analyze(node, dataset);
  const parameters = node.parameters.map(({ value }) => value);
  return { metrics: ruleTypes.get(node.type)?.analyze?.(parameters, dataset) ?? [], distributions: [] };
}
