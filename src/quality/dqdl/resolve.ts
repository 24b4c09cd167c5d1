import type { Label, RuleNode, Ruleset } from './ast.ts';

/** The labels that a rule's results carry: the default ones of the ruleset, then its own, which win by key. */
export function mergedLabels(ruleset: Pick<Ruleset, 'defaultLabels'>, node: RuleNode): ReadonlyMap<string, string> {
  return new Map([...ruleset.defaultLabels, ...node.labels].map(pairOf));
}

function pairOf({ key, value }: Label): [string, string] {
  return [key, value];
}
