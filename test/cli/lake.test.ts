import { readdir, utimes } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

const MARKER = '{ "formatVersion": 1, "scenario": "orders" }';

/** A working folder with a lake in it: two raw objects and a marker. */
async function withLake() {
  const folder = await workingFolder();
  await folder.write('lake/raw/data/incoming/2023/01/02/orders/a.csv', 'id\n1\n');
  await folder.write('lake/raw/data/incoming/2023/01/02/orders/b.csv', 'id\n');
  await folder.write('lake/quality/lake.json', MARKER);
  return folder;
}

describe('lake init of a folder', () => {
  test('makes it and its zones, and the second time nothing', async () => {
    await using folder = await workingFolder();
    const dry = await cli(['lake', 'init', 'new/lake', '--dry-run']);
    expect(await readdir(folder.path)).toEqual([]);
    const made = await cli(['lake', 'init', 'new/lake']);
    expect(made.out).toBe(
      ['new/lake', 'new/lake/raw', 'new/lake/processed', 'new/lake/curated', 'new/lake/quality']
        .map((name) => `${name}   make it\n`)
        .join(''),
    );
    expect(dry).toEqual({ code: 0, out: made.out, err: 'nothing was done: --dry-run\n' });
    expect((await cli(['lake', 'init', 'new/lake'])).out).toBe('new/lake   already as planned\n');
    expect((await readdir(`${folder.path}/new/lake`)).toSorted()).toContain('curated');
  });

  test.each(['--terraform', '--cloudformation', '--kms=key'])('refuses %s', async (option) => {
    await using _folder = await workingFolder();
    const { code, err } = await cli(['lake', 'init', 'lake', option]);
    expect(code).toBe(2);
    expect(err).toContain('[OPTION_WITHOUT_BUCKETS]');
  });

  test('refuses a file', async () => {
    await using folder = await workingFolder();
    await folder.write('lake', '');
    expect((await cli(['lake', 'init', 'lake'])).err).toContain('[LAKE_NOT_A_FOLDER]');
  });
});

describe('lake status', () => {
  test('counts zones and says whose lake it is', async () => {
    await using _folder = await withLake();
    const { code, out, err } = await cli(['lake', 'status', 'lake']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toBe(
      [
        'lake lake   of scenario orders',
        '',
        'raw         2 objects    8 B',
        'processed   0 objects    0 B',
        'curated     0 objects    0 B',
        'quality      1 object   44 B',
        '',
        'quarantine   0 objects   0 files of rows',
        '',
      ].join('\n'),
    );
  });

  test('tells objects that no commit lists', async () => {
    await using folder = await withLake();
    await folder.write('lake/curated/data/sales/x.parquet', 'x');
    const { out } = await cli(['lake', 'status', 'lake']);
    expect(out).toMatch(/^curated\.sales {3}no commit {3}0 rows .* 1 object that no commit lists$/m);
    const status: unknown = JSON.parse((await cli(['lake', 'status', 'lake', '--json'])).out);
    expect(status).toMatchObject({ scenario: 'orders', datasets: [{ dataset: 'sales', orphans: 1 }], findings: [] });
  });

  test.each(['status', 'ls', 'clean'])('%s of a lake that is not there makes none', async (name) => {
    await using folder = await workingFolder();
    const { code, err } = await cli(['lake', name, 'nowhere']);
    expect(code).toBe(2);
    expect(err).toContain('nowhere: there is no such lake [LAKE_MISSING]');
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('a lake on LocalStack is to be named by its buckets', async () => {
    expect((await cli(['lake', 'status', 'localstack'])).err).toContain('s3://glue-etl-pipeline-{env}-{zone}');
  });
});

describe('lake ls', () => {
  test('lists sizes and keys, zone by zone', async () => {
    await using _folder = await withLake();
    expect((await cli(['lake', 'ls', 'lake'])).out).toBe(
      [
        '         5 raw/data/incoming/2023/01/02/orders/a.csv',
        '         3 raw/data/incoming/2023/01/02/orders/b.csv',
        '        44 quality/lake.json',
        '',
      ].join('\n'),
    );
  });

  test('lists below a prefix, with --long when each was written, with --json one object a line', async () => {
    await using folder = await withLake();
    const file = `${folder.path}/lake/raw/data/incoming/2023/01/02/orders/a.csv`;
    const when = new Date('2023-01-02T06:00:00Z');
    await utimes(file, when, when);
    const where = 'raw/data/incoming/2023/01/02/orders/a';
    expect((await cli(['lake', 'ls', 'lake', where, '--long'])).out).toBe(
      '2023-01-02 06:00:00          5 raw/data/incoming/2023/01/02/orders/a.csv\n',
    );
    const listed: unknown = JSON.parse((await cli(['lake', 'ls', 'lake', where, '--json'])).out);
    expect(listed).toMatchObject({ zone: 'raw', bytes: 5, modified: '2023-01-02T06:00:00.000Z' });
  });

  test('names the zones where there is no such zone', async () => {
    await using _folder = await withLake();
    const { code, err } = await cli(['lake', 'ls', 'lake', 'qualty/x']);
    expect(code).toBe(2);
    expect(err).toMatch(
      /there is no zone "qualty" \[LAKE_ZONE_UNKNOWN\]\n.*raw, processed.*\n.*did you mean "quality"/,
    );
  });

  test('refuses a prefix that climbs out', async () => {
    await using _folder = await withLake();
    expect((await cli(['lake', 'ls', 'lake', 'raw/../../x'])).err).toContain('[LAKE_BAD_KEY]');
  });
});

describe('lake diff', () => {
  test('ends with 0 where lakes are equal, and with 1 where they differ', async () => {
    await using folder = await withLake();
    expect(await cli(['lake', 'diff', 'lake', 'lake'])).toMatchObject({ code: 0 });
    await folder.write('other/raw/data/incoming/2023/01/02/orders/a.csv', 'id\n2\n');
    await folder.write('other/raw/data/incoming/2023/01/02/orders/b.csv', 'id\n22\n');
    await folder.write('other/curated/new', 'x');
    const { code, out } = await cli(['lake', 'diff', 'lake', 'other']);
    expect(code).toBe(1);
    expect(out).toBe(
      [
        '~ raw/data/incoming/2023/01/02/orders/a.csv   same size, other bytes',
        '~ raw/data/incoming/2023/01/02/orders/b.csv   3 and 6 bytes',
        '+ curated/new',
        '- quality/lake.json',
        '1 only in the first   1 only in the second   2 different   0 objects the same',
        '',
      ].join('\n'),
    );
  });

  test('of one zone, as JSON', async () => {
    await using folder = await withLake();
    await folder.write('other/quality/lake.json', MARKER);
    const { code, out } = await cli(['lake', 'diff', 'lake', 'other', 'quality', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ a: 'lake', b: 'other', equal: true, same: 1, differences: [] });
  });
});

describe('lake clean', () => {
  test('deletes objects that no commit lists once they are old, and says which', async () => {
    await using folder = await withLake();
    await folder.write('lake/curated/data/sales/x.parquet', 'x');
    expect(await cli(['lake', 'clean', 'lake'])).toEqual({ code: 0, out: '', err: 'nothing to delete\n' });
    const dry = await cli(['lake', 'clean', 'lake', '--older-than', '0s', '--dry-run']);
    expect(dry.out).toBe('curated/data/sales/x.parquet   no commit lists it\n');
    expect(dry.err).toBe('nothing was deleted: --dry-run\n');
    const { out, err } = await cli(['lake', 'clean', 'lake', '--older-than', '0s']);
    expect({ out, err }).toEqual({ out: dry.out, err: 'deleted: 1 object\n' });
    expect((await cli(['lake', 'ls', 'lake', 'curated'])).out).toBe('');
  });

  test('--all must be meant, and then empties the lake', async () => {
    await using _folder = await withLake();
    const refused = await cli(['lake', 'clean', 'lake', '--all']);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('[LAKE_CLEAN_ALL]');
    expect((await cli(['lake', 'clean', 'lake', '--all', '--dry-run'])).out).toBe('all of it: 3 objects\n');
    expect((await cli(['lake', 'clean', 'lake', '--all', '--yes'])).out).toBe('all of it: 3 objects\n');
    expect((await cli(['lake', 'ls', 'lake'])).out).toBe('');
  });

  test('--all leaves a folder alone that no replay has marked', async () => {
    await using folder = await workingFolder();
    await folder.write('mine/raw/photo.jpg', 'x');
    const { code, err } = await cli(['lake', 'clean', 'mine', '--all', '--yes']);
    expect(code).toBe(2);
    expect(err).toMatch(/\[LAKE_NOT_OURS\][^]*raw\/photo\.jpg/);
    expect(await readdir(`${folder.path}/mine/raw`)).toEqual(['photo.jpg']);
  });

  test.each(['1', '1w', '-1h', 'h'])('an age of %j is refused', async (age) => {
    expect((await cli(['lake', 'clean', 'lake', `--older-than=${age}`])).code).toBe(2);
  });
});
