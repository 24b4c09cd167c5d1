import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { rawKeyOfQuarantined } from '../../../src/lake/quarantine-keys.ts';
import type { Store } from '../../../src/lake/store.ts';
import { releaseObjects } from '../../../src/runner/quarantine/release-objects.ts';
import { contentOf, keysOf } from '../../lake/lake-fixture.ts';
import { arrive, BAD, CSV, eventOf, handle, triggerOf } from './trigger-fixture.ts';

const DROPPED = 'drop/orders/A.csv';

async function release(store: Store, key: string): Promise<void> {
  await releaseObjects(store, { keys: [key], by: 'ada', reason: 'agreed', effects: realEffects() });
}

/** The raw key of the one object in quarantine. */
async function quarantined(store: Store): Promise<string> {
  const keys = (await keysOf(store, 'processed')).map(rawKeyOfQuarantined).filter((key) => key !== undefined);
  expect(keys).toHaveLength(1);
  return keys[0] ?? '';
}

describe('an object of the layout of raw', () => {
  test('is accepted with a warning by its next event after it was released', async () => {
    const trigger = await triggerOf();
    const event = await arrive(trigger, BAD);
    await handle(event, trigger);
    await release(trigger.store, BAD);
    const { outcomes } = await handle(event, trigger);
    expect(outcomes).toMatchObject([
      { outcome: 'accepted', storedAs: `raw/${BAD}`, findings: [{ code: 'QUARANTINE_RELEASED', severity: 'warning' }] },
    ]);
    expect(await keysOf(trigger.store, 'processed')).toEqual([
      'quarantine/objects/2024/01/01/orders/Bad 1.csv.released.json',
    ]);
  });

  test('is quarantined again when other bytes replace those that were released', async () => {
    const trigger = await triggerOf();
    await handle(await arrive(trigger, BAD), trigger);
    await release(trigger.store, BAD);
    const { outcomes } = await handle(await arrive(trigger, BAD, CSV.replace('2', '3')), trigger);
    expect(outcomes).toMatchObject([{ outcome: 'quarantined', findings: [{ code: 'OBJECT_NAME' }] }]);
  });
});

describe('an object that a source has by prefix and name', () => {
  test('is landed by its release, so that a replay finds it and the event of what was landed accepts it', async () => {
    const trigger = await triggerOf();
    const event = await arrive(trigger, DROPPED);
    await handle(event, trigger);
    const key = await quarantined(trigger.store);
    await release(trigger.store, key);
    const raw = { [key]: CSV, [DROPPED]: CSV };
    expect(await contentOf(trigger.store, 'raw')).toEqual(raw);
    for (const next of [eventOf(key, CSV), event, eventOf(key, CSV)]) {
      const { outcomes } = await handle(next, trigger);
      expect(outcomes).toMatchObject([{ outcome: 'accepted', storedAs: `raw/${key}`, source: 'orders' }]);
    }
    expect(await contentOf(trigger.store, 'raw')).toEqual(raw);
    expect((await keysOf(trigger.store, 'processed')).map(rawKeyOfQuarantined)).toEqual([undefined]);
  });

  test('goes on beside one of its name that was landed before', async () => {
    const trigger = await triggerOf();
    await handle(await arrive(trigger, 'drop/orders/a.csv'), trigger);
    const other = 'id,b\n7,8\n';
    await handle(await arrive(trigger, 'drop/orders/a.csv', other), trigger);
    const key = await quarantined(trigger.store);
    await release(trigger.store, key);
    expect(await contentOf(trigger.store, 'raw', 'data/')).toEqual({
      'data/incoming/2024/01/02/orders/a.csv': CSV,
      [key]: other,
    });
  });
});
