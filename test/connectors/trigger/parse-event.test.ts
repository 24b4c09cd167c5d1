import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvent, parseMessage } from '../../../src/connectors/trigger/parse-event.ts';
import { sqsBatch } from '../../../src/connectors/trigger/sqs-batch.ts';
import { eventBridge, notification, s3Record, snsEnvelope, snsRecords, sqsRecords, TEST_EVENT } from './events.ts';

/** The keys of the objects an event tells of. */
function keysIn(event: unknown): string[] {
  const { objects, ignored, findings } = parseEvent(event);
  expect([...ignored, ...findings]).toEqual([]);
  return objects.map(({ key }) => key);
}

function codesIn(event: unknown): string[] {
  return parseEvent(event).findings.map(({ code }) => code);
}

describe('the forms of an event', () => {
  test('a notification gives all that is known of its object', () => {
    const record = s3Record({ key: 'a.csv', bytes: 9, etag: 'abc' });
    const versioned = { ...record, s3: { ...record.s3, object: { ...record.s3.object, versionId: 'v1' } } };
    expect(parseEvent({ Records: [versioned] })).toEqual({
      objects: [
        {
          bucket: 'raw',
          key: 'a.csv',
          bytes: 9,
          etag: 'abc',
          versionId: 'v1',
          sequencer: '0055AED6DCD90281E5',
          time: '2024-01-02T03:04:05.678Z',
        },
      ],
      ignored: [],
      findings: [],
    });
  });

  test('what a notification leaves out is null', () => {
    const [object] = parseEvent({
      Records: [
        {
          eventName: 's3:ObjectCreated:Copy',
          eventTime: '2024-01-02T03:04:05Z',
          s3: { bucket: { name: 'raw' }, object: { key: 'a' } },
        },
      ],
    }).objects;
    expect(object).toMatchObject({ bytes: null, etag: null, versionId: null, sequencer: null });
  });

  test('an EventBridge event gives the same, its key not encoded', () => {
    expect(parseEvent(eventBridge({ key: 'a+b%20c.csv' })).objects).toEqual([
      {
        bucket: 'raw',
        key: 'a+b%20c.csv',
        bytes: 9,
        etag: 'abc',
        versionId: 'v1',
        sequencer: '01',
        time: '2024-01-02T03:04:05.000Z',
      },
    ]);
  });

  test.each([
    ['several records', notification({ key: 'a' }, { key: 'b' }), ['a', 'b']],
    ['a batch of SQS', sqsRecords(notification({ key: 'a' }), notification({ key: 'b' })), ['a', 'b']],
    ['EventBridge in SQS', sqsRecords(eventBridge({ key: 'a b' })), ['a b']],
    ['SNS in SQS', sqsRecords(snsEnvelope(notification({ key: 'a' }))), ['a']],
    ['SNS to Lambda', snsRecords(notification({ key: 'a' }, { key: 'b' })), ['a', 'b']],
    ['SNS to a queue', snsEnvelope(notification({ key: 'a' })), ['a']],
    ['no records', notification(), []],
  ])('%s', (_form, event, keys) => {
    expect(keysIn(event)).toEqual(keys);
  });

  test.each([
    ['a%20b%2Bc%25.csv', 'a b+c%.csv'],
    ['a+b.csv', 'a b.csv'],
    ['%C3%BC%F0%9F%90%9F.csv', 'ü🐟.csv'],
    ['plain/2024/x.csv', 'plain/2024/x.csv'],
  ])('the key %s of a notification is read as %s', (encoded, key) => {
    expect(keysIn(notification({ key: encoded }))).toEqual([key]);
  });

  test('the key of any text is read as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (key) => {
        const plus = encodeURIComponent(key).replaceAll('%20', '+');
        expect(keysIn(notification({ key: encodeURIComponent(key) }, { key: plus }))).toEqual([key, key]);
      }),
    );
  });
});

describe('what calls for nothing is ignored with a reason', () => {
  test.each([
    [TEST_EVENT, 'the test event of S3'],
    [sqsRecords(TEST_EVENT), 'the test event of S3'],
    [
      notification({ key: 'a%20b', name: 'ObjectRemoved:DeleteMarkerCreated' }),
      'ObjectRemoved:DeleteMarkerCreated of s3://raw/a b',
    ],
    [eventBridge({ key: 'a', name: 'Object Deleted' }), 'Object Deleted of s3://raw/a'],
    [eventBridge({ key: 'a', name: 'Object Tags Added' }), 'Object Tags Added of s3://raw/a'],
    [{ Type: 'SubscriptionConfirmation', Message: 'You have chosen…' }, 'the SubscriptionConfirmation of SNS'],
  ])('%j', (event, reason) => {
    expect(parseEvent(event)).toEqual({ objects: [], ignored: [reason], findings: [] });
  });
});

describe('what cannot be read gives findings', () => {
  test.each([
    [undefined, 'EVENT_FORM_UNKNOWN'],
    [null, 'EVENT_FORM_UNKNOWN'],
    ['text', 'EVENT_FORM_UNKNOWN'],
    [[], 'EVENT_FORM_UNKNOWN'],
    [{}, 'EVENT_FORM_UNKNOWN'],
    [{ Records: [{ dynamodb: {} }] }, 'EVENT_FORM_UNKNOWN'],
    [{ Records: [7] }, 'EVENT_FORM_UNKNOWN'],
    [{ Records: [{ s3: null }] }, 'EVENT_INCOMPLETE'],
    [{ Records: [{ ...s3Record({ key: 'a' }), eventTime: 'yesterday' }] }, 'EVENT_INCOMPLETE'],
    [{ 'detail-type': 'Object Created', detail: [] }, 'EVENT_INCOMPLETE'],
    [notification({ key: '%E0%A4%A' }), 'EVENT_BAD_KEY'],
    [sqsRecords('{'), 'EVENT_NOT_JSON'],
    [sqsRecords('"text"'), 'EVENT_FORM_UNKNOWN'],
  ])('%j', (event, code) => {
    expect(codesIn(event)).toEqual([code]);
    expect(parseEvent(event).objects).toEqual([]);
  });

  test('one bad record does not hide the others', () => {
    const { objects, findings } = parseEvent({ Records: [s3Record({ key: 'a' }), {}, s3Record({ key: 'b' })] });
    expect(objects.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(findings).toHaveLength(1);
  });

  test('envelopes within envelopes end', () => {
    let event: unknown = notification({ key: 'a' });
    for (let depth = 0; depth < 9; depth++) event = snsEnvelope(event);
    expect(codesIn(event)).toEqual(['EVENT_FORM_UNKNOWN']);
  });

  test('no JSON of any kind makes it throw', () => {
    fc.assert(fc.property(fc.jsonValue(), (event) => void parseEvent(event)));
    fc.assert(fc.property(fc.string(), (text) => void parseMessage(text)));
  });
});

test('a batch of SQS is taken apart by message, anything else is none', () => {
  expect(sqsBatch(sqsRecords('x', 'y'))).toEqual([
    { id: 'm0', body: 'x' },
    { id: 'm1', body: 'y' },
  ]);
  for (const event of [notification({ key: 'a' }), snsRecords({}), { Records: [] }, null]) {
    expect(sqsBatch(event)).toBeUndefined();
  }
});
