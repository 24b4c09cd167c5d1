import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { openSession } from '../../../src/duckdb/open-session.ts';
import { sql, type Sql } from '../../../src/duckdb/sql.ts';
import { openStore } from '../../../src/lake/open-store.ts';
import { OWN_DAY, checkDeployed, contentsOf } from './deployed-fixture.ts';
import { bytesOf } from '../../lake/lake-fixture.ts';
import { pipelineOn, shop, usedLake, words } from './health-fixture.ts';

/** Writes what a query gives of the stub as an object of a zone. */
async function writeObject(
  lake: string,
  zone: 'processed' | 'curated' | 'quality',
  key: string,
  query: Sql,
): Promise<void> {
  await using store = await openStore(lake, { effects: realEffects(), env: 'test' });
  await using session = await openSession();
  const file = join(session.scratch, 'out.parquet');
  await session.run(sql`copy (${query}) to ${file} (format parquet)`);
  await store.put(zone, key, { file });
}

describe('a pipeline that knows no commits', () => {
  test('is followed by the objects in its folders, and those of the stub alone are deleted', async () => {
    const folder = await shop();
    const lake = `${folder.path}/lake`;
    await mkdir(lake);
    await writeObject(lake, 'processed', 'data/orders/old.parquet', sql`select 'A' as id`);
    await writeObject(lake, 'processed', 'data/orders/new.parquet.old', sql`select 'B' as id`);
    await writeObject(lake, 'curated', 'data/revenue/old.parquet', sql`select 1 as revenue`);
    const before = await contentsOf(lake);
    const marked = async (): Promise<string> => {
      await using store = await openStore(lake, { effects: realEffects(), env: 'test' });
      for await (const { key } of store.list('raw', '')) return key;
      throw new Error('no stub was landed');
    };
    const stub = async (): Promise<void> =>
      writeObject(lake, 'processed', 'data/orders/new.parquet', sql`select ${await marked()} as id`);
    const customers = (): Promise<void> =>
      writeObject(lake, 'processed', 'data/customers/a.parquet', sql`select 1 as n`);
    const junk = async (): Promise<void> => {
      await using store = await openStore(lake, { effects: realEffects(), env: 'test' });
      await store.put('processed', 'data/orders/junk.parquet', bytesOf('no Parquet'));
    };
    const record = await checkDeployed({
      ...folder,
      lake,
      steps: [customers, junk, stub],
      options: { dataset: 'processed.orders', zone: 'processed' },
    });
    expect(words(record).at(-1)).toBe('ingest processed.orders alive');
    expect(record.cleanup).toMatchObject({ deleted: 2, left: [] });
    const after = Object.keys(await contentsOf(lake));
    expect(after).toEqual(expect.arrayContaining(Object.keys(before)));
    expect(after.filter((key) => !(key in before))).toEqual([
      'processed/data/customers/a.parquet',
      'processed/data/orders/junk.parquet',
    ]);
  });

  test('is judged by any new results, where they do not say of which table', async () => {
    const folder = await shop();
    const lake = await usedLake(folder);
    const results = (): Promise<void> => writeObject(lake, 'quality', 'data/scores/a.parquet', sql`select 1 as score`);
    const record = await checkDeployed({
      ...folder,
      lake,
      steps: [pipelineOn(lake, folder.scenario, OWN_DAY).ingest, results],
      options: { dataset: 'processed.orders' },
    });
    expect(record.hops.at(-1)).toMatchObject({ hop: 'assess', state: 'alive', detail: 'there are new results' });
    expect(record.cleanup.left.map(({ key }) => key)).toEqual(['data/scores/a.parquet']);
  });
});
