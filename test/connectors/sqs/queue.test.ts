import { SendMessageCommand, SQSClient, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectQueue, type Queue } from '../../../src/connectors/sqs/queue.ts';
import { queueSettings } from '../../../src/connectors/sqs/queue-settings.ts';
import { deadLetterName } from '../../../src/connectors/sqs/redrive-policy.ts';
import { realEffects, type Effects } from '../../../src/core/effects.ts';
import { codesOf, findingsOf } from '../../findings.ts';

/** No settings of this machine. */
const BARE = {
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
};

let server: FauxqsServer;
let endpoint = '';

beforeAll(async () => {
  server = await startFauxqs({ port: 0, logger: false });
  endpoint = `http://127.0.0.1:${server.port}`;
});
afterAll(() => server.stop());

async function queueAt(url: string, overrides: Partial<Effects> = {}): Promise<Queue> {
  const env = { ...BARE, AWS_ENDPOINT_URL: endpoint };
  const queue = await connectQueue(url, { effects: realEffects({ env, ...overrides }) });
  onTestFinished(() => queue[Symbol.dispose]());
  return queue;
}

function client(): SQSClient {
  return new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

describe('a queue', () => {
  test('gives messages with the number of their tries, until they are deleted', async () => {
    const { queueUrl } = server.createQueue('again', { attributes: { VisibilityTimeout: '0' } });
    await client().send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: 'hello' }));
    const queue = await queueAt(queueUrl);
    expect(await queue.receive({ waitSeconds: 0 })).toMatchObject([{ body: 'hello', tries: 1 }]);
    const [message] = await queue.receive({ waitSeconds: 1 });
    expect(message).toMatchObject({ body: 'hello', tries: 2 });
    if (message) await queue.delete(message);
    expect(await queue.receive({ waitSeconds: 0 })).toEqual([]);
  });

  test('takes a delivery that is over for no error', async () => {
    const queue = await queueAt(server.createQueue('late').queueUrl);
    await queue.delete({ id: 'm', body: '', receipt: 'of nobody', tries: 1 });
    expect(await queue.receive({ waitSeconds: 0 })).toEqual([]);
  });

  test('tells the dead-letter queue of its redrive policy, and sends there', async () => {
    const dead = server.createQueue('dead');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: 5 });
    const queue = await queueAt(server.createQueue('live', { attributes: { RedrivePolicy } }).queueUrl);
    const url = await queue.deadLetterUrl();
    expect(url).toBe(dead.queueUrl);
    await queue.sendTo(url ?? '', 'body', { reason: 'EVENT_NOT_JSON: no', tries: 3 });
    const { Messages } = await client().send(
      new ReceiveMessageCommand({ QueueUrl: dead.queueUrl, MessageAttributeNames: ['All'] }),
    );
    expect(Messages).toMatchObject([
      {
        Body: 'body',
        MessageAttributes: {
          reason: { DataType: 'String', StringValue: 'EVENT_NOT_JSON: no' },
          tries: { DataType: 'Number', StringValue: '3' },
        },
      },
    ]);
  });

  test('without a redrive policy has no dead-letter queue', async () => {
    expect(await (await queueAt(server.createQueue('plain').queueUrl)).deadLetterUrl()).toBeUndefined();
  });

  test('that is not there is an error of its own', async () => {
    const queue = await queueAt(`${endpoint}/000000000000/nowhere`);
    expect(await findingsOf(() => queue.receive({ waitSeconds: 0 }))).toMatchObject([
      { code: 'QUEUE_MISSING', file: `${endpoint}/000000000000/nowhere` },
    ]);
  });

  test('whose endpoint is down is an error that names the endpoint', async () => {
    const queue = await queueAt('http://127.0.0.1:1/0/q', { env: { ...BARE, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' } });
    const [finding] = await findingsOf(() => queue.deadLetterUrl());
    expect(finding).toMatchObject({ code: 'QUEUE_UNREACHABLE', file: 'http://127.0.0.1:1/0/q' });
    expect(finding?.found).toContain('(http://127.0.0.1:1)');
  });

  test('stops waiting when the run is stopped', async () => {
    const stop = new AbortController();
    const queue = await queueAt(server.createQueue('idle').queueUrl, { signal: stop.signal });
    const waiting = queue.receive({ waitSeconds: 20 });
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('where a queue is asked', () => {
  test.each([
    ['https://sqs.eu-west-1.amazonaws.com/1/q', {}, undefined, 'eu-west-1'],
    ['https://eu-west-1.queue.amazonaws.com/1/q', {}, undefined, 'eu-west-1'],
    ['http://127.0.0.1:4566/queue/us-east-1/0/q', {}, 'http://127.0.0.1:4566', 'us-east-1'],
    [
      'http://sqs.us-east-1.localhost.localstack.cloud:4566/0/q',
      { AWS_ENDPOINT_URL: 'http://127.0.0.1:14566' },
      'http://127.0.0.1:14566',
      'us-east-1',
    ],
    ['https://sqs.eu-west-1.amazonaws.com/1/q', { AWS_ENDPOINT_URL_SQS: 'http://a:1' }, 'http://a:1', 'eu-west-1'],
  ])('%s with %j: at %s in %s', async (url, env, at, region) => {
    expect(await queueSettings(url, { ...BARE, ...env })).toMatchObject({ endpoint: at, region });
  });

  test.each(['orders', 'arn:aws:sqs:us-east-1:0:q', 'http://127.0.0.1:4566', 'ftp://a/q'])(
    '%s is no URL of a queue',
    async (url) => {
      expect(await codesOf(() => queueSettings(url, BARE))).toEqual(['QUEUE_URL_INVALID']);
    },
  );
});

test.each([
  ['{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:0123:dead","maxReceiveCount":3}', { name: 'dead', account: '0123' }],
  ['{"deadLetterTargetArn":"arn:aws:sns:us-east-1:0123:dead"}', undefined],
  ['{', undefined],
  [undefined, undefined],
])('the redrive policy %s names %j', (policy, target) => {
  expect(deadLetterName(policy)).toEqual(target);
});
