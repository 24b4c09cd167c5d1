import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { describeAt, describeInProcess, type TestBucket } from '../lake/s3/s3-fixture.ts';
import { cli, workingFolder, type Ended } from './in-process.ts';

const KEY = 'data/incoming/2023/01/02/orders/BAD.csv';

const SCENARIO = `
name: orders
about: One object with a bad name, one with bad rows.
seed: 1
clock: 2023-01-02T06:00:00Z
sources:
  orders: { files: [data/good.csv, data/BAD.csv] }
raw: { names: '^[a-z]+\\.csv$' }
ingestion:
  orders:
    columns: { id: bigint, amount: 'decimal(12,2)', note: string }
`;
const GOOD = 'id,amount,note\n1,2.50,"a,b"\nx,3,\n3,12345678901234567890.50,"q""q"\n4,y,z,too,many\n';

/** A working folder with a scenario, its lake after a replay, and the command line with what reaches it. */
async function replayed(lake = 'lake', env: Readonly<Record<string, string>> = {}) {
  const folder = await workingFolder();
  await folder.write('scenario.yaml', SCENARIO);
  await folder.write('data/good.csv', GOOD);
  await folder.write('data/BAD.csv', 'id,amount,note\n7,1.00,seven\n');
  const withEnv = { ...env, GLUE_REPLAY_CACHE: `${folder.path}/cache` };
  const replay = (): Promise<Ended> => cli(['run', '.', '--lake', lake], { env: withEnv });
  await replay();
  const quarantine = (...words: readonly string[]): Promise<Ended> =>
    cli(['quarantine', ...words, '--lake', lake], { env: withEnv });
  return { folder, replay, quarantine, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

describe('quarantine list', () => {
  test('says which objects and rows are in it, and why', async () => {
    await using lake = await replayed();
    const { code, out, err } = await lake.quarantine('list');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/, 'WHEN')).toBe(
      [
        `${KEY}   28 B   WHEN   not valid   OBJECT_NAME`,
        '',
        'processed.orders   2023-01-02   3 rows   1 row   amount    not a DECIMAL(12,2)',
        '                                         1 row   id        not a BIGINT',
        '                                         1 row   the row   expected 3 fields, found 5',
        '',
        '1 object   3 rows',
        '',
      ].join('\n'),
    );
  });

  test.each([
    [['--source', 'orders'], 1, 0],
    [['--source', 'nobody'], 0, 0],
    [['--dataset', 'processed.orders'], 0, 1],
    [['--day', '2023-01-02'], 1, 1],
    [['--day', '2023-01-03'], 0, 0],
  ])('with %j gives so many objects and batches of rows', async (options, objects, rows) => {
    await using lake = await replayed();
    const listed: unknown = JSON.parse((await lake.quarantine('list', ...options, '--json')).out);
    expect(listed).toMatchObject({ lake: 'lake', findings: [] });
    expect(listed).toHaveProperty('objects.length', objects);
    expect(listed).toHaveProperty('rows.length', rows);
  });

  test('as JSON has the reasons with their evidence', async () => {
    await using lake = await replayed();
    const listed: unknown = JSON.parse((await lake.quarantine('list', '--json')).out);
    expect(listed).toMatchObject({
      objects: [
        {
          key: KEY,
          day: '2023-01-02',
          source: 'orders',
          object: 'BAD.csv',
          bytes: 28,
          storedAs: 'processed/quarantine/objects/2023/01/02/orders/BAD.csv',
          stage: 'validate',
          codes: ['OBJECT_NAME'],
          reasons: [{ code: 'OBJECT_NAME', found: 'BAD.csv' }],
          release: null,
        },
      ],
    });
  });

  test('tells of bad rows and reasons that were damaged, and lists the rest', async () => {
    await using lake = await replayed();
    await lake.folder.write('lake/processed/quarantine/rows/orders/2023-01-02.parquet', 'PAR1');
    await lake.folder.write('lake/processed/quarantine/objects/2023/01/02/orders/BAD.csv.reasons.json', '{"reasons":');
    const { code, out, err } = await lake.quarantine('list');
    expect(code).toBe(0);
    expect(out).toContain('QUARANTINE_REASONS_UNREADABLE');
    expect(err).toContain('[QUARANTINE_ROWS_UNREADABLE]');
  });
});

describe('quarantine show', () => {
  test.each([KEY, '2023/01/02/orders/BAD.csv', 'processed/quarantine/objects/2023/01/02/orders/BAD.csv', `raw/${KEY}`])(
    'prints the object %s with its reasons and its first lines',
    async (name) => {
      await using lake = await replayed();
      const { code, out } = await lake.quarantine('show', name, '--rows', '1');
      expect(code).toBe(0);
      expect(out).toMatch(/^data\/incoming\/.*\n28 B, in quarantine since /);
      expect(out).toContain('[OBJECT_NAME]\n    expected: ^[a-z]+\\.csv$\n    found:    BAD.csv\n\nid,amount,note\n');
      expect(out).not.toContain('seven');
    },
  );

  test('prints the text alone with --raw, and numbers of what is no text', async () => {
    await using lake = await replayed();
    expect((await lake.quarantine('show', KEY, '--raw')).out).toBe('id,amount,note\n7,1.00,seven\n\n');
    const object = `${lake.folder.path}/lake/processed/quarantine/objects/2023/01/02/orders/BAD.csv`;
    await writeFile(object, Buffer.from([0x50, 0x41, 0x52, 0x31, 0, 0x1b]));
    expect((await lake.quarantine('show', KEY)).out).toMatch(/\n00000000 {2}50 41 52 31 00 1b {32}PAR1\.\.\n$/);
    expect((await lake.quarantine('show', KEY, '--raw')).err).toContain('[QUARANTINE_NOT_TEXT]');
  });

  test('prints bad values of a dataset, as many as are asked for', async () => {
    await using lake = await replayed();
    const { out, err } = await lake.quarantine('show', 'orders', '--rows', '2');
    expect(out.split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
      '_source_object _source_row column_name value reason',
      'data/incoming/2023/01/02/orders/good.csv 2 id x not a BIGINT',
      'data/incoming/2023/01/02/orders/good.csv 3 amount 12345678901234567890.50 not a DECIMAL(12,2)',
      '',
    ]);
    expect(err).toBe('… and 1 bad value more: --rows shows more of them\n');
  });

  test('exports bad rows as they were received, with every digit', async () => {
    await using lake = await replayed();
    const { code, err } = await lake.quarantine('show', 'orders', '--csv', 'mend/orders.csv');
    expect({ code, err }).toEqual({
      code: 0,
      err: '2 rows written\n1 row not written, as the columns could not be told apart: --json has the text\n',
    });
    expect(await readFile('mend/orders.csv', 'utf8')).toBe('id,amount,note\nx,3,\n3,12345678901234567890.50,"q""q"\n');
    const lines = (await lake.quarantine('show', 'orders', '--json')).out.trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ column_name: null, raw: '4,y,z,too,many' });
  });

  test.each([
    [['ordrs'], /no rows of such a dataset .*\[QUARANTINE_NOT_FOUND\]\n.*did you mean "orders"/],
    [['2023/01/02/orders/BAD.csw'], /no such object in quarantine \[QUARANTINE_NOT_FOUND\]/],
    [[KEY, '--csv', 'x.csv'], /\[QUARANTINE_OPTION_OF_ROWS\]/],
    [['../x'], /\[LAKE_BAD_KEY\]/],
  ])('refuses %j', async (words, message) => {
    await using lake = await replayed();
    const { code, err } = await lake.quarantine('show', ...words);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

function testRelease(open: () => ReturnType<typeof replayed>): void {
  test('lets an object go on, with a warning in each replay', async () => {
    await using lake = await open();
    const released = await lake.quarantine('release', KEY, '--reason', 'agreed', '--as', 'ada');
    expect(released).toEqual({
      code: 0,
      out: `${KEY}   OBJECT_NAME\n`,
      err: '1 object released: accepted by the next replay of its day\n',
    });
    expect((await lake.quarantine('list', '--source', 'orders')).out).toContain('released by ada: agreed');
    for (let run = 1; run <= 2; run++) {
      const { out } = await lake.replay();
      expect(out).toContain('2 accepted   0 quarantined');
      expect(out).toMatch(/accepted because ada released it on \d{4}-\d\d-\d\d: agreed \[QUARANTINE_RELEASED\]/);
    }
    expect((await lake.quarantine('list', '--source', 'orders')).out).toBe('0 objects   0 rows\n');
    expect((await lake.quarantine('release', KEY, '--reason', 'agreed')).err).toContain('[QUARANTINE_NOT_FOUND]');
  });
}

describe('quarantine release', () => {
  testRelease(() => replayed());

  test('as JSON says of which bytes', async () => {
    await using lake = await replayed();
    const { out } = await lake.quarantine('release', KEY, '--reason', ' agreed ', '--as', 'ada', '--json');
    expect(JSON.parse(out)).toMatchObject({
      released: [{ key: KEY, codes: ['OBJECT_NAME'], release: { by: 'ada', reason: 'agreed', bytes: 28 } }],
    });
  });

  test.each([
    [[KEY, '--reason', ' '], /\[QUARANTINE_REASON_MISSING\]/],
    [['orders', '--reason', 'agreed'], /\[QUARANTINE_NOT_A_KEY\]/],
    [[KEY], /required option '--reason <text>'/],
  ])('refuses %j', async (words, message) => {
    await using lake = await replayed();
    const { code, err } = await lake.quarantine('release', ...words);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  test('makes no lake', async () => {
    await using _folder = await workingFolder();
    await mkdir('empty');
    const words = ['quarantine', 'release', KEY, '--reason', 'x', '--lake'];
    expect((await cli([...words, 'nowhere'])).err).toContain('[LAKE_MISSING]');
    expect((await cli([...words, 'empty'])).err).toContain('[QUARANTINE_NOT_FOUND]');
  });
});

/** A lake of a test's own in a bucket. */
function inBucket({ bucket, endpoint }: TestBucket): ReturnType<typeof replayed> {
  return replayed(`s3://${bucket}/${randomUUID()}`, {
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
}

describeInProcess('quarantine release on S3', (bucket) => {
  testRelease(() => inBucket(bucket()));
});

describeAt('localstack', 'quarantine release on LocalStack', (bucket) => {
  testRelease(() => inBucket(bucket()));
});
