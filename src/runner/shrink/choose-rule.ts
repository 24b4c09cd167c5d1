import { userError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import type { RuleNode, Ruleset } from '../../quality/dqdl/ast.ts';
import { parseRuleset } from '../../quality/dqdl/parse-ruleset.ts';
import { leavesOf } from '../../quality/plan/prepare.ts';
import { ruleText } from '../../quality/rule-text.ts';

/**
 * The rule that is meant: by its number in the ruleset, from 1, or by its text, however it is spaced. Throws a
 * `UserError`: `SHRINK_RULE_UNKNOWN`.
 */
export function ruleNamed({ rules }: Ruleset, name: string | number): RuleNode {
  const found = typeof name === 'number' ? rules[name - 1] : ruleOfText(rules, name);
  if (found !== undefined) return found;
  const texts = rules.map(ruleText);
  const near = typeof name === 'number' ? {} : nearestOf(name, texts);
  throw userError({
    code: 'SHRINK_RULE_UNKNOWN',
    message: typeof name === 'number' ? `the ruleset has no rule number ${name}` : 'the ruleset has no such rule',
    found: String(name),
    expected: texts.map((text, index) => `${index + 1}: ${text}`).join('; '),
    ...near,
    hint: 'Name it as results do, or by its number.',
  });
}

/** The ruleset of one rule: with the variables it uses and the labels of all, and nothing else. */
export function rulesetOf(ruleset: Ruleset, node: RuleNode): Ruleset {
  const text = ruleText(node);
  const used = ruleset.variables.filter(({ name }) => text.includes(`$${name}`));
  return { ...ruleset, metadata: [], dataSources: undefined, variables: used, rules: [node], analyzers: [] };
}

/** Throws a `UserError` `SHRINK_FILE_RULE` for a rule that is about files and not about what is in them. */
export function refuseFileRule(node: RuleNode): void {
  const file = leavesOf(node).find(({ type }) => type.startsWith('File'));
  if (file === undefined) return;
  throw userError({
    code: 'SHRINK_FILE_RULE',
    message: `${file.type} is about files as a whole: there are no rows to leave out`,
    found: ruleText(node),
  });
}

function ruleOfText(rules: readonly RuleNode[], name: string): RuleNode | undefined {
  const [parsed] = parseRuleset(`Rules = [ ${name} ]`).ruleset.rules;
  const wanted = new Set([name.trim(), ...(parsed === undefined ? [] : [ruleText(parsed)])]);
  return rules.find((node) => wanted.has(ruleText(node)));
}
