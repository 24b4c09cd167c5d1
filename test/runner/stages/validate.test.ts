import type { FauxqsServer } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Store } from '../../../src/lake/store.ts';
import { openCatalog } from '../../../src/local-glue/catalog.ts';
import type { ReplayContext } from '../../../src/runner/context.ts';
import { scenarioSchema } from '../../../src/runner/scenario-schema.ts';
import { validate } from '../../../src/runner/stages/validate.ts';
import { bytesOf, contentOf, tempStore } from '../../lake/lake-fixture.ts';
import { makeBucket, s3Store, startS3 } from '../../lake/s3/s3-fixture.ts';

const GOOD = 'id,amount\n1,2\n';
const DAY = 'data/incoming/2024/01/01';

const LIMITS = { maxBytes: 50, names: '^[a-z0-9]+\\.csv$' };

async function contextOf(store: Store, raw: unknown = LIMITS): Promise<ReplayContext> {
  const session = await openSession({ folders: [...store.localFolders] });
  onTestFinished(() => session[Symbol.asyncDispose]());
  const spec = scenarioSchema.parse({
    name: 'test',
    sources: { orders: { files: 'orders.csv' } },
    raw,
  });
  return {
    scenario: { spec, folder: '/', file: 'scenario.yaml', path: '.' },
    seed: 0,
    day: '2024-01-01',
    runId: 'run',
    store,
    session,
    catalog: await openCatalog(session, store),
    effects: realEffects(),
  };
}

async function putRaw(store: Store, objects: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(objects)) await store.put('raw', `${DAY}/${name}`, bytesOf(content));
}

/** `source/name verdict codes` of each decision. */
async function decided(context: ReplayContext): Promise<string[]> {
  const { decisions } = await validate(context);
  return decisions.map(({ key, verdict, findings }) =>
    [key.slice(DAY.length + 1), verdict, ...findings.map(({ code }) => code)].join(' '),
  );
}

test('every object is decided on, in the order of keys, however many there are', async () => {
  const store = await tempStore();
  const names = Array.from({ length: 300 }, (_, index) => `orders/${String(index).padStart(3, '0')}.csv`);
  await putRaw(store, Object.fromEntries(names.map((name) => [name, GOOD])));
  expect(await decided(await contextOf(store))).toEqual(names.map((name) => `${name} accepted`));
});

test('what is refused says all that is wrong with it', async () => {
  const store = await tempStore();
  await putRaw(store, {
    'nobody/a.csv': GOOD,
    'orders/BIG.csv': GOOD.repeat(9),
    'orders/empty.csv': '',
    'orders/fine.csv': GOOD,
  });
  expect(await decided(await contextOf(store))).toEqual([
    'nobody/a.csv quarantined SOURCE_UNKNOWN',
    'orders/BIG.csv quarantined OBJECT_TOO_LARGE OBJECT_NAME',
    'orders/empty.csv quarantined FILE_EMPTY',
    'orders/fine.csv accepted',
  ]);
});

test('a second run changes nothing, and one after a correction empties quarantine', async () => {
  const store = await tempStore();
  await putRaw(store, { 'orders/a.csv': '', 'orders/b.csv': GOOD });
  const context = await contextOf(store);
  await validate(context);
  const before = await contentOf(store, 'processed');
  expect(Object.keys(before)).toHaveLength(2);
  await validate(context);
  expect(await contentOf(store, 'processed')).toEqual(before);
  await putRaw(store, { 'orders/a.csv': GOOD });
  await validate(context);
  expect(await contentOf(store, 'processed')).toEqual({});
});

test('reasons that a killed run left without their object are taken away', async () => {
  const store = await tempStore();
  await putRaw(store, { 'orders/a.csv': GOOD });
  await store.put('processed', 'quarantine/objects/2024/01/01/orders/a.csv.reasons.json', bytesOf('{}'));
  await validate(await contextOf(store));
  expect(await contentOf(store, 'processed')).toEqual({});
});

describe('requests to S3', () => {
  let server: FauxqsServer;
  beforeAll(async () => {
    server = await startS3();
  });
  afterAll(() => server.stop());

  async function requestsFor(objects: Readonly<Record<string, string>>): Promise<{ first: number; second: number }> {
    const place = await makeBucket(`http://127.0.0.1:${server.port}`);
    const landed = await s3Store(place);
    const context = await contextOf(landed);
    await putRaw(landed, objects);
    const requests = (): number => landed.remote?.traffic().requests ?? 0;
    const start = requests();
    await validate(context);
    const between = requests();
    await validate(context);
    return { first: between - start, second: requests() - between };
  }

  test('are one for each object that is accepted, and two listings', async () => {
    const objects = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`orders/o${index}.csv`, GOOD + index]),
    );
    expect(await requestsFor(objects)).toEqual({ first: 42, second: 2 });
  });

  test('are at most three for each that is refused, for the first time or again', async () => {
    const objects = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`orders/O${index}.csv`, GOOD + index]),
    );
    const { first, second } = await requestsFor(objects);
    expect(first).toBe(2 + 3 * 10);
    expect(second).toBeLessThanOrEqual(2 + 3 * 10);
  });
});

describe('the policy under raw', () => {
  test('depth full reads the objects through, each on its own', async () => {
    const store = await tempStore();
    const late = `[${'{"a":1},'.repeat(40_000)}{"a":]`;
    await putRaw(store, {
      'orders/a.csv': GOOD,
      'orders/b.json': late,
      'orders/c.csv': 'id,amount\n1,2\n3\n',
      'orders/d.csv': GOOD,
    });
    const full = await contextOf(store, { depth: 'full', badRows: 'quarantine' });
    expect(await decided(full)).toEqual([
      'orders/a.csv accepted',
      'orders/b.json quarantined JSON_INVALID',
      'orders/c.csv quarantined BAD_ROWS',
      'orders/d.csv accepted',
    ]);
    expect(await decided(await contextOf(store, {}))).toEqual([
      'orders/a.csv accepted',
      'orders/b.json accepted',
      'orders/c.csv accepted',
      'orders/d.csv accepted',
    ]);
  });

  test('says what is quarantined and what is let in', async () => {
    const store = await tempStore();
    await putRaw(store, { 'orders/a.csv': 'id,amount\n1,=1+1\n' });
    expect(await decided(await contextOf(store, {}))).toEqual(['orders/a.csv accepted FORMULA_IN_CELL']);
    const strict = await contextOf(store, { security: { formulas: 'quarantine' } });
    expect(await decided(strict)).toEqual(['orders/a.csv quarantined FORMULA_IN_CELL']);
    const lax = await contextOf(store, { security: { formulas: 'accept' } });
    expect(await decided(lax)).toEqual(['orders/a.csv accepted']);
  });

  test('a clamd that is not there stops the stage', async () => {
    const store = await tempStore();
    await putRaw(store, { 'orders/a.csv': GOOD });
    const context = await contextOf(store, { clamd: '127.0.0.1:1' });
    await expect(validate(context)).rejects.toMatchObject({ exitCode: 3 });
  });
});
