import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/lake/store.ts';
import { notification } from '../../connectors/trigger/events.ts';
import { bytesOf, contentOf, keysOf, tempStore } from '../../lake/lake-fixture.ts';
import { arrive, BAD, CSV, eventOf, GOOD, handle, remoteStore, triggerOf, words } from './trigger-fixture.ts';

const BAD_COPY = 'quarantine/objects/2024/01/01/orders/Bad 1.csv';

describe('an object of the layout of raw', () => {
  test('is accepted where it is', async () => {
    const trigger = await triggerOf();
    const { outcomes } = await handle(await arrive(trigger, GOOD), trigger);
    expect(outcomes).toEqual([
      {
        bucket: 'test-raw',
        key: GOOD,
        outcome: 'accepted',
        source: 'orders',
        format: 'csv',
        storedAs: `raw/${GOOD}`,
        reason: null,
        findings: [],
      },
    ]);
    expect(await keysOf(trigger.store, 'processed')).toEqual([]);
  });

  test('is copied to quarantine with its reasons where the rules refuse it', async () => {
    const trigger = await triggerOf();
    const { outcomes } = await handle(await arrive(trigger, BAD), trigger);
    expect(outcomes).toMatchObject([{ outcome: 'quarantined', storedAs: `processed/${BAD_COPY}` }]);
    expect(outcomes[0]?.findings).toMatchObject([{ code: 'OBJECT_NAME', file: BAD }]);
    expect(await keysOf(trigger.store, 'processed')).toEqual([BAD_COPY, `${BAD_COPY}.reasons.json`]);
  });

  test('of a source that is not there is unrouted, and quarantined', async () => {
    const trigger = await triggerOf();
    const key = 'data/incoming/2024/01/01/nobody/a.csv';
    const { outcomes } = await handle(await arrive(trigger, key), trigger);
    expect(outcomes).toMatchObject([{ outcome: 'unrouted', findings: [{ code: 'SOURCE_UNKNOWN' }] }]);
    expect(await keysOf(trigger.store, 'processed')).toHaveLength(2);
  });

  test('leaves quarantine when a good version replaces it', async () => {
    const trigger = await triggerOf();
    await handle(await arrive(trigger, GOOD, '\u0000\u0001'), trigger);
    expect(await keysOf(trigger.store, 'processed')).toHaveLength(2);
    expect(words(await handle(await arrive(trigger, GOOD), trigger))).toEqual([`accepted ${GOOD}`]);
    expect(await keysOf(trigger.store, 'processed')).toEqual([]);
  });
});

describe('an object that a source has by prefix and name', () => {
  test('is landed under the day of the event when it is accepted', async () => {
    const trigger = await triggerOf();
    const { outcomes } = await handle(await arrive(trigger, 'drop/orders/eu/a.csv'), trigger);
    const landed = 'data/incoming/2024/01/02/orders/eu/a.csv';
    expect(outcomes).toMatchObject([{ outcome: 'accepted', source: 'orders', storedAs: `raw/${landed}` }]);
    expect(await contentOf(trigger.store, 'raw')).toEqual({ [landed]: CSV, 'drop/orders/eu/a.csv': CSV });
  });

  test('is not landed but quarantined when it is refused', async () => {
    const trigger = await triggerOf();
    const { outcomes } = await handle(await arrive(trigger, 'drop/orders/A.csv'), trigger);
    expect(outcomes).toMatchObject([{ outcome: 'quarantined', findings: [{ file: 'drop/orders/A.csv' }] }]);
    expect(await keysOf(trigger.store, 'raw')).toEqual(['drop/orders/A.csv']);
    expect((await keysOf(trigger.store, 'processed'))[0]).toMatch(
      /^quarantine\/objects\/2024\/01\/02\/orders\/[0-9a-f]{12}\/A\.csv$/,
    );
  });

  test('is quarantined when other bytes were landed under its name that day, which stay', async () => {
    const trigger = await triggerOf();
    await handle(await arrive(trigger, 'drop/orders/a.csv'), trigger);
    const { outcomes } = await handle(await arrive(trigger, 'drop/orders/a.csv', 'id,b\n7,8\n'), trigger);
    expect(outcomes).toMatchObject([{ outcome: 'quarantined', findings: [{ code: 'LAKE_RAW_IMMUTABLE' }] }]);
    expect((await contentOf(trigger.store, 'raw'))['data/incoming/2024/01/02/orders/a.csv']).toBe(CSV);
    expect(Object.values(await contentOf(trigger.store, 'processed'))).toContain('id,b\n7,8\n');
  });

  test('is not landed again by the event of what was landed', async () => {
    const trigger = await triggerOf();
    await handle(await arrive(trigger, 'drop/orders/a.csv'), trigger);
    const before = await contentOf(trigger.store, 'raw');
    const event = eventOf('data/incoming/2024/01/02/orders/a.csv', CSV);
    expect(words(await handle(event, trigger))).toEqual(['accepted data/incoming/2024/01/02/orders/a.csv']);
    expect(await contentOf(trigger.store, 'raw')).toEqual(before);
  });
});

describe('an event that is late', () => {
  test('for an object that is gone changes nothing', async () => {
    const trigger = await triggerOf();
    expect(words(await handle(eventOf(GOOD, CSV), trigger))).toEqual([`gone ${GOOD}`]);
  });

  test('for a version that was replaced leaves the decision to the newer one', async () => {
    const trigger = await triggerOf();
    const old = await arrive(trigger, GOOD, 'id,a\n1,2\n');
    await arrive(trigger, GOOD, 'id,a\n1,3\n');
    expect(words(await handle(old, trigger))).toEqual([`superseded ${GOOD}`]);
  });

  test('is told by size in a folder, whose ETags are not those of S3', async () => {
    const trigger = { ...(await triggerOf({ store: await tempStore() })), address: undefined };
    const event = notification({ bucket: 'any', key: GOOD, bytes: CSV.length, etag: 'of-s3' });
    await trigger.store.put('raw', GOOD, bytesOf(CSV));
    expect(words(await handle(event, trigger))).toEqual([`accepted ${GOOD}`]);
    await trigger.store.put('raw', GOOD, bytesOf(`${CSV}3,4\n`));
    expect(words(await handle(event, trigger))).toEqual([`superseded ${GOOD}`]);
  });
});

test('an object that is replaced while it is handled is decided on as it is at the end', async () => {
  const store = await remoteStore();
  let reads = 0;
  const replaced: Store = {
    ...store,
    async localPath(zone, key, known) {
      const path = await store.localPath(zone, key, known);
      if (reads++ === 0) await store.put('raw', GOOD, bytesOf('\u0000\u0001'));
      return path;
    },
  };
  const trigger = await triggerOf({ store: replaced });
  expect(words(await handle(await arrive(trigger, GOOD), trigger))).toEqual([`quarantined ${GOOD}`]);
  expect(await keysOf(store, 'processed')).toHaveLength(2);
});

test('an object that is replaced again and again is given back to its next event', async () => {
  const store = await remoteStore();
  let size = 0;
  const restless: Store = {
    ...store,
    async localPath(zone, key, known) {
      const path = await store.localPath(zone, key, known);
      await store.put('raw', GOOD, bytesOf(CSV + 'x'.repeat(++size)));
      return path;
    },
  };
  const trigger = await triggerOf({ store: restless });
  const event = await arrive(trigger, GOOD);
  await expect(handle(event, trigger)).rejects.toMatchObject({
    exitCode: 3,
    findings: [{ code: 'TRIGGER_OBJECT_RESTLESS' }],
  });
});

test('a failure of the lake is thrown, so that the event comes again', async () => {
  const store = await remoteStore();
  const down: Store = { ...store, head: () => Promise.reject(new Error('down')) };
  const trigger = await triggerOf({ store: down });
  await expect(handle(eventOf(GOOD, CSV), trigger)).rejects.toThrow('down');
});
