import { mkdir } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { openStore } from '../../../src/lake/open-store.ts';
import { bytesOf } from '../../lake/lake-fixture.ts';
import { OWN_DAY, checkDeployed, contentsOf } from './deployed-fixture.ts';
import { changed, pipelineOn, reasons, shop, usedLake, words } from './health-fixture.ts';

describe('a pipeline that stops', () => {
  test('everywhere: nothing takes the stub up, which is told when time is up, and the lake is as before', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await contentsOf(lake);
    const record = await checkDeployed({ ...folder, lake });
    expect(words(record)).toEqual([
      'land orders alive',
      'land customers alive',
      'validate orders unknown',
      'validate customers unknown',
      'ingest processed.orders stopped',
      'ingest processed.customers stopped',
      'process curated.sales skipped',
      'process curated.revenue skipped',
      'assess processed.orders skipped',
      'assess curated.revenue skipped',
    ]);
    expect(reasons(record)).toEqual({
      'ingest processed.orders': ['HEALTH_NOT_SEEN'],
      'ingest processed.customers': ['HEALTH_NOT_SEEN'],
    });
    expect(record).toMatchObject({ status: 'stopped', cleanup: { deleted: 2, left: [] } });
    expect(await contentsOf(lake)).toEqual(before);
  });

  test('at a gate that does not refuse what it must', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const record = await checkDeployed({ ...folder, lake, options: { zone: 'raw' } });
    expect(record.stoppedAt).toEqual(['validate orders', 'validate customers']);
  });

  test('at a gate that refuses the stub: with its reasons, at once, and the copies are gone', async () => {
    const folder = await shop(changed('maxBytes: 10 KB', 'maxBytes: 80'));
    const lake = `${folder.path}/lake`;
    await mkdir(lake);
    const pipeline = pipelineOn(lake, folder.scenario, OWN_DAY);
    const before = await contentsOf(lake);
    const record = await checkDeployed({
      ...folder,
      lake,
      steps: [pipeline.validate],
      options: { dataset: 'processed.orders' },
    });
    expect(words(record)).toEqual([
      'land orders alive',
      'validate orders stopped',
      'ingest processed.orders skipped',
      'assess processed.orders skipped',
    ]);
    expect(record.hops[1]).toMatchObject({ elapsedMs: 1000, findings: [{ code: 'OBJECT_TOO_LARGE' }] });
    expect(await contentsOf(lake)).toEqual(before);
  });

  test('at ingestion that refuses the values', async () => {
    const folder = await shop();
    const lake = `${folder.path}/lake`;
    await mkdir(lake);
    const before = await contentsOf(lake);
    const strict = await shop(changed('customer: bigint }', 'customer: date }'));
    const pipeline = pipelineOn(lake, strict.scenario, OWN_DAY);
    const record = await checkDeployed({
      ...folder,
      lake,
      steps: [pipeline.ingest],
      options: { dataset: 'orders', zone: 'processed' },
    });
    expect(record.stoppedAt).toEqual(['ingest processed.orders']);
    expect(record.hops.at(-1)).toMatchObject({
      elapsedMs: 1000,
      detail: 'its values do not fit: see processed/quarantine/rows/orders/2024-03-05.parquet',
    });
    expect(await contentsOf(lake)).toEqual(before);
  });

  test('at a gate that keeps its reasons to itself', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const before = await contentsOf(lake);
    const step = async (): Promise<void> => {
      await using store = await openStore(lake, { effects: realEffects(), env: 'test' });
      for await (const { key } of store.list('raw', 'data/incoming/2024/03/05/orders/')) {
        await store.put('processed', key.replace('data/incoming', 'quarantine/objects'), bytesOf('x'));
      }
    };
    const record = await checkDeployed({ ...folder, lake, steps: [step], options: { dataset: 'orders' } });
    expect(reasons(record)).toEqual({ 'validate orders': ['HEALTH_REASONS_UNREADABLE'] });
    expect(await contentsOf(lake)).toEqual(before);
  });

  test('at a job that does not run', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const pipeline = pipelineOn(lake, folder.scenario, OWN_DAY);
    const record = await checkDeployed({ ...folder, lake, steps: [pipeline.ingest, pipeline.assess] });
    expect(record.stoppedAt).toEqual(['process curated.sales']);
    expect(words(record)).toContain('assess processed.orders alive');
  });

  test('at rules that are not judged', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const pipeline = pipelineOn(lake, folder.scenario, OWN_DAY);
    const record = await checkDeployed({ ...folder, lake, steps: [pipeline.ingest, pipeline.process] });
    expect(record.stoppedAt).toEqual(['assess processed.orders', 'assess curated.revenue']);
  });
});
