import type { Effects } from '../../core/effects.ts';
import { userError, type UserError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import { replayFiles } from '../files/replay-files.ts';
import { readScenario, fileOf, type Scenario } from '../scenario.ts';
import { rulesetsOf } from '../stages/assess.ts';
import { referencesOf } from '../stages/evaluate-dataset.ts';
import { readRules } from '../check.ts';
import { replayClean, type CleanReplay } from './clean-replay.ts';
import { samplesOf } from './clean-samples.ts';
import type { OtherData, Subject } from './subject.ts';

export interface ScenarioTarget {
  /** The folder of a scenario, or its scenario.yaml. */
  readonly scenario: string;
  /** `processed.orders`. Default: every dataset that has rules. */
  readonly dataset?: string;
}

/** What ingestion adds to the columns of a source. */
const METADATA: ReadonlySet<string> = new Set(['_source_object', '_source_row', '_ingested_at', '_run_id']);

/**
 * The datasets of a scenario that have rules, as its pipeline makes them of clean data. Throws a `UserError` where the
 * scenario cannot be read or replayed, or has no such dataset.
 */
export async function openScenarioSubjects(
  target: ScenarioTarget,
  {
    seed: given,
    seeds,
    effects,
  }: { readonly seed: number | undefined; readonly seeds: number; readonly effects: Effects },
): Promise<{ readonly subjects: readonly Subject[]; readonly seed: number } & AsyncDisposable> {
  const scenario = await readScenario(target.scenario);
  const rulesets = chosenRulesets(scenario, target.dataset);
  const seed = given ?? scenario.spec.seed;
  const clock = new Date(scenario.spec.clock);
  const frozen = { ...effects, now: () => clock };
  const replays: CleanReplay[] = [];
  const close = async (): Promise<void> => {
    for (const replay of replays) await replay[Symbol.asyncDispose]();
  };
  try {
    const isGenerated = Object.values(scenario.spec.sources).some(({ generate }) => generate !== undefined);
    const count = isGenerated ? seeds + 1 : 1;
    for (let index = 0; index < count; index++) {
      replays.push(await replayClean(scenario, { seed: seed + index, effects: frozen }));
    }
    const subjects: Subject[] = [];
    for (const ruleset of rulesets) {
      const [first, ...others] = replays.map((replay) => dataOf(replay, ruleset.dataset));
      if (first === undefined) throw new TypeError('no replay was made');
      const { ruleset: rules, findings } = await readRules({ rules: fileOf(scenario, ruleset.rules) });
      subjects.push({
        ...first,
        dataset: ruleset.dataset,
        ruleset: rules,
        findings,
        damageable: first.primary.columns.filter(
          ({ name }) => !(ruleset.dataset.startsWith('processed.') && METADATA.has(name)),
        ),
        isTyped: isTyped(scenario, ruleset.dataset),
        others: isGenerated ? () => listed(others) : () => samplesOf(first, { seed, count: seeds }),
      });
    }
    return { subjects, seed, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function* listed(others: readonly OtherData[]): AsyncGenerator<OtherData> {
  yield* others;
}

function chosenRulesets(
  scenario: Scenario,
  dataset: string | undefined,
): readonly { dataset: string; rules: string }[] {
  const all = rulesetsOf({ scenario });
  if (all.length === 0) {
    throw userError({
      code: 'MUTATION_NO_RULES',
      message: 'no dataset of the scenario has rules to test',
      file: scenario.file,
      hint: 'State `rules` below `ingestion` or `quality`.',
    });
  }
  const chosen = all.filter((each) => dataset === undefined || each.dataset === dataset);
  if (chosen.length > 0 || dataset === undefined) return chosen;
  const names = all.map((each) => each.dataset);
  throw userError({
    code: 'MUTATION_UNKNOWN_DATASET',
    message: `no dataset ${JSON.stringify(dataset)} with rules`,
    file: scenario.file,
    expected: `one of ${names.join(', ')}`,
    ...nearestOf(dataset, names),
  });
}

function dataOf({ context }: CleanReplay, dataset: string): OtherData {
  const { catalog, session, seed, effects } = context;
  const table = catalog.tables.get(dataset);
  if (table === undefined) throw noDataset(dataset, context.scenario);
  return {
    name: `seed ${seed}`,
    session,
    primary: table,
    references: referencesOf(catalog.tables),
    clock: effects.now(),
    files: replayFiles(context, dataset),
  };
}

function noDataset(dataset: string, { file }: Scenario): UserError {
  return userError({
    code: 'MUTATION_NO_ROWS',
    message: 'the replay of clean data made no such dataset: no object of it was accepted',
    file,
    dataset,
    hint: 'See with `glue-replay run` why.',
  });
}

/** Whether types are stated, and not read off the values: where they are, a value of another type is quarantined. */
function isTyped({ spec }: Scenario, dataset: string): boolean {
  const [zone, name = ''] = dataset.split('.');
  return zone !== 'processed' || spec.ingestion[name]?.columns !== undefined;
}
