import type { EventFields } from './event-fields.ts';
import { brokenEvent, ignoredEvent, NO_EVENT, type ParsedEvent } from './object-event.ts';

/**
 * One record of an S3 notification (Amazon S3 user guide, "Event message structure"). Its key is URL-encoded, a space
 * being `+` or `%20`.
 */
export function readS3Record(record: EventFields): ParsedEvent {
  const name = record.text('eventName') ?? '';
  const bucket = record.in('s3').in('bucket').text('name');
  const object = record.in('s3').in('object');
  const encoded = object.text('key');
  if (bucket === undefined || encoded === undefined) return incomplete('an S3 record', 's3.bucket.name, s3.object.key');
  const key = decodeKey(encoded);
  if (key === undefined) {
    return brokenEvent({
      code: 'EVENT_BAD_KEY',
      message: 'the key of an S3 record is not URL-encoded UTF-8',
      file: `s3://${bucket}`,
      found: JSON.stringify(encoded.slice(0, 200)),
    });
  }
  if (!/^(s3:)?ObjectCreated:/.test(name)) {
    return ignoredEvent(`${name === '' ? 'an event without a name' : name} of s3://${bucket}/${key}`);
  }
  const time = timeOf(record.text('eventTime'));
  if (time === undefined) return incomplete(`the record of s3://${bucket}/${key}`, 'eventTime');
  return created({ bucket, key, time, object, etag: object.text('eTag'), versionId: object.text('versionId') });
}

/**
 * An event of Amazon EventBridge (Amazon S3 user guide, "EventBridge event message structure"). Its key is as it is in
 * the bucket.
 */
export function readEventBridge(event: EventFields): ParsedEvent {
  const kind = event.text('detail-type') ?? '';
  const detail = event.in('detail');
  const bucket = detail.in('bucket').text('name');
  const object = detail.in('object');
  const key = object.text('key');
  const place = bucket === undefined || key === undefined ? '' : ` of s3://${bucket}/${key}`;
  if (kind !== 'Object Created') return ignoredEvent(`${kind}${place}`);
  const time = timeOf(event.text('time'));
  if (bucket === undefined || key === undefined || time === undefined) {
    return incomplete(`the EventBridge event${place}`, 'time, detail.bucket.name, detail.object.key');
  }
  return created({ bucket, key, time, object, etag: object.text('etag'), versionId: object.text('version-id') });
}

interface Created {
  readonly bucket: string;
  readonly key: string;
  readonly time: string;
  readonly object: EventFields;
  readonly etag: string | undefined;
  readonly versionId: string | undefined;
}

function created({ bucket, key, time, object, etag, versionId }: Created): ParsedEvent {
  const bytes = object.count('size') ?? null;
  const sequencer = object.text('sequencer') ?? null;
  const event = { bucket, key, bytes, etag: etag?.replaceAll('"', '') ?? null, versionId: versionId ?? null };
  return { ...NO_EVENT, objects: [{ ...event, sequencer, time }] };
}

function decodeKey(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function timeOf(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT/.test(text)) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function incomplete(what: string, wanted: string): ParsedEvent {
  return brokenEvent({ code: 'EVENT_INCOMPLETE', message: `${what} lacks what it must have`, expected: wanted });
}
