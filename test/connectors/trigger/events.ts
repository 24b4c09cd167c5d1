/** Events as AWS and LocalStack write them, in their smallest form. */

export interface EventObject {
  readonly bucket?: string;
  /** As it is written into the event: for a notification URL-encoded. */
  readonly key: string;
  readonly bytes?: number;
  readonly etag?: string;
  readonly name?: string;
  readonly time?: string;
}

const TIME = '2024-01-02T03:04:05.678Z';

/** A record of an S3 notification. */
export function s3Record({
  bucket = 'raw',
  key,
  bytes = 9,
  etag,
  name = 'ObjectCreated:Put',
  time = TIME,
}: EventObject) {
  const object = { key, size: bytes, sequencer: '0055AED6DCD90281E5', ...(etag === undefined ? {} : { eTag: etag }) };
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    eventTime: time,
    eventName: name,
    s3: { bucket: { name: bucket }, object },
  };
}

export function notification(...objects: readonly EventObject[]) {
  return { Records: objects.map(s3Record) };
}

export function eventBridge({ bucket = 'raw', key, bytes = 9, etag = 'abc', name = 'Object Created' }: EventObject) {
  const object = { key, size: bytes, etag, 'version-id': 'v1', sequencer: '01' };
  return {
    version: '0',
    'detail-type': name,
    source: 'aws.s3',
    time: '2024-01-02T03:04:05Z',
    detail: { bucket: { name: bucket }, object },
  };
}

/** What SNS puts into a queue. */
export function snsEnvelope(message: unknown) {
  return {
    Type: 'Notification',
    MessageId: 'm',
    TopicArn: 'arn:aws:sns:us-east-1:1:t',
    Message: JSON.stringify(message),
  };
}

/** What Lambda gets of SNS. */
export function snsRecords(...messages: readonly unknown[]) {
  return {
    Records: messages.map((message) => ({ EventSource: 'aws:sns', Sns: { Message: JSON.stringify(message) } })),
  };
}

/** What Lambda gets of a queue. */
export function sqsRecords(...bodies: readonly unknown[]) {
  return {
    Records: bodies.map((body, index) => ({
      messageId: `m${index}`,
      eventSource: 'aws:sqs',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  };
}

/** The first thing that a queue gets when notifications are set up. */
export const TEST_EVENT = { Service: 'Amazon S3', Event: 's3:TestEvent', Time: TIME, Bucket: 'raw' };
