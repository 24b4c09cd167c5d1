import { setTimeout } from 'node:timers/promises';
import { realEffects, type Effects } from '../../core/effects.ts';
import type { Finding } from '../../core/finding.ts';
import { openSession } from '../../duckdb/open-session.ts';
import type { Zone } from '../../lake/store.ts';
import { readScenario } from '../scenario.ts';
import { findingsOf } from '../stage-log.ts';
import { builtInScenario } from './built-in.ts';
import type { Check, CheckContext } from './check-context.ts';
import type { Cleaned } from './clean-below.ts';
import { deployedCheck } from './deployed/deployed-check.ts';
import type { Pause } from './deployed/follow.ts';
import type { HealthLake } from './health-place.ts';
import type { HealthRecord } from './health-record.ts';
import { HopLog } from './hop-log.ts';
import { localCheck } from './local/local-check.ts';
import { newMarker } from './marker.ts';
import { selectParts, type From } from './selection.ts';
import { openHealthPlace } from './open-place.ts';
import { makeStub } from './stub.ts';

export interface HealthOptions extends Omit<HealthLake, 'effects' | 'mustExist'> {
  /** The folder of a scenario, or its scenario.yaml. Default: the built-in pipeline. */
  readonly scenario?: string;
  /** Follow the stubs through a pipeline that runs elsewhere, instead of driving them through the runner's stages. */
  readonly deployed?: DeployedOptions;
  /** Where stubs are landed: `raw` (default), or the tables of a zone behind it. */
  readonly from?: From;
  /** How far the stubs are followed; default `quality`. */
  readonly zone?: Zone;
  /** Only this dataset, and what it is made of. */
  readonly dataset?: string;
  readonly effects?: Effects;
}

export interface DeployedOptions {
  /** How long all hops together may take after the landing. */
  readonly timeoutMs: number;
  /** Between two looks. */
  readonly pollMs: number;
  /** The day to land under; default: today, in UTC. */
  readonly day?: string;
  /** How it is waited; for tests. */
  readonly pause?: Pause;
}

/**
 * Lands a stub for each source, or each table of the processed zone, and follows it from hop to hop: through the runner's
 * own stages in an area of the lake that is the check's own, or through a pipeline that is deployed on it. Takes
 * everything away again, also when it is stopped from outside; then it throws the signal's reason. Throws a `UserError`
 * where the check cannot begin: what {@link readScenario}, {@link selectParts}
 * and {@link openHealthPlace} throw.
 */
export async function checkHealth(options: HealthOptions): Promise<HealthRecord> {
  const { effects = realEffects(), deployed, from = 'raw', zone = 'quality', dataset, keep = false } = options;
  const began = { at: effects.now(), elapsed: effects.elapsed() };
  const marker = newMarker();
  const given = options.scenario === undefined ? undefined : await readScenario(options.scenario);
  await using place = await openHealthPlace({ ...options, effects, mustExist: deployed !== undefined });
  const { store, cleaner } = place;
  const folders = [...store.localFolders, ...cleaner.localFolders];
  await using session = await openSession({
    folders: given ? [given.folder, ...folders] : folders,
  });
  const scenario = given ?? (await builtInScenario(session.scratch, effects.now()));
  const clock = deployed ? onDay(effects.now(), deployed.day) : new Date(scenario.spec.clock);
  const day = clock.toISOString().slice(0, 10);
  const hops = new HopLog(effects);
  const stubs = { scenario, session, seed: scenario.spec.seed, clock, marker };
  const context: CheckContext = {
    scenario,
    session,
    place,
    marker,
    day,
    selection: await selectParts({ scenario, session, day }, { from, zone, dataset }),
    hops,
    effects: { ...effects, now: () => clock },
    stubOf: (source) => makeStub(source, stubs),
  };
  const check = deployed
    ? await deployedCheck(context, { ...deployed, pause: deployed.pause ?? realPause })
    : await localCheck(context);
  const { findings, cleaned } = await driveAndClean(check, { keep, effects });
  const all = hops.hops();
  const stopped = all.filter(({ state }) => state === 'stopped' || state === 'skipped');
  return {
    version: 1,
    status: findings.length > 0 ? 'broken' : stopped.length > 0 ? 'stopped' : 'alive',
    mode: deployed ? 'deployed' : 'local',
    scenario: { name: scenario.spec.name, path: given?.path ?? null },
    lake: store.url,
    marker,
    day,
    from,
    began: began.at.toISOString(),
    elapsedMs: effects.elapsed() - began.elapsed,
    hops: all,
    stoppedAt: all.filter(({ state }) => state === 'stopped').map(({ hop, subject }) => `${hop} ${subject}`),
    cleanup: { kept: keep, deleted: cleaned.deleted, left: [...cleaned.left] },
    findings: [...findings],
  };
}

/** The same time on another day: relative dates of stubs count from there. */
function onDay(now: Date, day: string | undefined): Date {
  return day === undefined ? now : new Date(`${day}${now.toISOString().slice(10)}`);
}

/** What stops the drive is told after the clearing up, which takes place in any case. */
async function driveAndClean(
  check: Check,
  { keep, effects }: { keep: boolean; effects: Effects },
): Promise<{ findings: readonly Finding[]; cleaned: Cleaned }> {
  const nothing: Cleaned = { deleted: 0, left: [] };
  try {
    await check.drive();
  } catch (error) {
    const cleaned = keep ? nothing : await check.clean();
    if (effects.signal.aborted && !keep) sayCleaned(cleaned, effects);
    effects.signal.throwIfAborted();
    return { findings: findingsOf(error), cleaned };
  }
  return { findings: [], cleaned: keep ? nothing : await check.clean() };
}

function sayCleaned({ deleted, left }: Cleaned, effects: Effects): void {
  effects.log(`the stubs were taken away: ${deleted} objects`);
  for (const { zone, key, reason } of left) effects.log(`not deleted: ${zone}/${key}: ${reason}`);
}

async function realPause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal });
}
