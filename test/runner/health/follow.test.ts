import { expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { follow, hopId, type Settled, type Target } from '../../../src/runner/health/deployed/follow.ts';
import { HopLog, type HopOutcome } from '../../../src/runner/health/hop-log.ts';
import { steppedTime } from './health-fixture.ts';

const LANDED = 'land a';

/** A target that is seen once so many milliseconds have gone by. */
function target(
  hop: 'validate' | 'ingest' | 'process',
  {
    at,
    outcome = { state: 'alive' },
    after = [LANDED],
    endedBy = [],
  }: {
    at: number;
    outcome?: HopOutcome;
    after?: string[];
    endedBy?: string[];
  },
  elapsed: () => number,
): Target {
  return {
    place: { hop, subject: 'a', zone: 'raw' },
    after,
    endedBy,
    look: async () => (elapsed() >= at ? outcome : undefined),
    unseen: { state: 'stopped', detail: 'not seen' },
  };
}

type Time = ReturnType<typeof steppedTime>;

/** `hop state milliseconds` of each. */
async function followed(
  targetsOf: (elapsed: () => number) => Target[],
  { time = steppedTime(), landed = true }: { time?: Time; landed?: boolean } = {},
): Promise<string[]> {
  const effects = realEffects({ elapsed: time.elapsed });
  const hops = new HopLog(effects);
  const settled = new Map<string, Settled>([[LANDED, { alive: landed, at: 0 }]]);
  await follow(targetsOf(time.elapsed), settled, { hops, effects, timeoutMs: 100, pollMs: 10, pause: time.pause });
  return hops.hops().map(({ hop, state, elapsedMs }) => `${hop} ${state} ${elapsedMs}`);
}

const INGESTED = hopId({ hop: 'ingest', subject: 'a' });

test('a hop takes from the sight of the one before it to its own', async () => {
  expect(
    await followed((elapsed) => [
      target('ingest', { at: 25 }, elapsed),
      target('process', { at: 45, after: [INGESTED] }, elapsed),
    ]),
  ).toEqual(['ingest alive 30', 'process alive 20']);
});

test('what is there at the first look is not waited for', async () => {
  const time = steppedTime();
  expect(await followed((elapsed) => [target('ingest', { at: 0 }, elapsed)], { time })).toEqual(['ingest alive 0']);
  expect(time.elapsed()).toBe(0);
});

test('what is not seen in time stops, and what comes after it is skipped', async () => {
  const time = steppedTime();
  expect(
    await followed(
      (elapsed) => [target('ingest', { at: 101 }, elapsed), target('process', { at: 0, after: [INGESTED] }, elapsed)],
      { time },
    ),
  ).toEqual(['ingest stopped 100', 'process skipped 0']);
  expect(time.elapsed()).toBe(100);
});

test('it is not waited for what can no longer come', async () => {
  const time = steppedTime();
  const refused: HopOutcome = { state: 'stopped', detail: 'quarantined' };
  expect(
    await followed(
      (elapsed) => [
        target('validate', { at: 15, outcome: refused }, elapsed),
        target('ingest', { at: 1000, endedBy: [hopId({ hop: 'validate', subject: 'a' })] }, elapsed),
        target('process', { at: 1000, after: [INGESTED] }, elapsed),
      ],
      { time },
    ),
  ).toEqual(['validate stopped 20', 'ingest skipped 0', 'process skipped 0']);
  expect(time.elapsed()).toBe(20);
});

test('nothing is looked for of what was not landed', async () => {
  expect(await followed((elapsed) => [target('ingest', { at: 0 }, elapsed)], { landed: false })).toEqual([
    'ingest skipped 0',
  ]);
});

test('the last look is at the end of the time, however long the pauses are', async () => {
  const time = steppedTime();
  const effects = realEffects({ elapsed: time.elapsed });
  const hops = new HopLog(effects);
  const settled = new Map<string, Settled>([[LANDED, { alive: true, at: 0 }]]);
  await follow([target('ingest', { at: 100 }, time.elapsed)], settled, {
    hops,
    effects,
    timeoutMs: 100,
    pollMs: 70,
    pause: time.pause,
  });
  expect(hops.hops()).toMatchObject([{ state: 'alive', elapsedMs: 100 }]);
});
