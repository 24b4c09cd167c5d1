import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** A bucket whose events go to a queue, on a service that does so: for the tests of one file. */
export interface EventSource extends AsyncDisposable {
  readonly bucket: string;
  readonly queueUrl: string;
  readonly deadUrl: string;
  /** What a command needs to reach the service, and nothing of this machine's settings. */
  readonly env: Readonly<Record<string, string>>;
  put(key: string, body: string): Promise<void>;
  keys(): Promise<string[]>;
  text(key: string): Promise<string>;
  send(body: string): Promise<void>;
  /** The bodies of the messages of a queue, as many as are asked for; each is then taken, for its visibility timeout. */
  messages(url: string, count: number): Promise<{ body: string; attributes: Record<string, string> }[]>;
  empty(): Promise<void>;
}

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Makes bucket and queues of names that no other run has; they are deleted at the end. */
export async function eventSource(endpoint: string): Promise<EventSource> {
  const settings = { endpoint, region: 'us-east-1', credentials: CREDENTIALS };
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const sqs = new SQSClient(settings);
  const name = `trigger-${randomUUID()}`;
  const Bucket = name;
  await s3.send(new CreateBucketCommand({ Bucket }));
  const deadUrl = await createQueue(sqs, `${name}-dead`, {});
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOf(`${name}-dead`), maxReceiveCount: 100 });
  const queueUrl = await createQueue(sqs, name, { VisibilityTimeout: '1', RedrivePolicy });
  const QueueConfigurations = [
    { QueueArn: arnOf(name), Events: ['s3:ObjectCreated:*' as const, 's3:ObjectRemoved:*' as const] },
  ];
  await s3.send(
    new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: { QueueConfigurations } }),
  );
  const keys = async (): Promise<string[]> => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents.map(({ Key = '' }) => Key);
  };
  const empty = async (): Promise<void> => {
    for (const Key of await keys()) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrl }));
  };
  return {
    bucket: Bucket,
    queueUrl,
    deadUrl,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    },
    put: async (Key, Body) => void (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))),
    keys,
    text: async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToString()) ?? '';
    },
    send: async (MessageBody) => void (await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }))),
    messages: (url, count) => takeMessages(sqs, url, count),
    empty,
    async [Symbol.asyncDispose]() {
      await empty();
      await s3.send(new DeleteBucketCommand({ Bucket }));
      for (const QueueUrl of [queueUrl, deadUrl]) await sqs.send(new DeleteQueueCommand({ QueueUrl }));
      s3.destroy();
      sqs.destroy();
    },
  };
}

async function createQueue(sqs: SQSClient, name: string, Attributes: Record<string, string>): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }));
  return QueueUrl;
}

function arnOf(queue: string): string {
  return `arn:aws:sqs:us-east-1:000000000000:${queue}`;
}

async function takeMessages(
  sqs: SQSClient,
  QueueUrl: string,
  count: number,
): Promise<{ body: string; attributes: Record<string, string> }[]> {
  const taken: { body: string; attributes: Record<string, string> }[] = [];
  for (let attempt = 0; taken.length < count && attempt < 10; attempt++) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 2,
        MessageAttributeNames: ['All'],
      }),
    );
    for (const { Body = '', MessageAttributes = {} } of Messages) {
      const attributes = Object.fromEntries(
        Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]),
      );
      taken.push({ body: Body, attributes });
    }
  }
  return taken;
}
