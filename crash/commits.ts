import { once } from 'node:events';
import { realEffects } from '../src/core/effects.ts';
import { inParallel } from '../src/lake/bounded-parallel.ts';
import { ZONES, type Zone } from '../src/lake/store.ts';
import { openLakeAt, type LakeAt } from './lake-at.ts';
import { forkVictim, running } from './fork-victim.ts';
import type { Subject } from './subject.ts';
import { doWork, NEW, OLD, type State } from './work.ts';

/** Objects stored at a time. */
const AT_ONCE = 8;

/** Landing, quarantine and commits of a few tiny objects, by the compiled `victim.js`. */
export function commitsSubject(victim: string, kind: 'dir' | 's3'): Subject {
  /** Stored again object by object, the old state is there more quickly than by its work. */
  let old: readonly Copy[] | undefined;
  // The next victim loads its modules while this one dies.
  let next = forkVictim(victim, kind);
  return {
    name: 'commits',
    async prepare(lake) {
      if (old) return copyInto(lake, old);
      await workHere(lake, OLD);
      old = await copyOf(lake);
    },
    rerun: (lake) => workHere(lake, NEW),
    async start(lake) {
      const child = await next;
      next = forkVictim(victim, kind);
      return running(child, { lake, state: NEW });
    },
    async [Symbol.asyncDispose]() {
      const child = await next;
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

async function workHere(lake: LakeAt, state: State): Promise<void> {
  const effects = realEffects();
  await using store = await openLakeAt(lake, effects);
  await doWork(store, state, { effects, folder: lake.work });
}

interface Copy {
  readonly zone: Zone;
  readonly key: string;
  readonly content: Uint8Array;
}

async function copyOf(lake: LakeAt): Promise<Copy[]> {
  await using store = await openLakeAt(lake, realEffects());
  const copies: Copy[] = [];
  for (const zone of ZONES) {
    for await (const { key } of store.list(zone, '')) {
      copies.push({ zone, key, content: (await store.read(zone, key)) ?? new Uint8Array() });
    }
  }
  return copies;
}

async function copyInto(lake: LakeAt, copies: readonly Copy[]): Promise<void> {
  await using store = await openLakeAt(lake, realEffects());
  await inParallel(copies, AT_ONCE, ({ zone, key, content }) => store.put(zone, key, content));
}
