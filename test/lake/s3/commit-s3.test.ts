import { expect, test } from 'vitest';
import { LASTING, TRANSIENT, type Fault } from '../../faults/faults.ts';
import { withFaultyStore } from '../../faults/faulty-store.ts';
import { parseLakeUrl } from '../../../src/lake/s3/address.ts';
import { realEffects } from '../../../src/core/effects.ts';
import { sweepDataset } from '../../../src/lake/sweep.ts';
import { readSnapshot } from '../../../src/lake/snapshot.ts';
import { commitTexts, contentOf, effectsOf, keysOf } from '../lake-fixture.ts';
import { describeAt, describeInProcess, s3Store, type TestBucket } from './s3-fixture.ts';

const MONDAY = '2023-01-02';
const COMMIT_FILE = /commits\/orders\/\d+\.json/;

describeInProcess('a commit on S3 in this process', testCommits);

describeAt('localstack', 'a commit on LocalStack', (bucket) => {
  testCommits(bucket);

  test('of sixteen origins at once, each by a store of its own, is one of each', async () => {
    const origins = Array.from({ length: 16 }, (_, index) => `o${String(index).padStart(2, '0')}`);
    const address = (await s3Store(bucket())).url;
    const stores = await Promise.all(
      origins.map(() => s3Store(bucket(), { address: parseLakeUrl(address, { env: 'test' }) })),
    );
    await Promise.all(
      stores.map((store, index) => commitTexts(store, { origin: origins[index] ?? '', objects: [[MONDAY, 'x']] })),
    );
    const [store] = stores;
    if (!store) throw new Error('no store');
    const snapshot = await readSnapshot(store, 'processed', 'orders');
    expect(snapshot?.objects.map(({ origin }) => origin)).toEqual(origins);
    expect(snapshot?.version).toBe(origins.length);
    expect(await keysOf(store, 'processed', 'pending/')).toEqual([]);
  });

  test('whose key another run took says so by a conflict, and leaves the other as it is', async () => {
    let other: (() => Promise<unknown>) | undefined;
    await withFaultyStore(
      bucket(),
      [
        {
          method: 'PUT',
          path: COMMIT_FILE,
          on: 1,
          async fault(exchange) {
            await other?.();
            await exchange.reply(await exchange.forward());
          },
        },
      ],
      async ({ store, plain }) => {
        other = () => commitTexts(plain, { objects: [[MONDAY, 'theirs']], effects: effectsOf({}) });
        await expect(commitTexts(store, { objects: [[MONDAY, 'ours']] })).rejects.toMatchObject({
          exitCode: 3,
          findings: [{ code: 'LAKE_COMMIT_CONFLICT' }],
        });
        expect(Object.values(await contentOf(plain, 'processed', 'data/'))).toEqual(['theirs']);
        expect(await keysOf(plain, 'processed', 'pending/')).toEqual([]);
      },
    );
  });
});

function testCommits(bucket: () => TestBucket): void {
  test('that is made again writes nothing', async () => {
    await withFaultyStore(bucket(), [], async ({ store, proxy }) => {
      await commitTexts(store, { objects: [[MONDAY, 'x']] });
      const before = proxy.requests.length;
      expect(await commitTexts(store, { objects: [[MONDAY, 'x']] })).toMatchObject({ changed: false, written: 0 });
      expect(proxy.requests.slice(before).filter((request) => !/^(?:GET|HEAD) /.test(request))).toEqual([]);
    });
  });

  test('takes at most twelve requests, and three an object', async () => {
    await withFaultyStore(bucket(), [], async ({ store, proxy }) => {
      await commitTexts(store, { objects: [[MONDAY, 'first']], origin: 'first' });
      const before = proxy.requests.length;
      await commitTexts(store, {
        objects: [
          [MONDAY, 'x'],
          [MONDAY, 'y'],
          [null, 'z'],
        ],
      });
      expect(proxy.requests.length - before).toBeLessThanOrEqual(12 + 3 * 3);
    });
  });

  test.each(Object.entries(TRANSIENT))('whose commit file meets %s is one commit', async (_, fault) => {
    await withFaultyStore(bucket(), [{ method: 'PUT', path: COMMIT_FILE, on: 1, fault }], async ({ store, plain }) => {
      expect(await commitTexts(store, { objects: [[MONDAY, 'x']] })).toMatchObject({
        changed: true,
        written: 1,
        snapshot: { version: 1 },
      });
      expect(await keysOf(plain, 'processed', 'commits/')).toHaveLength(1);
      expect(await keysOf(plain, 'processed', 'pending/')).toEqual([]);
    });
  });

  test('that may not write its commit file leaves the dataset as it was, and nothing else', async () => {
    const rule = { method: 'PUT', path: COMMIT_FILE, fault: LASTING['access denied'] };
    await withFaultyStore(bucket(), [rule], async ({ store, plain }) => {
      await commitTexts(plain, { objects: [[MONDAY, 'old']] });
      const before = await contentOf(plain, 'processed');
      await expect(commitTexts(store, { objects: [[MONDAY, 'new']] })).rejects.toMatchObject({
        exitCode: 3,
        findings: [{ code: 'LAKE_ACCESS_DENIED' }],
      });
      expect(await contentOf(plain, 'processed')).toEqual(before);
    });
  });

  test('that loses its endpoint when the commit file is there is done, and clears up when it is made again', async () => {
    let gone = false;
    const lose = { path: /^/, fault: TRANSIENT['a reset before it is read'] };
    await withFaultyStore(
      bucket(),
      [
        {
          path: /processed/,
          async fault(exchange) {
            if (gone) return lose.fault(exchange);
            const answer = await exchange.forward();
            gone = exchange.method === 'PUT' && COMMIT_FILE.test(exchange.path);
            return gone ? exchange.break('reset') : exchange.reply(answer);
          },
        },
      ],
      async ({ store, plain }) => {
        await expect(commitTexts(store, { objects: [[MONDAY, 'x']] })).rejects.toMatchObject({
          exitCode: 3,
          findings: [{ code: 'LAKE_UNREACHABLE' }],
        });
        expect((await readSnapshot(plain, 'processed', 'orders'))?.objects).toHaveLength(1);
        expect(await commitTexts(plain, { objects: [[MONDAY, 'x']] })).toMatchObject({ changed: false });
        expect(await keysOf(plain, 'processed', 'pending/')).toEqual([]);
      },
    );
  });

  test('whose commit file is done after its run was cleared up as dead is made whole by that run again', async () => {
    let gone = false;
    let arrive: (() => Promise<unknown>) | undefined;
    const late: Fault = async (exchange) => {
      const body = await exchange.body();
      if (!gone && exchange.method === 'PUT' && COMMIT_FILE.test(exchange.path)) {
        gone = true;
        arrive = () => exchange.forward(body);
      }
      if (gone) exchange.break('reset');
      else await exchange.reply(await exchange.forward());
    };
    await withFaultyStore(bucket(), [{ path: /processed/, fault: late }], async ({ store, plain }) => {
      const commit = { objects: [[MONDAY, 'x']] } as const;
      await expect(commitTexts(store, { ...commit, effects: effectsOf({}) })).rejects.toThrow('does not answer');
      await sweepDataset(plain, 'processed', 'orders', realEffects());
      expect(await contentOf(plain, 'processed')).toEqual({});
      await arrive?.();
      expect(await commitTexts(plain, commit)).toMatchObject({ changed: false, written: 1 });
      expect(Object.values(await contentOf(plain, 'processed', 'data/'))).toEqual(['x']);
    });
  });
}
