import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { watchQueue, type WatchEvent, type WatchOptions } from '../../../src/runner/trigger/watch-queue.ts';
import { TEST_EVENT } from '../../connectors/trigger/events.ts';
import { arrive, BAD, CSV, eventOf, GOOD, remoteStore, triggerOf } from './trigger-fixture.ts';
import { memoryQueue, type MemoryQueue } from './memory-queue.ts';

/** What a watch told, a word and a key or message each. */
async function watched(queue: MemoryQueue, options: Partial<WatchOptions> = {}): Promise<string[]> {
  const told: WatchEvent[] = [];
  const trigger = options.trigger ?? (await triggerOf());
  await watchQueue({
    queue,
    trigger,
    maxTries: 3,
    deadLetter: 'memory:dead',
    once: true,
    ...options,
    tell: (event) => {
      told.push(event);
      options.tell?.(event);
    },
  });
  return told.map((event) => {
    if (event.kind === 'object') return `${event.outcome} ${event.key}`;
    if (event.kind === 'ignored') return `ignored ${event.reason}`;
    return `${event.outcome} ${event.message} ${event.tries}`;
  });
}

test('a message is deleted when its objects are handled', async () => {
  const trigger = await triggerOf();
  const events = [await arrive(trigger, GOOD), await arrive(trigger, BAD), TEST_EVENT];
  const queue = memoryQueue(events.map((event) => JSON.stringify(event)));
  expect((await watched(queue, { trigger })).toSorted()).toEqual([
    `accepted ${GOOD}`,
    'ignored the test event of S3',
    `quarantined ${BAD}`,
  ]);
  expect(queue.waiting).toEqual([]);
});

describe('a message that cannot be handled', () => {
  test('comes again, and after the last try goes to the dead-letter queue with its reason', async () => {
    const queue = memoryQueue(['no JSON \u{1f41f}\u0000']);
    expect(await watched(queue)).toEqual(['left m0 1', 'left m0 2', 'dead-letter m0 3']);
    expect(queue.waiting).toEqual([]);
    expect(queue.sent).toMatchObject([
      { url: 'memory:dead', body: 'no JSON \u{1f41f}\u0000', attributes: { tries: 3 } },
    ]);
    expect(queue.sent[0]?.attributes).toHaveProperty('reason', expect.stringMatching(/^EVENT_NOT_JSON: [ -~]+$/));
  });

  test('does not keep its good part from being handled', async () => {
    const trigger = await triggerOf();
    const body = JSON.stringify({ Records: [{ body: JSON.stringify(await arrive(trigger, GOOD)) }, {}] });
    expect(await watched(memoryQueue([body]), { trigger, maxTries: 1 })).toEqual([
      `accepted ${GOOD}`,
      'dead-letter m0 1',
    ]);
  });

  test('stays where there is no dead-letter queue', async () => {
    const stop = new AbortController();
    const trigger = await triggerOf({ effects: realEffects({ signal: stop.signal }) });
    const queue = memoryQueue(['no JSON']);
    const tell = (event: WatchEvent): void => {
      if (event.kind === 'message' && event.tries === 5) stop.abort();
    };
    expect((await watched(queue, { trigger, deadLetter: undefined, tell })).at(-1)).toBe('left m0 5');
    expect(queue.waiting).toHaveLength(1);
    expect(queue.sent).toEqual([]);
  });

  test('is one whose lake fails', async () => {
    const store = await remoteStore();
    const trigger = await triggerOf({ store: { ...store, head: () => Promise.reject(new Error('down')) } });
    const queue = memoryQueue([JSON.stringify(eventOf(GOOD, CSV))]);
    expect(await watched(queue, { trigger, maxTries: 2 })).toEqual(['left m0 1', 'dead-letter m0 2']);
    expect(queue.sent[0]?.attributes).toEqual({ reason: 'EVENT_NOT_HANDLED: down', tries: 2 });
  });
});

test('a watch that is stopped leaves the message it was at, and ends', async () => {
  const stop = new AbortController();
  const store = await remoteStore();
  const stopped = {
    ...store,
    head: async () => {
      stop.abort();
      stop.signal.throwIfAborted();
      return undefined;
    },
  };
  const trigger = await triggerOf({ store: stopped, effects: realEffects({ signal: stop.signal }) });
  const queue = memoryQueue([JSON.stringify(eventOf(GOOD, CSV))]);
  expect(await watched(queue, { trigger, once: false })).toEqual([]);
  expect(queue.waiting).toHaveLength(1);
});

test('a queue that fails ends the watch', async () => {
  const queue = { ...memoryQueue([]), receive: () => Promise.reject(new Error('gone')) };
  await expect(watched(queue, { once: false })).rejects.toThrow('gone');
});
