import { symlink } from 'node:fs/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { quarantineKeys } from '../../../src/lake/quarantine-keys.ts';
import { parseLakeUrl } from '../../../src/lake/s3/address.ts';
import type { Store } from '../../../src/lake/store.ts';
import { openCatalog } from '../../../src/local-glue/catalog.ts';
import type { ReplayContext } from '../../../src/runner/context.ts';
import { quarantineEntries } from '../../../src/runner/quarantine/quarantine-entry.ts';
import { releaseObjects } from '../../../src/runner/quarantine/release-objects.ts';
import { scenarioSchema } from '../../../src/runner/scenario-schema.ts';
import { ingest } from '../../../src/runner/stages/ingest.ts';
import { validate } from '../../../src/runner/stages/validate.ts';
import { bytesOf, keysOf, tempStore } from '../../lake/lake-fixture.ts';
import { describeAt, describeInProcess, s3Store } from '../../lake/s3/s3-fixture.ts';

const DAY = 'data/incoming/2024/01/01';
const BAD = `${DAY}/orders/BAD.csv`;
const CSV = 'id,amount\n1,2\n';
const effects = realEffects({ now: () => new Date('2024-01-03T08:00:00Z') });

async function contextOf(store: Store): Promise<ReplayContext> {
  const session = await openSession({ folders: [...store.localFolders] });
  onTestFinished(() => session[Symbol.asyncDispose]());
  const spec = scenarioSchema.parse({
    name: 'test',
    sources: { orders: { files: 'orders.csv' } },
    raw: { names: String.raw`^[a-z0-9]+\.csv$` },
    ingestion: { orders: { columns: { id: 'bigint', amount: 'bigint' } } },
  });
  return {
    scenario: { spec, folder: '/', file: 'scenario.yaml', path: '.' },
    seed: 0,
    day: '2024-01-01',
    runId: 'run',
    store,
    session,
    catalog: await openCatalog(session, store),
    effects,
  };
}

/** `source/name verdict codes` of each decision. */
async function decided(context: ReplayContext): Promise<string[]> {
  const { decisions } = await validate(context);
  return decisions.map(({ key, verdict, findings }) =>
    [key.slice(DAY.length + 1), verdict, ...findings.map(({ code }) => code)].join(' '),
  );
}

function release(store: Store, ...keys: readonly string[]) {
  return releaseObjects(store, { keys, by: 'ada', reason: 'agreed', effects });
}

/** What a release is refused with. */
async function refusal(store: Store, key: string): Promise<string> {
  return release(store, key).then(
    () => 'released',
    (error: unknown) => String(error),
  );
}

function testReleases(open: () => Promise<Store>): void {
  test('a released object is accepted with a warning that says who, when and why, by every later run', async () => {
    const store = await open();
    await store.put('raw', BAD, bytesOf(CSV));
    const context = await contextOf(store);
    expect(await decided(context)).toEqual(['orders/BAD.csv quarantined OBJECT_NAME']);
    await release(store, BAD);
    const { decisions } = await validate(context);
    expect(decisions).toMatchObject([
      {
        key: BAD,
        source: 'orders',
        verdict: 'accepted',
        format: 'csv',
        findings: [
          {
            code: 'QUARANTINE_RELEASED',
            severity: 'warning',
            message: 'accepted because ada released it on 2024-01-03: agreed',
            file: BAD,
            found: 'OBJECT_NAME: the name does not match the pattern of `names`',
          },
        ],
      },
    ]);
    expect(await keysOf(store, 'processed')).toEqual([quarantineKeys(BAD).release]);
    expect(await decided(context)).toEqual(['orders/BAD.csv accepted QUARANTINE_RELEASED']);
    expect((await ingest(context, decisions)).datasets).toMatchObject([{ dataset: 'processed.orders', rows: 1 }]);
  });

  test('a release holds for its bytes alone: others under the key are judged again', async () => {
    const store = await open();
    const context = await contextOf(store);
    await store.put('raw', BAD, bytesOf(CSV));
    await validate(context);
    await release(store, BAD);
    await store.put('raw', BAD, bytesOf(CSV.replace('2', '3')));
    expect(await decided(context)).toEqual(['orders/BAD.csv quarantined OBJECT_NAME']);
    await release(store, BAD);
    expect(await decided(context)).toEqual(['orders/BAD.csv accepted QUARANTINE_RELEASED']);
  });

  test('what is not there, was released, or was replaced since is not released, nor what is named beside it', async () => {
    const store = await open();
    const context = await contextOf(store);
    const [other, third] = [`${DAY}/orders/B.csv`, `${DAY}/orders/C.csv`];
    for (const key of [BAD, other, third]) await store.put('raw', key, bytesOf(CSV));
    await validate(context);
    expect(await refusal(store, `${DAY}/orders/nothing.csv`)).toContain('[QUARANTINE_NOT_FOUND]');
    await release(store, BAD);
    await store.put('raw', other, bytesOf('x'));
    expect(await refusal(store, other)).toContain('[QUARANTINE_BYTES_CHANGED]');
    const both = await release(store, third, BAD).catch(String);
    expect(both).toContain('was released by ada on 2024-01-03: agreed [QUARANTINE_ALREADY_RELEASED]');
    expect((await quarantineEntries(store, { signal: effects.signal })).map((entry) => entry.release?.reason)).toEqual([
      undefined,
      'agreed',
      undefined,
    ]);
  });

  test('what no source has, and what could not be read, is not released', async () => {
    const store = await open();
    const context = await contextOf(store);
    const [nobody, broken] = [`${DAY}/nobody/a.csv`, `${DAY}/orders/a.csv`];
    await store.put('raw', nobody, bytesOf(CSV));
    await store.put('raw', broken, bytesOf('id,id\n"1'));
    const { decisions } = await validate(context);
    await ingest(context, decisions);
    expect(await refusal(store, nobody)).toMatch(/no source "nobody".*\[QUARANTINE_NOT_RELEASABLE\]/);
    expect(await refusal(store, broken)).toMatch(/ingestion could not read.*\[QUARANTINE_NOT_RELEASABLE\]/);
  });
}

describe('in a folder', () => {
  testReleases(() => tempStore());
});

describeInProcess('on S3', (bucket) => {
  testReleases(() => s3Store(bucket()));

  test('keys that a lake cannot hold are told, and stop nothing', async () => {
    const { connection, bucket: name } = bucket();
    const address = parseLakeUrl(`s3://${name}/foreign`, { env: 'test' });
    const store = await s3Store(bucket(), { address });
    await store.put('raw', `${DAY}/orders/a.csv`, bytesOf(CSV));
    const foreign = `${DAY}/orders//b.csv`;
    const Key = `${address.zones.raw.prefix}${foreign}`;
    await connection.client.send(new PutObjectCommand({ Bucket: name, Key, Body: CSV }));
    const { decisions, findings } = await validate(await contextOf(store));
    expect(decisions.map(({ key, verdict }) => [key, verdict])).toEqual([[`${DAY}/orders/a.csv`, 'accepted']]);
    expect(findings).toMatchObject([{ code: 'LAKE_FOREIGN_KEY', severity: 'warning', found: JSON.stringify(foreign) }]);
  });
});

describeAt('localstack', 'on LocalStack', (bucket) => {
  testReleases(() => s3Store(bucket()));
});

test('what is not of a source is passed over with a warning, and the others are decided on', async () => {
  const store = await tempStore();
  const long = `${'a'.repeat(240)}.csv`;
  for (const name of ['readme.txt', 'orders/a.csv', `orders/${long}`]) {
    await store.put('raw', `${DAY}/${name}`, bytesOf(CSV));
  }
  await symlink('/etc/hostname', `${store.folder}/raw/${DAY}/orders/link.csv`);
  const { decisions, findings } = await validate(await contextOf(store));
  expect(decisions.map(({ key, verdict }) => [key, verdict])).toEqual([[`${DAY}/orders/a.csv`, 'accepted']]);
  expect(findings.map(({ code, severity, file }) => [code, severity, file])).toEqual([
    ['LAKE_FOREIGN_ENTRY', 'warning', `raw/${DAY}/orders/link.csv`],
    ['RAW_OBJECT_STRAY', 'warning', `${DAY}/orders/${long}`],
    ['RAW_OBJECT_STRAY', 'warning', `${DAY}/readme.txt`],
  ]);
});

test('an object in quarantine that is not of the layout is passed over', async () => {
  const store = await tempStore();
  await store.put('processed', 'quarantine/objects/readme.txt', bytesOf('hi'));
  expect(await quarantineEntries(store, { signal: effects.signal })).toEqual([]);
});
