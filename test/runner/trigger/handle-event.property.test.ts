import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ZONES, type Store } from '../../../src/lake/store.ts';
import { contentOf } from '../../lake/lake-fixture.ts';
import { arrive, BAD, eventOf, GOOD, handle, triggerOf } from './trigger-fixture.ts';

const KEYS = [GOOD, BAD, 'drop/orders/a.csv', 'drop/orders/A.csv', 'drop/nobody.csv'];
const CONTENTS = ['id,a\n1,2\n', 'id,a\n1,3\n', '\u0000\u0001', ''];

const writes = fc.array(fc.record({ key: fc.constantFrom(...KEYS), content: fc.constantFrom(...CONTENTS) }), {
  minLength: 1,
  maxLength: 8,
});

async function everythingIn(store: Store): Promise<unknown> {
  return Promise.all(ZONES.map((zone) => contentOf(store, zone)));
}

test('events in any order, some of them twice, leave the same lake', async () => {
  await fc.assert(
    fc.asyncProperty(
      writes,
      fc.array(fc.nat(7), { maxLength: 12 }),
      fc.infiniteStream(fc.nat()),
      async (list, extra, chance) => {
        const inOrder = await triggerOf();
        const shuffled = await triggerOf();
        const events: unknown[] = [];
        for (const { key, content } of list) {
          events.push(await arrive(inOrder, key, content));
          await arrive(shuffled, key, content);
        }
        for (const event of events) await handle(event, inOrder);
        const again = [...events, ...extra.flatMap((index) => events[index] ?? [])]
          .map((event) => ({ event, at: chance.next().value }))
          .toSorted((a, b) => a.at - b.at);
        for (const { event } of again) await handle(event, shuffled);
        expect(await everythingIn(shuffled.store)).toEqual(await everythingIn(inOrder.store));
      },
    ),
    { numRuns: 60 },
  );
});

test('events that are handled at the same time leave the same lake', async () => {
  await fc.assert(
    fc.asyncProperty(writes, async (list) => {
      const oneByOne = await triggerOf();
      const atOnce = await triggerOf();
      const events: unknown[] = [];
      for (const { key, content } of list) {
        events.push(await arrive(oneByOne, key, content));
        await arrive(atOnce, key, content);
      }
      for (const event of events) await handle(event, oneByOne);
      await Promise.all([...events, ...events].map((event) => handle(event, atOnce)));
      expect(await everythingIn(atOnce.store)).toEqual(await everythingIn(oneByOne.store));
    }),
    { numRuns: 40 },
  );
});

test('events of objects that are still being replaced leave what the last versions call for', async () => {
  const layout = writes.map((list) => list.filter(({ key }) => key === GOOD || key === BAD));
  await fc.assert(
    fc.asyncProperty(layout, fc.infiniteStream(fc.boolean()), async (list, chance) => {
      const atTheEnd = await triggerOf();
      const between = await triggerOf();
      const waiting: unknown[] = [];
      for (const { key, content } of list) {
        await arrive(atTheEnd, key, content);
        waiting.push(await arrive(between, key, content));
        while (waiting.length > 0 && chance.next().value) await handle(waiting.pop(), between);
      }
      for (const event of waiting) await handle(event, between);
      for (const { key, content } of list) await handle(eventOf(key, content), atTheEnd);
      expect(await everythingIn(between.store)).toEqual(await everythingIn(atTheEnd.store));
    }),
    { numRuns: 60 },
  );
});
