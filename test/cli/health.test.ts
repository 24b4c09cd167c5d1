import { mkdir, readdir, stat } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { healthRecordSchema } from '../../src/runner/health/health-record.ts';
import type { TempFolder } from '../temp-folder.ts';
import { cli, workingFolder } from './in-process.ts';

/** A scenario of one source and one job, in the working folder. */
async function writeShop(
  folder: TempFolder,
  { job = 'select count(*) as hits from processed.hits' } = {},
): Promise<void> {
  await folder.write('hits.csv', 'id,page\n1,a\n2,b\n');
  await folder.write('jobs/total.sql', job);
  await folder.write(
    'scenario.yaml',
    'name: shop\nsources: { hits: { files: hits.csv } }\n' +
      'ingestion: { hits: { columns: { id: bigint, page: string } } }\n' +
      'processing: { total: { sql: jobs/total.sql, dialect: duckdb } }\n',
  );
}

describe('health', () => {
  test('of nothing but this machine is alive, and leaves nothing here', async () => {
    await using folder = await workingFolder();
    const { code, out, err } = await cli(['health', '--quiet']);
    expect(out).toMatch(
      /^health {3}local {3}day \d{4}-\d\d-\d\d {3}lake .*glue-replay-health-\w+ {3}health-[0-9a-f]{12}\n/,
    );
    expect(out).toMatch(/\nalive: 6 hops in \d+\.\d\d s\n$/);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(await readdir(folder.path)).toEqual([]);
    const [, lake = ''] = /lake (\S+)/.exec(out) ?? [];
    await expect(stat(lake)).rejects.toThrow('ENOENT');
  });

  test('tells each hop as it ends', async () => {
    await using folder = await workingFolder();
    await writeShop(folder);
    const { err } = await cli(['health', '.']);
    expect(err.replaceAll(/\d+\.\d\d s/g, '… s')).toBe(
      'hits  land  … s\nhits  validate  … s\nprocessed.hits  ingest  … s\ncurated.total  process  … s\n',
    );
  });

  test('ends with 1 where a hop stops, and names it', async () => {
    await using folder = await workingFolder();
    await writeShop(folder, { job: 'select nix from processed.hits' });
    const { code, out } = await cli(['health', '.', '--lake', 'lake', '--quiet']);
    expect(code).toBe(1);
    expect(out).toMatch(/\n {2}process +curated\.total +✗ stopped .*\n {6}✗ .*\[JOB_FAILED\]\n/);
    expect(out).toMatch(/\nstopped at process curated\.total, after \d+\.\d\d s, \d+ objects cleared up\n$/);
    expect(await readdir(folder.path)).not.toContain('lake');
  });

  test('--json is the health record', async () => {
    await using folder = await workingFolder();
    await writeShop(folder);
    const { code, out } = await cli(['health', '.', '--json', '--quiet', '--zone', 'processed']);
    const record = healthRecordSchema.parse(JSON.parse(out));
    expect(code).toBe(0);
    expect(record).toMatchObject({ status: 'alive', mode: 'local', scenario: { name: 'shop', path: '.' } });
    expect(record.hops.map(({ hop }) => hop)).toEqual(['land', 'validate', 'ingest']);
  });

  test('--deployed waits for a pipeline no longer than --timeout', async () => {
    await using folder = await workingFolder();
    await writeShop(folder);
    await mkdir(`${folder.path}/lake`);
    const words = ['--lake', 'lake', '--deployed', '--timeout', '0.02', '--poll', '0.01', '--day', '2024-03-05'];
    const { code, out } = await cli(['health', '.', ...words, '--quiet']);
    expect(code).toBe(1);
    expect(out).toContain('day 2024-03-05');
    expect(out).toMatch(/\nstopped at ingest processed\.hits, after .*, 1 object cleared up\n$/);
  });

  test.each([
    [['--deployed'], 'HEALTH_OPTIONS'],
    [['.', '--deployed', '--lake', 'localstack'], 'HEALTH_OPTIONS'],
    [['.', '--timeout', '3'], 'HEALTH_OPTIONS'],
    [['.', '--day', '2024-01-01'], 'HEALTH_OPTIONS'],
    [['.', '--dataset', 'totals'], 'HEALTH_DATASET_UNKNOWN'],
    [['.', '--from', 'quality'], 'Allowed choices are raw, processed, curated'],
    [['.', '--deployed', '--lake', 'lake', '--day', '2024-02-30'], 'Expected a day'],
    [['.', '--deployed', '--lake', 'nowhere'], 'LAKE_MISSING'],
    [['nowhere'], 'SCENARIO_NOT_FOUND'],
    [['.', '--lake', 'ftp://lake'], 'LAKE_KIND_UNKNOWN'],
  ])('%j ends with 2 and says %s', async (words, said) => {
    await using folder = await workingFolder();
    await writeShop(folder);
    const { code, err, out } = await cli(['health', ...words, '--quiet']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
  });

  test('a lake that cannot be looked at ends with 3', async () => {
    await using folder = await workingFolder();
    await writeShop(folder);
    await folder.write('lake/quality/lake.json', '{ "formatVersion": 1, "scenario": "shop" }');
    await folder.write('lake/processed/commits/hits/000000000001.json', 'no JSON');
    const words = ['--lake', 'lake', '--deployed', '--timeout', '0.02', '--poll', '0.01', '--json'];
    const { code, out } = await cli(['health', '.', ...words, '--quiet']);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({ status: 'broken', findings: [{ code: 'LAKE_COMMIT_BROKEN' }] });
    expect(await readdir(`${folder.path}/lake/raw`)).toEqual([]);
  });

  test('stopped by Ctrl-C it ends with 130', async () => {
    await using folder = await workingFolder();
    await writeShop(folder);
    const { code, err } = await cli(['health', '.', '--lake', 'lake'], { signal: AbortSignal.abort() });
    expect(code).toBe(130);
    expect(err).toContain('stopped');
    expect(await readdir(folder.path)).not.toContain('lake');
  });
});
