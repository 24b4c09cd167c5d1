import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import type { HealthRecord } from '../../../src/runner/health/health-record.ts';
import { OWN_DAY, DATA_DAY, checkDeployed, contentsOf, committed } from './deployed-fixture.ts';
import { changed, check, pipelineOn, reasons, shop, steppedTime, usedLake, words } from './health-fixture.ts';

async function idle(): Promise<void> {}

describe('a pipeline that is alive', () => {
  test('is followed hop by hop, each with the time since the one before it', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const pipeline = pipelineOn(lake, folder.scenario, OWN_DAY);
    const steps = [pipeline.validate, idle, pipeline.ingest, pipeline.process, idle, pipeline.assess];
    const record = await checkDeployed({ ...folder, lake, steps });
    expect(record).toMatchObject({ status: 'alive', mode: 'deployed', day: OWN_DAY, findings: [] });
    expect(
      record.hops.map(({ hop, subject, state, rows, elapsedMs }) => [hop, subject, state, rows, elapsedMs]),
    ).toEqual([
      ['land', 'orders', 'alive', 2, 0],
      ['land', 'customers', 'alive', 2, 0],
      ['validate', 'orders', 'alive', null, 3000],
      ['validate', 'customers', 'alive', null, 3000],
      ['ingest', 'processed.orders', 'alive', 2, 3000],
      ['ingest', 'processed.customers', 'alive', 2, 3000],
      ['process', 'curated.sales', 'alive', 6, 1000],
      ['process', 'curated.revenue', 'alive', null, 0],
      ['assess', 'processed.orders', 'alive', null, 3000],
      ['assess', 'curated.revenue', 'alive', null, 2000],
    ]);
  });

  test('is as before after it, but for what it made of the stub and other rows together, which is told', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await contentsOf(lake);
    const ofOrders = await committed(lake, 'processed', 'orders');
    const pipeline = pipelineOn(lake, folder.scenario, OWN_DAY);
    const { cleanup } = await checkDeployed({
      ...folder,
      lake,
      steps: [pipeline.ingest, pipeline.process, pipeline.assess],
    });
    expect(cleanup.left.map(({ zone, key, reason }) => [zone, key.replace(/-[0-9a-f]{16}/, '-…'), reason])).toEqual([
      ['curated', 'data/sales/job-….parquet', expect.stringContaining('rows of others too')],
      ['curated', 'data/revenue/job-….parquet', expect.stringContaining('made it anew')],
    ]);
    expect(await committed(lake, 'processed', 'orders')).toEqual(ofOrders);
    // The next run of the jobs has no stub to read.
    await pipelineOn(lake, folder.scenario, DATA_DAY).process();
    expect(await contentsOf(lake)).toEqual(before);
  });

  test('on a day with data of others their rows and results stay', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const pipeline = pipelineOn(lake, folder.scenario, DATA_DAY);
    const steps = [pipeline.ingest, pipeline.process, pipeline.assess];
    for (const step of steps) await step();
    const before = await contentsOf(lake);
    const record = await checkDeployed({ ...folder, lake, day: DATA_DAY, steps });
    expect(record.status).toBe('alive');
    const left = record.cleanup.left.map(({ zone }) => zone);
    const documents = ['processed', 'processed'];
    expect(left).toEqual(['processed', 'processed', 'processed', 'curated', 'curated', ...documents, 'quality']);
    for (const step of steps) await step();
    expect(await contentsOf(lake)).toEqual(before);
  });

  test('shows at the gate alone by an object that it must refuse', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await contentsOf(lake);
    const pipeline = pipelineOn(lake, folder.scenario, OWN_DAY);
    const record = await checkDeployed({ ...folder, lake, steps: [pipeline.validate], options: { zone: 'raw' } });
    expect(words(record)).toEqual([
      'land orders alive',
      'land customers alive',
      'validate orders alive',
      'validate customers alive',
    ]);
    expect(await contentsOf(lake)).toEqual(before);
  });

  test('--from processed: the stub is a part of the table, and then no more', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await contentsOf(lake);
    const pipeline = pipelineOn(lake, folder.scenario, OWN_DAY);
    const record = await checkDeployed({
      ...folder,
      lake,
      steps: [pipeline.process],
      options: { from: 'processed', zone: 'curated' },
    });
    expect(words(record)).toEqual([
      'land processed.orders alive',
      'land processed.customers alive',
      'process curated.sales alive',
      'process curated.revenue alive',
    ]);
    await pipeline.process();
    expect(await contentsOf(lake)).toEqual(before);
  });
});

describe('a table of the curated zone', () => {
  test('is given a stub of its own, its rules are waited for, and then it is as before', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await contentsOf(lake);
    const ofRevenue = await committed(lake, 'curated', 'revenue');
    const { assess } = pipelineOn(lake, folder.scenario, OWN_DAY);
    const during: unknown[] = [];
    const look = async (): Promise<void> => void during.push(await committed(lake, 'curated', 'revenue'));
    const record = await checkDeployed({ ...folder, lake, steps: [look, assess], options: { from: 'curated' } });
    expect(words(record)).toEqual([
      'land curated.sales alive',
      'land curated.revenue alive',
      'assess curated.revenue alive',
    ]);
    expect(during).toEqual([
      expect.arrayContaining([expect.objectContaining({ origin: record.marker, rows: 3 }), ...[ofRevenue].flat()]),
    ]);
    expect(await contentsOf(lake)).toEqual(before);
  });
});

test('a check beside another takes only its own stubs for its own', async () => {
  const folder = await shop();
  const lake = await usedLake(folder);
  const before = await contentsOf(lake);
  const pipeline = pipelineOn(lake, folder.scenario, OWN_DAY);
  const inner: HealthRecord[] = [];
  const step = async (): Promise<void> => {
    inner.push(await checkDeployed({ ...folder, lake, options: { zone: 'processed', dataset: 'orders' } }));
  };
  const outer = await checkDeployed({
    ...folder,
    lake,
    steps: [step, pipeline.ingest],
    options: { zone: 'processed' },
  });
  expect(inner.map(({ stoppedAt }) => stoppedAt)).toEqual([['ingest processed.orders']]);
  expect(outer.status).toBe('alive');
  expect(await contentsOf(lake)).toEqual(before);
});

test('stopped from outside while it waits, it takes the stubs away first', async () => {
  const folder = await shop();
  const lake = await usedLake(folder);
  const before = await contentsOf(lake);
  const stop = new AbortController();
  const steps = [async () => stop.abort(new Error('Ctrl-C'))];
  const { pause } = steppedTime(steps);
  const effects = realEffects({ signal: stop.signal });
  const deployed = { timeoutMs: 60_000, pollMs: 1000, day: OWN_DAY, pause };
  await expect(check({ scenario: folder.scenario, lake, deployed, effects })).rejects.toThrow('Ctrl-C');
  expect(await contentsOf(lake)).toEqual(before);
});

test('a lake of another scenario is not touched', async () => {
  const folder = await shop();
  const lake = await usedLake(folder);
  const other = await shop(changed('name: shop', 'name: other'));
  await expect(checkDeployed({ ...other, lake })).rejects.toMatchObject({
    findings: [{ code: 'LAKE_OF_ANOTHER_SCENARIO' }],
  });
});

test('a table without a commit cannot be given a stub', async () => {
  const folder = await shop();
  const lake = `${folder.path}/new`;
  await mkdir(lake);
  const record = await checkDeployed({ ...folder, lake, options: { from: 'processed' } });
  expect(reasons(record)['land processed.orders']).toEqual(['HEALTH_NO_COMMIT']);
});
