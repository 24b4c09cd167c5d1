import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forkVictim, running } from '../../crash/fork-victim.ts';
import { openLakeAt, type LakeAt } from '../../crash/lake-at.ts';
import { leftBehind, viewOf, type View } from '../../crash/lake-content.ts';
import { directoryLakes, s3Lakes, type Lakes } from '../../crash/lakes.ts';
import { NEW, type Commit, type State } from '../../crash/work.ts';
import { realEffects } from '../../src/core/effects.ts';
import type { Store } from '../../src/lake/store.ts';
import { describeService } from '../services.ts';
import { compile, type Compiled } from './compiled.ts';

const ROUNDS = 3;
const DAY = '2023-01-02';
const ORDERS = { zone: 'processed', dataset: 'orders' } as const;

let victim: Compiled;

beforeAll(async () => {
  victim = await compile('victim');
}, 120_000);
afterAll(() => victim[Symbol.asyncDispose]());

describe('two runs at once in a folder', () => {
  testRaces('dir', directoryLakes);
});

describeService('localstack', 'two runs at once on LocalStack', (endpoint) => {
  testRaces('s3', () => s3Lakes(endpoint));
});

function testRaces(kind: 'dir' | 's3', open: () => Promise<Lakes>): void {
  let lakes: Lakes;
  beforeAll(async () => {
    lakes = await open();
  });
  afterAll(() => lakes[Symbol.asyncDispose]());
  const rounds = Array.from({ length: ROUNDS }, (_, index) => index + 1);

  test.each(rounds)('that commit different origins of a dataset both succeed, round %i', async () => {
    const [mine, theirs] = [stateOf('mine', ['a', 'b']), stateOf('theirs', ['c', 'd'])];
    const { ends, view } = await race(kind, lakes, [mine, theirs]);
    expect(ends).toEqual(['done', 'done']);
    expect(Object.keys(view).toSorted()).toEqual(['a', 'b', 'c', 'd'].map((origin) => `processed.orders of ${origin}`));
  });

  test.each(rounds)('that commit the same both succeed, round %i', async () => {
    const { ends, view } = await race(kind, lakes, [stateOf('same', ['a', 'b']), stateOf('same', ['a', 'b'])]);
    expect(ends).toEqual(['done', 'done']);
    expect(Object.keys(view).toSorted()).toEqual(['processed.orders of a', 'processed.orders of b']);
  });

  test.each(rounds)(
    'that commit different things of one origin: one succeeds, and the other too or not at all, round %i',
    async () => {
      const { ends, view } = await race(kind, lakes, [stateOf('mine', ['a']), stateOf('theirs', ['a'])]);
      expect(ends).toContain('done');
      for (const end of ends) expect(end).toMatch(/^done$|LAKE_COMMIT_CONFLICT/);
      expect(Object.keys(view)).toEqual(['processed.orders of a']);
      expect(view['processed.orders of a']?.match(/data\/orders/g)).toHaveLength(2);
    },
  );
}

/** A run that commits two objects of each origin, of its own text. */
function stateOf(text: string, origins: readonly string[]): State {
  const commits = origins.map((origin): Commit => {
    return {
      ...ORDERS,
      origin,
      objects: [
        [DAY, `${text} ${origin}`],
        [DAY, `more ${text} ${origin}`],
      ],
    };
  });
  return { ...NEW, commits };
}

/** Lets runs work on one lake at the same time, while a reader looks on who must never see half of an origin. */
async function race(
  kind: 'dir' | 's3',
  lakes: Lakes,
  states: readonly State[],
): Promise<{ ends: string[]; view: View }> {
  const lake = await lakes.make();
  const children = await Promise.all(states.map(() => forkVictim(victim.path, kind)));
  await using store = await openLakeAt(lake, realEffects());
  const racing = children.map((child, index) => {
    const state = states[index];
    if (!state) throw new Error('a racer without a state');
    return running(child, { lake: withCacheOf(lake, index), state })
      .go()
      .catch((error: unknown) => String(error));
  });
  let over = false;
  const reading = readUntil(store, () => over);
  const ends = await Promise.all(racing);
  over = true;
  await reading;
  expect(await leftBehind(store)).toEqual([]);
  const view = await viewOf(store);
  await lakes.remove(lake);
  return { ends, view };
}

/** Local files and the cache of two runs are not one. */
function withCacheOf(lake: LakeAt, racer: number): LakeAt {
  return { ...lake, work: `${lake.work}/${racer}` };
}

async function readUntil(store: Store, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    for (const objects of Object.values(await viewOfMoving(store))) {
      expect(objects.match(/data\/orders/g)).toHaveLength(2);
    }
  }
}

/** As docs/lake.md has it: a reader that misses an object reads the dataset anew. */
async function viewOfMoving(store: Store): Promise<View> {
  for (let attempt = 1; attempt <= 20; attempt++) {
    const view = await viewOf(store).catch(() => undefined);
    if (view) return view;
  }
  return viewOf(store);
}
