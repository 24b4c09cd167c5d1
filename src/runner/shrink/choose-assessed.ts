import { userError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import type { RuleNode, Ruleset } from '../../quality/dqdl/ast.ts';
import type { ReplayRecord } from '../record.ts';
import type { Scenario } from '../scenario.ts';
import { rulesetsOf } from '../stages/assess.ts';
import { refuseFileRule, ruleNamed } from './choose-rule.ts';
import { notShown, OUTCOMES } from './choose-shown.ts';
import type { ShrinkDatasetOptions } from './options.ts';

type Assessed = Extract<ReplayRecord['stages'][number], { stage: 'assess' }>['datasets'][number];
export type RecordedOutcome = Assessed['outcomes'][number];

/**
 * The dataset that is named, or the first on which a rule had the outcome in a replay, with the ruleset that was run on
 * it. Throws a `UserError`: `SHRINK_DATASET_UNKNOWN`, `SHRINK_NOT_SHOWN`.
 */
export function chooseAssessed(
  scenario: Scenario,
  { stages }: ReplayRecord,
  { dataset: wanted, rule, outcome = 'failed' }: ShrinkDatasetOptions,
): { readonly dataset: string; readonly rules: string; readonly outcomes: readonly RecordedOutcome[] } {
  const rulesets = rulesetsOf({ scenario });
  const names = rulesets.map(({ dataset }) => dataset);
  if (names.length === 0 || (wanted !== undefined && !names.includes(wanted))) {
    throw userError({
      code: 'SHRINK_DATASET_UNKNOWN',
      message: names.length === 0 ? 'the scenario has no rules' : 'the scenario judges no such dataset',
      file: scenario.file,
      ...(wanted === undefined ? {} : { found: wanted, ...nearestOf(wanted, names) }),
      expected: names.length === 0 ? 'a dataset with `rules`' : names.join(', '),
    });
  }
  const assessed = stages.flatMap((stage) => (stage.stage === 'assess' ? stage.datasets : []));
  if (assessed.length === 0) throw notAssessed(stages);
  const shows = ({ outcomes }: Assessed): boolean =>
    outcomes.some((each) => each.outcome === OUTCOMES[outcome] && (typeof rule !== 'string' || each.rule === rule));
  const isWanted = (one: Pick<Assessed, 'dataset'>): boolean => wanted === undefined || one.dataset === wanted;
  const shown = assessed.findIndex((one) => isWanted(one) && shows(one));
  const at = shown === -1 ? assessed.findIndex(isWanted) : shown;
  const { outcomes = [] } = assessed[at] ?? {};
  return { dataset: names[at] ?? '', rules: rulesets[at]?.rules ?? '', outcomes };
}

/** The rule that is named, or the first that had the outcome. */
export function recordedRule(
  ruleset: Ruleset,
  outcomes: readonly RecordedOutcome[],
  { rule, outcome: word = 'failed' }: Pick<ShrinkDatasetOptions, 'rule' | 'outcome'>,
): { readonly node: RuleNode; readonly recorded: RecordedOutcome } {
  const named = rule === undefined ? undefined : ruleNamed(ruleset, rule);
  if (named !== undefined) refuseFileRule(named);
  const among = outcomes.filter((_, index) => named === undefined || ruleset.rules[index] === named);
  const recorded = among.find(({ outcome }) => outcome === OUTCOMES[word]);
  const node = recorded === undefined ? undefined : ruleset.rules[outcomes.indexOf(recorded)];
  if (recorded === undefined || node === undefined) throw notShown(among, word);
  return { node, recorded };
}

function notAssessed(stages: ReplayRecord['stages']): Error {
  const failed = stages.find(({ status }) => status === 'failed');
  return userError(
    {
      code: 'SHRINK_NOT_SHOWN',
      message: 'the replay of the scenario does not get as far as to judge its datasets',
      found: failed?.findings.map(({ message }) => message).join('; ') ?? 'no dataset was judged',
      hint: 'See why: glue-replay run SCENARIO',
    },
    { exitCode: 3 },
  );
}
