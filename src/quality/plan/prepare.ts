import type { Analyzer } from '../analyzers/analyzer.ts';
import type { Dataset } from '../dataset.ts';
import type { Analyzer as AnalyzerNode, Rule, RuleNode, Ruleset } from '../dqdl/ast.ts';
import type { Refusal } from '../refusal.ts';
import { ruleTypes } from '../rules/registry.ts';
import type { PreparedRule } from '../rules/rule-type.ts';

/** Every rule of a ruleset made ready for one dataset. */
export interface PreparedRuleset {
  /** By the rule's node; the members of composites too. */
  readonly rules: ReadonlyMap<Rule, PreparedRule | Refusal>;
  readonly analyzers: readonly Analyzer[];
  /** Analyzers that this version does not measure. */
  readonly unmeasured: readonly AnalyzerNode[];
}

/** Asks each rule's type what it needs. Nothing is read. */
export function prepareRuleset(ruleset: Ruleset, dataset: Dataset): PreparedRuleset {
  const rules = ruleset.rules.flatMap(leavesOf).map((rule) => [rule, prepare(rule, dataset)] as const);
  return {
    rules: new Map(rules),
    analyzers: ruleset.analyzers.flatMap(
      ({ type, parameters }) =>
        ruleTypes.get(type)?.analyze?.(
          parameters.map(({ value }) => value),
          dataset,
        ) ?? [],
    ),
    unmeasured: ruleset.analyzers.filter(({ type }) => ruleTypes.get(type)?.analyze === undefined),
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
