import { basename } from 'node:path';
import { realEffects, type Effects } from '../core/effects.ts';
import { openSession } from '../duckdb/open-session.ts';
import { openCatalog } from '../local-glue/catalog.ts';
import { freezeClock } from '../local-glue/frozen-clock.ts';
import { runIdOf, type ReplayContext } from './context.ts';
import { accountForDefects } from './defects.ts';
import { derive } from './derive/derive.ts';
import type { Derived } from './derive/derive-dataset.ts';
import { judgeExpectations } from './expectations.ts';
import type { Lakes } from './lakes/lakes.ts';
import { openLakes, type LakeOptions } from './lakes/open-lakes.ts';
import type { DefectsRecord, ReplayRecord } from './record.ts';
import { readScenario, type Scenario } from './scenario.ts';
import { StageLog } from './stage-log.ts';
import { assess, assessmentRecord } from './stages/assess.ts';
import { ingest } from './stages/ingest.ts';
import { land } from './stages/land.ts';
import { process } from './stages/process.ts';
import { validate, validateRecord } from './stages/validate.ts';

export interface ReplayOptions extends LakeOptions {
  /** The folder of a scenario, or its scenario.yaml. */
  readonly scenario: string;
  /** Instead of `lake` and its options: lakes that are open, and stay so. */
  readonly lakes?: Lakes;
  /** Instead of the scenario's own. */
  readonly seed?: number;
  readonly effects?: Effects;
}

/**
 * Replays a scenario: lands its sources, validates, ingests, processes, assesses, and holds the outcome against the
 * scenario's expectations. Gives the record of all that; a stage that fails is in the record, and the stages after it
 * are skipped. Throws a `UserError` where the scenario or the lake cannot be used at all.
 */
export async function replay(options: ReplayOptions): Promise<ReplayRecord> {
  const scenario = await readScenario(options.scenario);
  const effects = frozen(options.effects ?? realEffects(), scenario);
  if (options.lakes) return replayOn(options.lakes, { scenario, effects, seed: options.seed });
  await using lakes = await openLakes(options, { several: false, effects });
  return await replayOn(lakes, { scenario, effects, seed: options.seed });
}

async function replayOn(
  lakes: Lakes,
  { scenario, effects, seed: given }: { scenario: Scenario; effects: Effects; seed: number | undefined },
): Promise<ReplayRecord> {
  const began = effects.elapsed();
  const { name, about } = scenario.spec;
  const seed = given ?? scenario.spec.seed;
  await using store = await lakes.open(name, basename(scenario.folder));
  await using session = await openSession({ folders: [scenario.folder, ...store.localFolders] });
  await freezeClock(session, effects.now());
  const context: ReplayContext = {
    scenario,
    seed,
    day: effects.now().toISOString().slice(0, 10),
    runId: runIdOf(scenario, seed),
    store,
    session,
    catalog: await openCatalog(session, store),
    effects,
  };
  const { stages, defects, derived } = await runStages(context);
  const expectations = judgeExpectations(scenario.spec, { stages, defects, derived });
  const broken = stages.some(({ status }) => status !== 'done');
  const met = expectations.every((expectation) => expectation.met);
  return {
    version: 1,
    scenario: { name, about, path: scenario.path },
    seed,
    clock: effects.now().toISOString(),
    lake: store.url,
    runId: context.runId,
    engine: 'duckdb',
    status: broken ? 'broken' : met ? 'passed' : 'failed',
    reproduce: reproduce(scenario, lakes, seed),
    elapsedMs: effects.elapsed() - began,
    stages,
    expectations,
    defects,
    traffic: store.remote?.traffic() ?? null,
    findings: [...(store.remote?.findings() ?? [])],
  };
}

/** Each stage on what the one before it left; the first that fails ends the line. */
async function runStages(
  context: ReplayContext,
): Promise<{ stages: ReplayRecord['stages']; defects: DefectsRecord | null; derived: ReadonlyMap<string, Derived> }> {
  const log = new StageLog(context);
  const landed = await log.run('land', land, ({ sources }) => ({ stage: 'land', sources: [...sources] }));
  const validated = landed && (await log.run('validate', validate, validateRecord, ({ findings }) => findings));
  const ingested =
    validated &&
    (await log.run(
      'ingest',
      (stage) => ingest(stage, validated.decisions),
      ({ refused, datasets }) => ({ stage: 'ingest', refused, datasets }),
      ({ findings }) => findings,
    ));
  const processed =
    ingested &&
    (await log.run(
      'process',
      process,
      ({ datasets }) => ({ stage: 'process', datasets }),
      ({ findings }) => findings,
    ));
  const assessed =
    processed &&
    (await log.run(
      'assess',
      (stage) => assess(stage, landed.labels),
      ({ assessments }) => ({ stage: 'assess', datasets: assessments.map(assessmentRecord) }),
    ));
  const defects = assessed
    ? await accountForDefects(context, {
        labels: landed.labels,
        badRows: ingested.badRows,
        assessments: assessed.assessments,
        refused: [...validated.decisions.filter(({ verdict }) => verdict === 'quarantined'), ...ingested.refused],
      })
    : null;
  const derived = assessed ? await derive(context, { ...landed, ...assessed }) : new Map<string, Derived>();
  return { stages: log.finish(), defects, derived };
}

function frozen(effects: Effects, { spec }: Scenario): Effects {
  const clock = new Date(spec.clock);
  return { ...effects, now: () => clock };
}

function reproduce({ path, folder }: Scenario, lakes: Lakes, seed: number): string {
  return ['glue-replay', 'run', path, ...lakes.options(basename(folder)), '--seed', `${seed}`]
    .map(shellQuote)
    .join(' ');
}

function shellQuote(text: string): string {
  return /^[\w./@:=,+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
