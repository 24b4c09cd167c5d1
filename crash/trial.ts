import { setTimeout } from 'node:timers/promises';
import { realEffects } from '../src/core/effects.ts';
import { startFaultProxy, type FaultRule } from '../test/faults/fault-proxy.ts';
import { openLakeAt, type LakeAt } from './lake-at.ts';
import { contentOf, differences, halfSeen, viewOf, type View } from './lake-content.ts';
import type { Lakes } from './lakes.ts';
import type { Running, Subject } from './subject.ts';

/** What is killed, and where. */
export interface Setting {
  readonly subject: Subject;
  readonly lakes: Lakes;
}

/** When a victim is killed: after a share of the time that its work takes, or at one of its requests to S3. */
export type Moment =
  { readonly share: number } | { readonly request: number; readonly when: 'before it is done' | 'after it is done' };

/** What the work comes to where nobody disturbs it. */
export interface Undisturbed {
  readonly milliseconds: number;
  /** To S3; 0 for a folder. */
  readonly requests: number;
  readonly content: Record<string, string>;
  readonly old: View;
  readonly new: View;
}

/** Does the work once without a kill. */
export async function measure({ subject, lakes }: Setting): Promise<Undisturbed> {
  return withPreparedLake({ subject, lakes }, async (lake) => {
    const old = await reading(lake, viewOf);
    await using way = await wayTo(lake, []);
    const running = await subject.start(way.lake);
    const began = performance.now();
    await running.go();
    const milliseconds = performance.now() - began;
    const [content, after] = [await reading(lake, contentOf), await reading(lake, viewOf)];
    return { milliseconds, requests: way.requests(), content, old, new: after };
  });
}

/** What came of one kill. */
export interface Verdict {
  /** False where the work was done before the moment came. */
  readonly killed: boolean;
  /** What is not as it must be; empty where all is well. */
  readonly faults: readonly string[];
}

/**
 * Kills the work at a moment. Then a reader must see each origin as before the work or as after it, and the work done
 * again must leave the lake, byte for byte, as if it had not been killed.
 */
export async function tryKill(setting: Setting, moment: Moment, undisturbed: Undisturbed): Promise<Verdict> {
  const { subject } = setting;
  return withPreparedLake(setting, async (lake) => {
    const ended = await killAt(subject, lake, { moment, undisturbed });
    const faults: string[] = [];
    const noting = (what: string, action: () => Promise<void>): Promise<void> =>
      action().catch((error: unknown) => void faults.push(`${what}: ${String(error)}`));
    await noting('a reader failed', async () => {
      const view = await reading(lake, viewOf);
      faults.push(...halfSeen(view, undisturbed).map((name) => `${name} was seen half: ${view[name] ?? 'nothing'}`));
    });
    await noting('the work could not be done again', () => subject.rerun(lake));
    const content = await reading(lake, contentOf);
    faults.push(...differences(content, undisturbed.content));
    return { killed: ended === 'killed', faults };
  });
}

async function killAt(
  subject: Subject,
  lake: LakeAt,
  { moment, undisturbed }: { moment: Moment; undisturbed: Undisturbed },
): Promise<'done' | 'killed'> {
  let victim: Running | undefined;
  await using way = await wayTo(lake, 'request' in moment ? [ruleOf(moment, () => victim?.kill())] : []);
  const running = await subject.start(way.lake);
  victim = running;
  const end = running.go();
  if ('share' in moment) {
    await Promise.race([setTimeout(undisturbed.milliseconds * moment.share), end]);
    running.kill();
  }
  const ended = await end;
  // What the victim had sent may still be done; a re-run that comes before it is another story (docs/lake.md).
  await way.settled();
  return ended;
}

function ruleOf({ request, when }: Extract<Moment, { request: number }>, kill: () => void): FaultRule {
  return {
    on: request,
    async fault(exchange) {
      if (when === 'after it is done') await exchange.forward();
      kill();
      await exchange.abandoned();
    },
  };
}

/** The way to a lake on S3 leads through a proxy, which knows when all is answered. */
async function wayTo(
  lake: LakeAt,
  rules: readonly FaultRule[],
): Promise<AsyncDisposable & { lake: LakeAt; requests(): number; settled(): Promise<void> }> {
  if (lake.endpoint === null) {
    return { lake, requests: () => 0, settled: async () => {}, [Symbol.asyncDispose]: async () => {} };
  }
  const proxy = await startFaultProxy(lake.endpoint, rules);
  return {
    lake: { ...lake, endpoint: proxy.url },
    requests: () => proxy.requests.length,
    settled: () => proxy.settled(),
    [Symbol.asyncDispose]: () => proxy[Symbol.asyncDispose](),
  };
}

async function withPreparedLake<T>({ subject, lakes }: Setting, action: (lake: LakeAt) => Promise<T>): Promise<T> {
  const lake = await lakes.make();
  try {
    await subject.prepare(lake);
    return await action(lake);
  } finally {
    await lakes.remove(lake);
  }
}

async function reading<T>(
  lake: LakeAt,
  action: (store: Awaited<ReturnType<typeof openLakeAt>>) => Promise<T>,
): Promise<T> {
  await using store = await openLakeAt(lake, realEffects());
  return await action(store);
}
