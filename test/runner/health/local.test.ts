import { readdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { filesBelow } from '../../lake/lake-fixture.ts';
import { changed, check, reasons, shop, usedLake, words } from './health-fixture.ts';

const ALIVE = [
  'land orders alive',
  'land customers alive',
  'validate orders alive',
  'validate customers alive',
  'ingest processed.orders alive',
  'ingest processed.customers alive',
  'process curated.sales alive',
  'process curated.revenue alive',
  'assess processed.orders alive',
  'assess curated.revenue alive',
];

describe('a pipeline that is alive', () => {
  test('is passed hop by hop, and the lake is as before, byte for byte', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await filesBelow(lake);
    const record = await check({ scenario: folder.scenario, lake });
    expect(words(record)).toEqual(ALIVE);
    expect(record).toMatchObject({ status: 'alive', stoppedAt: [], cleanup: { kept: false, left: [] }, findings: [] });
    expect(record.cleanup.deleted).toBeGreaterThan(5);
    expect(await filesBelow(lake)).toEqual(before);
  });

  test('needs no scenario: a heartbeat goes through the lake that is named', async () => {
    const { path } = await shop();
    const record = await check({ lake: `${path}/new` });
    expect(words(record)).toEqual([
      'land heartbeat alive',
      'validate heartbeat alive',
      'ingest processed.heartbeat alive',
      'process curated.beats alive',
      'assess processed.heartbeat alive',
      'assess curated.beats alive',
    ]);
    expect(record.scenario).toEqual({ name: 'health', path: null });
    expect(await readdir(path)).not.toContain('new');
  });

  test('is not one whose rules pass on a stub: those that do not are told', async () => {
    const folder = await shop({ 'rules/orders.dqdl': 'Rules = [ RowCount > 1000, IsComplete "id" ]' });
    const { status, hops } = await check({ scenario: folder.scenario });
    expect(status).toBe('alive');
    expect(hops.find(({ subject, hop }) => hop === 'assess' && subject === 'processed.orders')?.detail).toBe(
      '1 of 2 rules passed on the stub',
    );
  });

  test('is told of rows at each hop', async () => {
    const { scenario } = await shop();
    const { hops } = await check({ scenario, dataset: 'revenue' });
    expect(hops.map(({ hop, subject, rows }) => [hop, subject, rows])).toEqual([
      ['land', 'orders', 2],
      ['land', 'customers', 2],
      ['validate', 'orders', null],
      ['validate', 'customers', null],
      ['ingest', 'processed.orders', 2],
      ['ingest', 'processed.customers', 2],
      ['process', 'curated.sales', 2],
      ['process', 'curated.revenue', 2],
      ['assess', 'curated.revenue', null],
    ]);
  });
});

describe('a pipeline that stops', () => {
  test('at the gate, for an object that is refused', async () => {
    const { scenario } = await shop(changed('maxBytes: 10 KB', 'maxBytes: 80'));
    const record = await check({ scenario });
    expect(reasons(record)).toEqual({ 'validate orders': ['OBJECT_TOO_LARGE'] });
    expect(words(record).filter((hop) => hop.endsWith('skipped'))).toEqual([
      'ingest processed.orders skipped',
      'process curated.sales skipped',
      'process curated.revenue skipped',
      'assess processed.orders skipped',
      'assess curated.revenue skipped',
    ]);
    expect(record).toMatchObject({ status: 'stopped', stoppedAt: ['validate orders'] });
  });

  test('at ingestion, for values that do not fit', async () => {
    const { scenario } = await shop({
      'scenario.yaml': `name: shop
sources: { customers: { generate: { purpose: ci, dataset: customers } } }
ingestion: { customers: { columns: { id: bigint, country: string } } }
`,
    });
    const record = await check({ scenario });
    expect(record.stoppedAt).toEqual(['ingest processed.customers']);
    expect(record.hops.at(-1)?.detail).toMatch(/^no row fits \(id: /);
  });

  test('at a job whose SQL is broken, and what reads it is skipped', async () => {
    const { scenario } = await shop({ 'jobs/sales.sql': 'select nix from processed.orders' });
    const record = await check({ scenario });
    expect(reasons(record)).toEqual({ 'process curated.sales': ['JOB_FAILED'] });
    expect(words(record)).toContain('process curated.revenue skipped');
    expect(words(record)).toContain('assess processed.orders alive');
  });

  test('at a job that is no SQL', async () => {
    const { scenario } = await shop({ 'jobs/revenue.sql': 'selekt 1' });
    const record = await check({ scenario });
    expect(record.stoppedAt).toEqual(['process curated.revenue']);
  });

  test.each([
    ['cannot be read', 'Rules = [ RowCount >> 1 ]'],
    ['cannot be judged', 'Rules = [ FileSize "s3://elsewhere/a.csv" > 1 B ]'],
  ])('at a ruleset that %s', async (_, rules) => {
    const { scenario } = await shop({ 'rules/orders.dqdl': rules });
    const record = await check({ scenario });
    expect(record).toMatchObject({ status: 'stopped', stoppedAt: ['assess processed.orders'] });
    expect(words(record)).toContain('assess curated.revenue alive');
  });
});

describe('a part of it', () => {
  test('--zone says how far', async () => {
    const { scenario } = await shop();
    expect(words(await check({ scenario, zone: 'raw' }))).toEqual(ALIVE.slice(0, 4));
    expect(words(await check({ scenario, zone: 'curated' }))).toEqual(ALIVE.slice(0, 8));
  });

  test('--dataset takes what the dataset is made of along, and nothing else', async () => {
    const { scenario } = await shop();
    expect(words(await check({ scenario, dataset: 'processed.orders' }))).toEqual([
      'land orders alive',
      'validate orders alive',
      'ingest processed.orders alive',
      'assess processed.orders alive',
    ]);
  });

  test('a rule that refers to what is left out is told, and stops nothing', async () => {
    const { scenario } = await shop({
      'rules/orders.dqdl': 'Rules = [ CustomSql "select count(*) from customers" > 0 ]',
    });
    const record = await check({ scenario, dataset: 'processed.orders' });
    expect(record.status).toBe('alive');
    expect((await check({ scenario })).status).toBe('alive');
  });

  test('--from processed starts behind ingestion', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await filesBelow(lake);
    const record = await check({ scenario: folder.scenario, lake, from: 'processed' });
    expect(words(record)).toEqual([
      'land processed.orders alive',
      'land processed.customers alive',
      'process curated.sales alive',
      'process curated.revenue alive',
      'assess processed.orders alive',
      'assess curated.revenue alive',
    ]);
    expect(record.hops.find(({ subject }) => subject === 'curated.sales')?.rows).toBe(2);
    expect(await filesBelow(lake)).toEqual(before);
  });

  test('--from curated starts behind the jobs, in the shape that the lake has', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await filesBelow(lake);
    const record = await check({ scenario: folder.scenario, lake, from: 'curated', dataset: 'revenue' });
    expect(words(record)).toEqual([
      'land curated.sales alive',
      'land curated.revenue alive',
      'assess curated.revenue alive',
    ]);
    expect(await filesBelow(lake)).toEqual(before);
    const nowhere = await check({ scenario: folder.scenario, from: 'curated', dataset: 'revenue' });
    expect(reasons(nowhere)['land curated.revenue']).toEqual(['HEALTH_NO_COMMIT']);
  });

  test.each([
    [{ dataset: 'orers' }, 'HEALTH_DATASET_UNKNOWN'],
    [{ from: 'processed', zone: 'raw' }, 'HEALTH_NOTHING_TO_CHECK'],
  ] as const)('%j is refused: %s', async (options, code) => {
    const { scenario } = await shop();
    await expect(check({ scenario, ...options })).rejects.toMatchObject({ exitCode: 2, findings: [{ code }] });
  });
});

test('two checks at the same time have markers of their own and do not see each other', async () => {
  const folder = await shop();
  const lake = await usedLake(folder);
  const before = await filesBelow(lake);
  const [one, other] = await Promise.all([1, 2].map(() => check({ scenario: folder.scenario, lake })));
  expect(one?.marker).not.toBe(other?.marker);
  expect([one, other].map((record) => record?.status)).toEqual(['alive', 'alive']);
  expect(await filesBelow(lake)).toEqual(before);
});

test('--keep leaves the stub in its own area, and nothing anywhere else', async () => {
  const folder = await shop();
  const lake = await usedLake(folder);
  const before = Object.keys(await filesBelow(lake));
  const { marker, cleanup } = await check({ scenario: folder.scenario, lake, keep: true });
  const more = Object.keys(await filesBelow(lake)).filter((file) => !before.includes(file));
  expect(cleanup).toEqual({ kept: true, deleted: 0, left: [] });
  expect(more.length).toBeGreaterThan(5);
  expect(more.filter((file) => !file.includes(`/_health/${marker}/`))).toEqual([]);
});

test.each(['land', 'ingest', 'assess'])('stopped from outside at %s it takes everything away first', async (hop) => {
  const folder = await shop();
  const lake = await usedLake(folder);
  const before = await filesBelow(lake);
  const stop = new AbortController();
  const said: string[] = [];
  const effects = realEffects({
    signal: stop.signal,
    log: (line) => void said.push(line),
    progress({ kind, stage }) {
      if (kind === 'end' && stage === hop) stop.abort(new Error('Ctrl-C'));
    },
  });
  await expect(check({ scenario: folder.scenario, lake, effects })).rejects.toThrow('Ctrl-C');
  expect(said).toEqual([expect.stringMatching(/^the stubs were taken away: \d+ objects$/)]);
  expect(await filesBelow(lake)).toEqual(before);
});
