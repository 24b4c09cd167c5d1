import type { RuleNode, Ruleset } from './dqdl/ast.ts';
import { printRule } from './dqdl/print.ts';
import { mergedLabels } from './dqdl/resolve.ts';

/** The text by which results name a rule: without labels, which AWS Glue's results have in a field of their own. */
export function ruleText(node: RuleNode): string {
  return printRule(withoutLabels(node));
}

/** The text with the labels that the rule has in the end, those of the ruleset first. */
export function labelledText(ruleset: Ruleset, node: RuleNode): string {
  const { range } = node;
  const labels = [...mergedLabels(ruleset, node)].map(([key, value]) => ({ key, value, range }));
  return printRule({ ...withoutLabels(node), labels });
}

function withoutLabels(node: RuleNode): RuleNode {
  if (node.kind === 'rule') return { ...node, labels: [] };
  return { ...node, labels: [], members: node.members.map(withoutLabels) };
}
