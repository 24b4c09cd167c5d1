import { Readable } from 'node:stream';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { connectQueue } from '../../src/connectors/sqs/queue.ts';
import { realEffects } from '../../src/core/effects.ts';
import { notification } from '../connectors/trigger/events.ts';
import { eventSource, type EventSource } from '../runner/trigger/event-source.ts';
import { describeService } from '../services.ts';
import { cli, workingFolder, type Ended } from './in-process.ts';

const SCENARIO = `name: shop
sources:
  orders:
    files: orders.csv
    trigger: { prefix: drop/, names: '\\.csv$' }
raw: { names: '^[a-z]+\\.csv$' }
`;
const CSV = 'id,amount\n1,2\n';
const KEY = 'data/incoming/2024/01/01/orders/a.csv';

async function shop(): Promise<Awaited<ReturnType<typeof workingFolder>>> {
  const folder = await workingFolder();
  await folder.write('scenario.yaml', SCENARIO);
  await folder.write('orders.csv', CSV);
  return folder;
}

/** A folder for what is fetched from S3. */
function cached(source: EventSource, folder: { readonly path: string }): Record<string, string> {
  return { ...source.env, GLUE_REPLAY_CACHE: `${folder.path}/cache` };
}

describe('a lake in a folder', () => {
  let server: FauxqsServer;
  let queue = '';
  let env: Record<string, string> = {};

  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false });
    queue = server.createQueue('events', { attributes: { VisibilityTimeout: '0' } }).queueUrl;
    env = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${server.port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
  });
  afterAll(() => server.stop());

  async function send(body: string): Promise<void> {
    using to = await connectQueue(queue, { effects: realEffects({ env }) });
    await to.sendTo(queue, body, {});
  }

  test('takes events whose keys are those of raw', async () => {
    await using folder = await shop();
    await folder.write(`lake/raw/${KEY}`, CSV);
    await folder.write('lake/raw/drop/B.csv', CSV);
    for (const key of [KEY, 'drop/B.csv', 'drop/note.txt']) {
      await send(JSON.stringify(notification({ bucket: 'b', key, bytes: CSV.length })));
    }
    const { code, out, err } = await cli(['watch', '--queue', queue, '--lake', 'lake', '--once'], { env });
    expect(out.split('\n').toSorted()).toEqual(
      [
        '',
        '  ✗ drop/B.csv: the name does not match the pattern of `names` [OBJECT_NAME]',
        '      expected: ^[a-z]+\\.csv$',
        '      found:    B.csv',
        `accepted     s3://b/${KEY}   orders, csv`,
        'ignored      s3://b/drop/note.txt   no source has it by its prefix and name',
        'quarantined  s3://b/drop/B.csv   orders, csv',
      ].toSorted(),
    );
    expect(err).toBe(
      `watching ${queue} for the lake lake\nno dead-letter queue: messages that cannot be handled stay in the queue\n`,
    );
    expect(code).toBe(0);
  });

  test('gives one JSON object a line with --json, and ends with 1 where a message failed', async () => {
    await using _folder = await shop();
    const dead = server.createQueue('dead').queueUrl;
    await send('{');
    const { code, out } = await cli(
      ['watch', '.', '--queue', queue, '--dead-letter', dead, '--max-tries', '2', '--once', '--json'],
      { env },
    );
    const lines = out
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(lines).toMatchObject([
      { kind: 'message', outcome: 'left', tries: 1, findings: [{ code: 'EVENT_NOT_JSON' }] },
      { kind: 'message', outcome: 'dead-letter', tries: 2 },
    ]);
    expect(code).toBe(1);
  });

  test('ends at Ctrl-C', async () => {
    await using _folder = await shop();
    const stop = new AbortController();
    const silent = { write: () => {}, isTTY: false, columns: undefined, closed: false };
    const stderr = {
      ...silent,
      write: (text: string) => {
        if (text.startsWith('watching')) stop.abort();
      },
    };
    const io = { stdin: Readable.from([]), stdout: silent, stderr, env, cwd: process.cwd(), signal: stop.signal };
    expect(await runCli(['watch', '--queue', queue], io)).toBe(0);
  });

  test.each([
    [['--queue', 'orders'], 2, 'QUEUE_URL_INVALID'],
    [['--queue', 'QUEUE', '--dead-letter', 'QUEUE'], 2, 'QUEUE_URL_INVALID'],
    [['--queue', 'QUEUE', '--lake', 'localstack'], 2, 'LAKE_KIND_UNKNOWN'],
    [['--queue', 'QUEUE/gone'], 3, 'QUEUE_MISSING'],
    [['--queue', 'QUEUE', '--max-tries', '0'], 2, 'Expected a whole number from 1 on'],
    [[], 2, '--queue'],
  ])('watch %j ends with %i and says %s', async (options, code, said) => {
    await using _folder = await shop();
    const ended = await cli(['watch', ...options.map((word) => word.replace('QUEUE', queue))], { env });
    expect(ended.err).toContain(said);
    expect(ended.code).toBe(code);
  });

  test('of several scenarios one must be named', async () => {
    await using folder = await workingFolder();
    for (const name of ['a', 'b']) await folder.write(`scenarios/${name}/scenario.yaml`, SCENARIO);
    const { code, err } = await cli(['watch', '--queue', queue], { env });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('scenarios/a, scenarios/b') });
  });
});

describeService('localstack', 'a lake on LocalStack', (url) => {
  let source: EventSource;
  beforeAll(async () => {
    source = await eventSource(url);
  });
  afterAll(() => source[Symbol.asyncDispose]());

  function watchOnce(folder: { readonly path: string }, options: readonly string[] = []): Promise<Ended> {
    const lake = `s3://${source.bucket}/{env}`;
    return cli(['watch', '--queue', source.queueUrl, '--lake', lake, '--env', 'test', '--once', ...options], {
      env: cached(source, folder),
    });
  }

  test('objects are accepted, landed and quarantined by the events of S3 itself', async () => {
    await using folder = await shop();
    await source.put(`test/raw/${KEY}`, CSV);
    await source.put('test/raw/drop/a b+c%ü.csv', CSV);
    await source.put('test/raw/drop/new.csv', CSV);
    const first = await watchOnce(folder);
    expect(first.out).toContain(`accepted     s3://${source.bucket}/test/raw/${KEY}   orders, csv\n`);
    expect(first.out).toContain(`quarantined  s3://${source.bucket}/test/raw/drop/a b+c%ü.csv   orders, csv\n`);
    expect(first.out).toContain(`accepted     s3://${source.bucket}/test/raw/drop/new.csv   orders, csv\n`);
    expect(first.out).toContain('ignored      the test event of S3\n');
    const keys = await source.keys();
    expect(keys.filter((key) => /^test\/raw\/data\/.*new\.csv$/.test(key))).toHaveLength(1);
    expect(keys.filter((key) => key.startsWith('test/processed/quarantine/'))).toHaveLength(2);

    const second = await watchOnce(folder);
    expect(second.code).toBe(0);
    expect(await source.keys()).toEqual(keys);
  });

  test('two watches at once, and each event twice, leave what one leaves', async () => {
    await using folder = await shop();
    await source.empty();
    const names = Array.from({ length: 12 }, (_, index) =>
      index % 3 === 0 ? `B${index}` : 'abcdefghijkl'.charAt(index),
    );
    for (const name of names) await source.put(`test/raw/data/incoming/2024/01/01/orders/${name}.csv`, CSV + name);
    const sent = await source.messages(source.queueUrl, names.length);
    for (const { body } of [...sent, ...sent.toReversed()]) await source.send(body);
    const ended = await Promise.all([watchOnce(folder), watchOnce(folder)]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    const told = ended.flatMap(({ out }) => out.split('\n')).filter((line) => /^(accepted|quarantined)/.test(line));
    expect(new Set(told).size).toBe(names.length);
    const copies = (await source.keys()).filter((key) => key.startsWith('test/processed/') && key.endsWith('.csv'));
    expect(copies.map((key) => key.slice(key.lastIndexOf('/') + 1))).toEqual(['B0.csv', 'B3.csv', 'B6.csv', 'B9.csv']);
  });

  test('poison goes to the dead-letter queue of the redrive policy with its reason', async () => {
    await using folder = await shop();
    await source.send('no JSON');
    expect((await watchOnce(folder, ['--max-tries', '1'])).out).toContain('dead-letter  message ');
    expect(await source.messages(source.deadUrl, 1)).toEqual([
      { body: 'no JSON', attributes: { reason: expect.stringMatching(/^EVENT_NOT_JSON: /), tries: '1' } },
    ]);
  });

  test('a bucket that is not there is told at once', async () => {
    await using folder = await shop();
    const { code, err } = await cli(
      ['watch', '--queue', source.queueUrl, '--lake', 's3://trigger-no-such-bucket', '--once'],
      { env: cached(source, folder) },
    );
    expect(err).toContain('[LAKE_BUCKET_MISSING]');
    expect(code).toBe(3);
  });
});
