import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { digestOfObject } from '../../../src/lake/body-digest.ts';
import { quarantineKeys } from '../../../src/lake/quarantine-keys.ts';
import { quarantineObject, releaseObject } from '../../../src/lake/quarantine.ts';
import { releaseOf } from '../../../src/lake/release.ts';
import type { Store } from '../../../src/lake/store.ts';
import { releaseObjects } from '../../../src/runner/quarantine/release-objects.ts';
import { bytesOf, contentOf, tempStore } from '../../lake/lake-fixture.ts';
import { memoryStore } from '../../lake/memory-store.ts';
import { Killed, mortalStore } from '../../lake/mortal-store.ts';

/** In quarantine under this key, and dropped elsewhere, so that the release lands it as well. */
const KEY = 'data/incoming/2024/01/01/orders/0123/a.csv';
const DROPPED = 'drop/a.csv';
const effects = realEffects({ now: () => new Date('2024-01-03T08:00:00Z') });

async function refuse(store: Store): Promise<void> {
  const findings = [{ code: 'OBJECT_NAME', severity: 'error', message: 'bad name' } as const];
  await quarantineObject(store, { key: KEY, from: DROPPED, findings });
}

/** Releases; what was released before is as it shall be. */
async function release(store: Store): Promise<void> {
  try {
    await releaseObjects(store, { keys: [KEY], by: 'ada', reason: 'agreed', effects });
  } catch (error) {
    if (!String(error).includes('QUARANTINE_ALREADY_RELEASED')) throw error;
  }
}

async function passOn(store: Store): Promise<void> {
  await releaseObject(store, KEY);
}

async function prepared(open: () => Promise<Store>): Promise<Store> {
  const store = await open();
  await store.put('raw', DROPPED, bytesOf('a,b'));
  return store;
}

async function all(store: Store): Promise<Record<string, string>> {
  return { ...(await contentOf(store, 'raw')), ...(await contentOf(store, 'processed')) };
}

/** What is done in turn, and how many writes each has. */
const STEPS = [
  { name: 'a refusal', act: refuse, writes: 2 },
  { name: 'a release', act: release, writes: 2 },
  { name: 'the acceptance of what was released', act: passOn, writes: 2 },
] as const;
const OPEN = { memory: () => memoryStore(), folder: () => tempStore() };

const deaths = STEPS.flatMap(({ name, writes }, step) =>
  Array.from({ length: writes }, (_, index) => index + 1).flatMap((at) =>
    (['before', 'after'] as const).flatMap((when) =>
      (['memory', 'folder'] as const).map((kind) => ({ name, step, at, when, kind })),
    ),
  ),
);

describe.each(deaths)('$name in a lake in a $kind, killed $when write $at', ({ step, at, when, kind }) => {
  test('leaves what may be gone on from, and done again what it leaves when it is not killed', async () => {
    const [store, alone] = [await prepared(OPEN[kind]), await prepared(OPEN[kind])];
    for (const { act } of STEPS.slice(0, step)) await act(store);
    const act = STEPS[step]?.act ?? refuse;
    await expect(act(mortalStore(store, { at, when }))).rejects.toThrow(Killed);
    const found = await all(store);
    const { object, reasons } = quarantineKeys(KEY);
    // Reasons are there before the object that they are of, and go after it.
    const states = ['nothing', 'reasons', 'reasons and a,b'];
    expect(states).toContain([found[reasons] && 'reasons', found[object]].filter(Boolean).join(' and ') || 'nothing');
    await act(store);
    for (const { act: done } of STEPS.slice(0, step + 1)) await done(alone);
    expect(await all(store)).toEqual(await all(alone));
  });
});

test('each step has as many writes as it is killed at', async () => {
  const store = await prepared(OPEN.memory);
  for (const { act, writes } of STEPS) {
    const counting = mortalStore(store, { at: Infinity });
    await act(counting);
    expect(counting.writes()).toBe(writes);
  }
});

async function released(): Promise<Store> {
  const store = await prepared(OPEN.memory);
  await refuse(store);
  await release(store);
  return store;
}

async function holds(store: Store): Promise<boolean> {
  const object = await store.head('raw', KEY);
  return object !== undefined && (await releaseOf(store, { key: KEY, object })) !== undefined;
}

describe('a release', () => {
  test('holds for its bytes, and not for others of the same length', async () => {
    const store = await released();
    expect(await holds(store)).toBe(true);
    await store.put('raw', KEY, bytesOf('a,c'));
    expect(await holds(store)).toBe(false);
  });

  test('that was damaged is none, wherever it was cut off or a bit of it flipped that matters', async () => {
    const store = await released();
    const key = quarantineKeys(KEY).release;
    const content = Buffer.from((await store.read('processed', key)) ?? '');
    for (let length = 0; length < content.length - 2; length++) {
      await store.put('processed', key, content.subarray(0, length));
      expect(await holds(store)).toBe(false);
    }
    const { sha256 } = await digestOfObject(store, 'raw', KEY);
    const start = content.indexOf(sha256);
    for (let at = start; at < start + sha256.length; at++) {
      const damaged = Buffer.from(content);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      await store.put('processed', key, damaged);
      expect(await holds(store)).toBe(false);
    }
  });
});
