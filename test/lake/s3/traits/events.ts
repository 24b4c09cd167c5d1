import { PutBucketNotificationConfigurationCommand } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { put, type Bed, type Trait } from './trait.ts';

const RECEIPTS = 3;

export const eventsToQueue: Trait = {
  name: 'S3 sends events to an SQS queue; `a b+c.csv` in them',
  async ask(bed) {
    const key = await eventKey(bed, 'a b+c.csv');
    return key === undefined ? false : `yes, \`${key}\``;
  },
};

/** What the event that follows a put says of the key, as it stands there. */
async function eventKey(bed: Bed, key: string): Promise<string | undefined> {
  const { client, bucket, endpoint } = bed;
  const { region, credentials } = client.config;
  const sqs = new SQSClient({ endpoint, region, credentials, maxAttempts: 1 });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: bucket }));
  try {
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const QueueConfigurations = [{ QueueArn: Attributes?.QueueArn, Events: ['s3:ObjectCreated:*' as const] }];
    const NotificationConfiguration = { QueueConfigurations };
    await client.send(new PutBucketNotificationConfigurationCommand({ Bucket: bucket, NotificationConfiguration }));
    await put(bed, key, 'x');
    return await receivedKey(sqs, QueueUrl);
  } finally {
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    sqs.destroy();
  }
}

/** The first message may be one that only tests the queue. */
async function receivedKey(sqs: SQSClient, QueueUrl: string | undefined): Promise<string | undefined> {
  for (let receipt = 0; receipt < RECEIPTS; receipt += 1) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));
    const key = /"key":\s*"([^"]*)"/.exec(Messages[0]?.Body ?? '')?.[1];
    if (key !== undefined) return key;
  }
  return undefined;
}
