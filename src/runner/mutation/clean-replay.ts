import { join } from 'node:path';
import type { Effects } from '../../core/effects.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { openDirectoryStore } from '../../lake/directory-store.ts';
import { openCatalog } from '../../local-glue/catalog.ts';
import { freezeClock } from '../../local-glue/frozen-clock.ts';
import { runIdOf, type ReplayContext } from '../context.ts';
import type { Scenario } from '../scenario.ts';
import { ingest } from '../stages/ingest.ts';
import { land } from '../stages/land.ts';
import { process } from '../stages/process.ts';
import { validate } from '../stages/validate.ts';

/** A scenario's lake with nothing in it that was damaged on purpose. It lasts until this is disposed. */
export interface CleanReplay extends AsyncDisposable {
  readonly context: ReplayContext;
}

/** Replays a scenario without its defects, up to its datasets, into a lake of its own. */
export async function replayClean(
  scenario: Scenario,
  { seed, effects }: { readonly seed: number; readonly effects: Effects },
): Promise<CleanReplay> {
  const subject = scenario.spec.name;
  const stage = `replay ${seed}`;
  const began = effects.elapsed();
  effects.progress({ kind: 'start', subject, stage });
  const session = await openSession({ folders: [scenario.folder], signal: effects.signal });
  try {
    const store = await openDirectoryStore(join(session.scratch, 'lake'), { effects });
    await freezeClock(session, effects.now());
    const clean = withoutDefects(scenario);
    const context: ReplayContext = {
      scenario: clean,
      seed,
      day: effects.now().toISOString().slice(0, 10),
      runId: runIdOf(clean, seed),
      store,
      session,
      catalog: await openCatalog(session, store),
      effects: { ...effects, progress: () => {} },
    };
    await land(context);
    const { decisions } = await validate(context);
    await ingest(context, decisions);
    await process(context);
    effects.progress({ kind: 'end', subject, stage, elapsedMs: effects.elapsed() - began });
    return { context, [Symbol.asyncDispose]: () => session[Symbol.asyncDispose]() };
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
}

function withoutDefects(scenario: Scenario): Scenario {
  const sources = Object.entries(scenario.spec.sources).map(([name, source]) => [name, { ...source, defects: [] }]);
  return { ...scenario, spec: { ...scenario.spec, sources: Object.fromEntries(sources) } };
}
