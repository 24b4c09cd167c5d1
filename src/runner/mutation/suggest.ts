import type { RuleNode } from '../../quality/dqdl/ast.ts';
import { ruleText } from '../../quality/rule-text.ts';
import type { Additions, Suggestion } from './result.ts';
import type { TriedMutant } from './tried-mutant.ts';

/** The rule to add for the survivors of one kind of defect: that which kills most of them, the first among equals. */
export interface Chosen {
  readonly rule: RuleNode;
  readonly kills: readonly TriedMutant[];
}

export function chooseFor(tried: readonly TriedMutant[], candidates: readonly RuleNode[]): Chosen | undefined {
  const survivors = tried.filter(({ killers }) => killers.length === 0);
  let best: Chosen | undefined;
  for (const rule of candidates) {
    const kills = survivors.filter(({ suggested }) => suggested.includes(rule));
    if (kills.length > (best?.kills.length ?? 0)) best = { rule, kills };
  }
  return best;
}

export function suggestionOf(chosen: Chosen | undefined): Suggestion | null {
  if (chosen === undefined) return null;
  return { rule: ruleText(chosen.rule), rates: chosen.kills.map(({ amount }) => amount.rate) };
}

/** All that was chosen, and what the ruleset would be worth with it. */
export function additionsOf(choices: readonly Chosen[], tried: readonly TriedMutant[]): Additions {
  const rules = new Map<RuleNode, number>();
  for (const { rule, kills } of choices) rules.set(rule, (rules.get(rule) ?? 0) + kills.length);
  const dead = tried.filter(
    ({ killers, suggested }) => killers.length > 0 || suggested.some((rule) => rules.has(rule)),
  );
  return {
    rules: [...rules].map(([rule, kills]) => ({ rule: ruleText(rule), kills })).toSorted((a, b) => b.kills - a.kills),
    score: tried.length === 0 ? 1 : dead.length / tried.length,
  };
}
