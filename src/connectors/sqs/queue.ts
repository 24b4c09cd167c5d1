import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
  type Message,
} from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Effects } from '../../core/effects.ts';
import { isAnswer } from '../../core/aws-failure.ts';
import { guardQueue } from './queue-failure.ts';
import { queueSettings } from './queue-settings.ts';
import { deadLetterName } from './redrive-policy.ts';

export interface QueueMessage {
  readonly id: string;
  readonly body: string;
  /** By which this delivery of it is deleted. */
  readonly receipt: string;
  /** How often it was delivered, this time included. */
  readonly tries: number;
}

/** A queue of SQS. What it throws are `UserError`s with exit code 3 that name the queue, and an abort as it is. */
export interface Queue extends Disposable {
  readonly url: string;
  /** Up to ten messages; none where there was none within `waitSeconds` (0 to 20). */
  receive(options: { readonly waitSeconds: number }): Promise<QueueMessage[]>;
  /** No error where this delivery is over, since it took longer than the visibility timeout: the message comes again. */
  delete(message: QueueMessage): Promise<void>;
  /** The URL of the queue that its redrive policy names; undefined where it has none. */
  deadLetterUrl(): Promise<string | undefined>;
  /** Sends to a queue of the same account and endpoint. */
  sendTo(url: string, body: string, attributes: Readonly<Record<string, string | number>>): Promise<void>;
}

/** How often a request is tried, with growing pauses between. */
const ATTEMPTS = 5;
const CONNECT_MS = 5000;
/** Of a connection without a byte: longer than the longest wait for messages. */
const SILENCE_MS = 30_000;

/** What SQS answers for a delivery that is over; names differ by protocol and implementation. */
const RECEIPT_OVER = ['ReceiptHandleIsInvalid', 'InvalidReceiptHandle', 'MessageNotInflight', 'InvalidParameterValue'];

/**
 * Connects to a queue as the environment, the AWS configuration files and its URL say. Sends nothing yet. Throws a
 * `UserError` QUEUE_URL_INVALID, AWS_SETTINGS_INVALID or AWS_REGION_MISSING.
 */
export async function connectQueue(url: string, { effects }: { effects: Effects }): Promise<Queue> {
  const { endpoint, region, credentials, profile, ca } = await queueSettings(url, effects.env);
  const client = new SQSClient({
    region,
    maxAttempts: ATTEMPTS,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECT_MS,
      requestTimeout: SILENCE_MS,
      throwOnRequestTimeout: true,
      ...(ca ? { httpsAgent: { ca } } : {}),
    }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(profile === undefined ? {} : { profile }),
  });
  const at = endpoint ?? `AWS, region ${region}`;
  const guarded = <T>(action: () => Promise<T>, queue = url): Promise<T> => guardQueue({ queue, at }, action);
  const { signal: abortSignal } = effects;
  return {
    url,
    receive: ({ waitSeconds }) =>
      guarded(async () => {
        const command = new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ['ApproximateReceiveCount'],
        });
        const { Messages = [] } = await client.send(command, { abortSignal });
        return Messages.map(messageOfQueue);
      }),
    delete: ({ receipt }) =>
      guarded(async () => {
        try {
          await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }));
        } catch (error) {
          if (!isAnswer(error, ...RECEIPT_OVER)) throw error;
        }
      }),
    deadLetterUrl: () =>
      guarded(async () => {
        const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['RedrivePolicy'] });
        const { Attributes } = await client.send(command, { abortSignal });
        const target = deadLetterName(Attributes?.['RedrivePolicy']);
        if (!target) return undefined;
        const { QueueUrl } = await client.send(
          new GetQueueUrlCommand({ QueueName: target.name, QueueOwnerAWSAccountId: target.account }),
          { abortSignal },
        );
        return QueueUrl;
      }),
    sendTo: (to, body, attributes) =>
      guarded(async () => {
        const MessageAttributes = Object.fromEntries(
          Object.entries(attributes).map(([name, value]) => [
            name,
            { DataType: typeof value === 'number' ? 'Number' : 'String', StringValue: String(value) },
          ]),
        );
        await client.send(new SendMessageCommand({ QueueUrl: to, MessageBody: body, MessageAttributes }));
      }, to),
    [Symbol.dispose]: () => client.destroy(),
  };
}

function messageOfQueue({ MessageId = '', Body = '', ReceiptHandle = '', Attributes }: Message): QueueMessage {
  const tries = Number(Attributes?.ApproximateReceiveCount ?? 1);
  return { id: MessageId, body: Body, receipt: ReceiptHandle, tries };
}
