import { Readable } from 'node:stream';
import { GetObjectCommand, type GetObjectCommandOutput } from '@aws-sdk/client-s3';
import { messageOf } from '../../core/errors.ts';
import type { S3Connection } from './connection.ts';
import { plainEtag } from './etag.ts';
import { isAnswer } from '../../core/aws-failure.ts';
import { BodyBroken, type Place } from './failure.ts';
import { pauseBefore } from './pause.ts';

/** How often a body that breaks is taken up again where it broke off, without a byte of progress. */
const ATTEMPTS = 6;

export interface BodyRequest {
  readonly place: Required<Place>;
  /** The ETag that the object must have; undefined: whatever it has at first. */
  readonly etag?: string;
  /** Bytes `start` to `end`, end not included; the whole object by default. */
  readonly range?: { readonly start: number; readonly end: number };
  readonly signal: AbortSignal;
  /** Called with each answer before its bytes are given. */
  readonly onAnswer?: (answer: GetObjectCommandOutput) => void;
}

/** The object is not the one that was asked for: it was replaced, or deleted, since. */
export class ObjectReplaced extends Error {
  override readonly name = 'ObjectReplaced';
}

/**
 * The bytes of an object, chunk by chunk. Where the connection breaks or the answer ends too early, the rest is asked for
 * again, of the same version of the object. Throws the SDK's errors, an {@link ObjectReplaced}, and a `BodyBroken`.
 */
export async function* readBody(connection: S3Connection, request: BodyRequest): AsyncGenerator<Uint8Array> {
  const { range, signal } = request;
  const first = range?.start ?? 0;
  let { etag } = request;
  let at = first;
  let end = range?.end ?? Infinity;
  let attempt = 1;
  while (at < end) {
    const answer = await ask(connection, request, { at, end, etag });
    if (answer === undefined) return;
    etag ??= plainEtag(answer.ETag);
    end = Math.min(end, sizeOf(answer, at));
    request.onAnswer?.(answer);
    const before = at;
    try {
      for await (const chunk of chunksOf(answer.Body)) {
        at += chunk.byteLength;
        connection.count({ down: chunk.byteLength });
        yield chunk;
      }
      if (at >= end) return;
      throw new BodyBroken(`the body ended at byte ${at} of ${end}`);
    } catch (error) {
      signal.throwIfAborted();
      attempt = at > before ? 1 : attempt + 1;
      if (attempt > ATTEMPTS) throw new BodyBroken(messageOf(error), { cause: error });
      await pauseBefore(attempt, signal);
    }
  }
}

/** Undefined where the range begins behind the object's end. */
async function ask(
  { client }: S3Connection,
  { place, signal }: BodyRequest,
  { at, end, etag }: { at: number; end: number; etag: string | undefined },
): Promise<GetObjectCommandOutput | undefined> {
  const partial = at > 0 || end !== Infinity;
  const command = new GetObjectCommand({
    Bucket: place.bucket,
    Key: place.key,
    ...(partial ? { Range: `bytes=${at}-${end === Infinity ? '' : end - 1}` } : {}),
    ...(etag === undefined ? {} : { IfMatch: `"${etag}"` }),
  });
  try {
    const answer = await client.send(command, { abortSignal: signal });
    // An endpoint that does not know If-Match gives what there is.
    if (etag === undefined || plainEtag(answer.ETag) === etag) return answer;
    throw new ObjectReplaced();
  } catch (error) {
    if (isAnswer(error, 'InvalidRange', '416')) return undefined;
    const gone = etag !== undefined && isAnswer(error, 'NoSuchKey');
    if (gone || isAnswer(error, 'PreconditionFailed', '412')) throw new ObjectReplaced('', { cause: error });
    throw error;
  }
}

/** Where the object ends: from `Content-Range: bytes 0-9/100`, or the length of the body. */
function sizeOf({ ContentRange, ContentLength }: GetObjectCommandOutput, at: number): number {
  const [, total] = /\/(\d+)$/.exec(ContentRange ?? '') ?? [];
  if (total !== undefined) return Number(total);
  return ContentLength === undefined ? Infinity : at + ContentLength;
}

/** In Node a body is a stream of its kind. */
function chunksOf(body: unknown): AsyncIterable<Uint8Array> {
  if (body instanceof Readable) return body;
  throw new Error('the answer has no body that can be read');
}
