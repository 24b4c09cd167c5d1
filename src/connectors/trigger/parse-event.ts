import { messageOf } from '../../core/errors.ts';
import { EventFields } from './event-fields.ts';
import { brokenEvent, ignoredEvent, joinEvents, type ParsedEvent } from './object-event.ts';
import { readEventBridge, readS3Record } from './s3-record.ts';

/** Envelopes in envelopes: S3 in SNS in SQS are three; more are somebody's mistake, or an attack. */
const MAX_DEPTH = 5;

const FORMS = 'an S3 notification, an EventBridge event of S3, or one of them in a message of SQS or SNS, as JSON';

/**
 * Reads what tells of new objects: S3 notifications (one record or several), EventBridge events, both also in messages
 * of SQS and SNS and in the batches that AWS Lambda gets of them. Test events, deletions and the like are ignored with a
 * reason. Never throws: what cannot be read gives findings (`EVENT_NOT_JSON`, `EVENT_FORM_UNKNOWN`, `EVENT_INCOMPLETE`,
 * `EVENT_BAD_KEY`), and the rest is read.
 */
export function parseEvent(event: unknown): ParsedEvent {
  return readEvent(event, 1);
}

/** {@link parseEvent} of the text of a message. */
export function parseMessage(text: string): ParsedEvent {
  return readText(text, 1);
}

function readText(text: string, depth: number): ParsedEvent {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch (error) {
    return brokenEvent({
      code: 'EVENT_NOT_JSON',
      message: `a message is not JSON: ${messageOf(error).slice(0, 200)}`,
      found: excerpt(text),
      expected: FORMS,
    });
  }
  return readEvent(event, depth);
}

function readEvent(event: unknown, depth: number): ParsedEvent {
  const fields = depth > MAX_DEPTH ? undefined : EventFields.of(event);
  if (!fields) return unknownForm(event);
  const records = fields.list('Records');
  if (records) return joinEvents(records.map((record) => readRecord(record, depth)));
  if (fields.text('Event') === 's3:TestEvent') return ignoredEvent('the test event of S3');
  if (fields.text('detail-type') !== undefined) return readEventBridge(fields);
  return readEnvelope(fields, depth) ?? unknownForm(event);
}

/** A record of a batch: of S3 itself, or an envelope. */
function readRecord(record: unknown, depth: number): ParsedEvent {
  const fields = EventFields.of(record);
  if (fields?.names.includes('s3')) return readS3Record(fields);
  return (fields && readEnvelope(fields, depth)) ?? unknownForm(record);
}

/** A message of SQS (Lambda writes its fields small), or one of SNS as Lambda, an HTTP endpoint or SQS gets it. */
function readEnvelope(fields: EventFields, depth: number): ParsedEvent | undefined {
  const type = fields.text('Type') ?? '';
  if (/^(Unsubscribe|Subscription)Confirmation$/.test(type)) return ignoredEvent(`the ${type} of SNS`);
  const text = fields.text('body') ?? fields.text('Body') ?? fields.in('Sns').text('Message') ?? fields.text('Message');
  return text === undefined ? undefined : readText(text, depth + 1);
}

function unknownForm(event: unknown): ParsedEvent {
  return brokenEvent({
    code: 'EVENT_FORM_UNKNOWN',
    message: 'this is no event that tells of an object',
    found: excerpt(JSON.stringify(event) ?? typeof event),
    expected: FORMS,
  });
}

function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
