import { userError } from '../../core/errors.ts';
import type { RuleNode, Ruleset } from '../../quality/dqdl/ast.ts';
import type { Outcome, RuleOutcome } from '../../quality/types.ts';
import { refuseFileRule, ruleNamed, rulesetOf } from './choose-rule.ts';
import type { ShrinkSettings, WantedOutcome } from './options.ts';
import { judgeRules } from './question.ts';
import type { Subject } from './subject.ts';

/** The rule, a ruleset of it alone, and its outcome on all the data. */
interface Shown {
  readonly node: RuleNode;
  readonly ruleset: Ruleset;
  readonly whole: RuleOutcome;
}

export const OUTCOMES: Readonly<Record<WantedOutcome, Outcome>> = {
  failed: 'Failed',
  passed: 'Passed',
  error: 'Error',
};

/**
 * Judges the rule that is named, or all to find the first that has the outcome. Throws a `UserError`:
 * `SHRINK_NOT_SHOWN`, `SHRINK_RULE_UNKNOWN`, `SHRINK_FILE_RULE`.
 */
export async function chooseShown(
  { session, ruleset, tables, clock }: Pick<Subject, 'session' | 'ruleset' | 'tables' | 'clock'>,
  { rule, outcome: word = 'failed' }: Pick<ShrinkSettings, 'rule' | 'outcome'>,
): Promise<Shown> {
  const named = rule === undefined ? undefined : ruleNamed(ruleset, rule);
  if (named !== undefined) refuseFileRule(named);
  const candidates = named === undefined ? ruleset.rules : [named];
  const judged = named === undefined ? { ...ruleset, analyzers: [] } : rulesetOf(ruleset, named);
  const outcomes = await judgeRules(session, { ruleset: judged, clock, tables });
  const at = outcomes.findIndex(({ outcome }) => outcome === OUTCOMES[word]);
  const node = candidates[at];
  const whole = outcomes[at];
  if (node === undefined || whole === undefined) throw notShown(outcomes, word);
  refuseFileRule(node);
  return { node, ruleset: rulesetOf(ruleset, node), whole };
}

export function notShown(outcomes: readonly Pick<RuleOutcome, 'rule' | 'outcome'>[], word: WantedOutcome): Error {
  const [only, ...others] = outcomes;
  const one = only !== undefined && others.length === 0 ? only : undefined;
  const found = outcomes.map(({ rule, outcome }) => `${rule}: ${outcome}`).join('; ');
  return userError({
    code: 'SHRINK_NOT_SHOWN',
    message: one === undefined ? `no rule has the outcome ${word}` : `the rule does not have the outcome ${word}`,
    found: found === '' ? 'no rules' : found,
    expected: OUTCOMES[word],
    hint:
      one === undefined
        ? 'Name a rule by --rule, and the outcome it has by --outcome.'
        : `Name the outcome it has: --outcome ${one.outcome.toLowerCase()}`,
  });
}
