import { expect, test } from 'vitest';
import { contentOf, differences } from '../../crash/lake-content.ts';
import { doWork, NEW, OLD, type State } from '../../crash/work.ts';
import { realEffects } from '../../src/core/effects.ts';
import type { Store } from '../../src/lake/store.ts';
import { describeAt, describeInProcess, type TestBucket } from '../lake/s3/s3-fixture.ts';
import { tempFolder } from '../temp-folder.ts';
import { TRANSIENT } from './faults.ts';
import { withFaultyStore } from './faulty-store.ts';

/** Of each fault, so that about one request in six is spoilt. */
const RATE = 0.017;
/** Longer than a busy machine takes for one small request. */
const SILENCE_MS = 1000;

describeInProcess('S3 in this process, on a bad day', (bucket) => testUnsteady(bucket, 1));

describeAt('localstack', 'LocalStack, on a bad day', (bucket) => testUnsteady(bucket, 2));

function testUnsteady(bucket: () => TestBucket, seed: number): void {
  const rules = Object.values(TRANSIENT).map((fault) => ({ on: { rate: RATE }, fault }));

  test(`landing, quarantine and commits come to the same as on a good one, seed ${seed}`, async () => {
    await using folder = await tempFolder();
    const undisturbed = await withFaultyStore(bucket(), [], async ({ plain }) => {
      for (const state of [OLD, NEW]) await bring(plain, state, folder.path);
      return contentOf(plain);
    });
    await withFaultyStore(
      bucket(),
      rules,
      async ({ store, plain, proxy }) => {
        for (const state of [OLD, NEW]) await bring(store, state, folder.path);
        expect(differences(await contentOf(plain), undisturbed)).toEqual([]);
        expect(proxy.spoilt()).toBeGreaterThan(10);
      },
      { seed, silenceMs: SILENCE_MS },
    );
  });
}

function bring(store: Store, state: State, folder: string): Promise<void> {
  return doWork(store, state, { effects: realEffects(), folder });
}
