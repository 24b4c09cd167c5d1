import { createHash, randomUUID } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { isAnswer } from '../../core/aws-failure.ts';
import { userError } from '../../core/errors.ts';
import { inParallel } from '../bounded-parallel.ts';
import type { Body } from '../store.ts';
import { openBody, type BodySource } from './body-source.ts';
import type { ByteBudget } from './byte-budget.ts';
import type { S3Connection } from './connection.ts';
import { etagOfParts, isMd5, PART_BYTES, plainEtag } from './etag.ts';
import type { Place } from './failure.ts';
import { pauseBefore } from './pause.ts';

/** The parts of an object that are sent at a time. */
const PARTS_AT_ONCE = 4;
/** S3 takes no more parts of one object. */
const MOST_PARTS = 10_000;
/** How often a conditional write is tried that the endpoint cannot decide because of another at the same moment. */
const CONFLICT_ATTEMPTS = 10;

/** How often a piece is sent that comes changed to the endpoint, which refuses it then. */
const DAMAGE_ATTEMPTS = 3;

/** Names of the metadata that we give to an object. */
const WRITE_ID = 'write-id';
export const SHA256 = 'sha256';

export interface UploadOptions {
  readonly place: Required<Place>;
  /** Only where there is no such object (`If-None-Match: *`). */
  readonly ifAbsent: boolean;
  /** Bounds the memory of all uploads of a store together. */
  readonly budget: ByteBudget;
  readonly signal: AbortSignal;
}

export interface Uploaded {
  readonly outcome: 'created' | 'exists';
  /** Of the new object; empty for one that was there. */
  readonly etag: string;
  readonly bytes: number;
}

/**
 * Stores a body, in parts where it is large. S3 checks each piece by its MD5, and the answer's ETag is checked here.
 * Each write has an id in the object's metadata: where an answer was lost and the request sent again, it tells our
 * object from another's. Throws the SDK's errors, and a `UserError` LAKE_OBJECT_DAMAGED.
 */
export async function upload(connection: S3Connection, body: Body, options: UploadOptions): Promise<Uploaded> {
  await using source = await openBody(body);
  const id = randomUUID();
  for (let attempt = 1; ; attempt++) {
    try {
      const etag = await (source.bytes <= PART_BYTES ? putWhole : putInParts)(connection, source, id, options);
      connection.count({ up: source.bytes });
      return { outcome: 'created', etag, bytes: source.bytes };
    } catch (error) {
      if (isAnswer(error, 'PreconditionFailed', '412', 'NoSuchUpload')) {
        const mine = await writtenBefore(connection, options.place, id);
        if (mine !== undefined) return { outcome: 'created', etag: mine, bytes: source.bytes };
        if (!isAnswer(error, 'NoSuchUpload')) return { outcome: 'exists', etag: '', bytes: source.bytes };
      }
      if (!isAnswer(error, 'ConditionalRequestConflict', '409') || attempt === CONFLICT_ATTEMPTS) throw error;
      await pauseBefore(attempt, options.signal);
    }
  }
}

async function putWhole(
  { client }: S3Connection,
  source: BodySource,
  id: string,
  { place, ifAbsent, budget, signal }: UploadOptions,
): Promise<string> {
  return budget.with(source.bytes, async () => {
    const content = await source.read(0, source.bytes);
    const md5 = createHash('md5').update(content).digest();
    const sha256 = createHash('sha256').update(content).digest('hex');
    const command = new PutObjectCommand({
      ...keyOf(place),
      Body: content,
      ContentLength: content.byteLength,
      ContentMD5: md5.toString('base64'),
      Metadata: { [SHA256]: sha256, [WRITE_ID]: id },
      ...conditionOf(ifAbsent),
    });
    const { ETag, ServerSideEncryption } = await sendPiece(() => client.send(command, { abortSignal: signal }));
    const etag = plainEtag(ETag);
    checkEtag(etag, md5.toString('hex'), { place, kms: isKms(ServerSideEncryption) });
    return etag;
  });
}

async function putInParts(
  connection: S3Connection,
  source: BodySource,
  id: string,
  options: UploadOptions,
): Promise<string> {
  const { client } = connection;
  const { place, ifAbsent, signal } = options;
  const created = await client.send(
    new CreateMultipartUploadCommand({ ...keyOf(place), Metadata: { [WRITE_ID]: id } }),
    { abortSignal: signal },
  );
  const { UploadId } = created;
  try {
    const parts = await sendParts(connection, source, UploadId, options);
    const command = new CompleteMultipartUploadCommand({
      ...keyOf(place),
      UploadId,
      MultipartUpload: { Parts: parts.map(({ etag, number }) => ({ ETag: etag, PartNumber: number })) },
      ...conditionOf(ifAbsent),
    });
    const { ETag, ServerSideEncryption } = await client.send(command, { abortSignal: signal });
    const etag = plainEtag(ETag);
    const kms = isKms(ServerSideEncryption ?? created.ServerSideEncryption);
    checkEtag(etag, etagOfParts(parts.map(({ md5 }) => md5)), { place, kms });
    return etag;
  } catch (error) {
    // What stays in spite of it, the bucket's lifecycle or `lake clean` removes.
    await client.send(new AbortMultipartUploadCommand({ ...keyOf(place), UploadId })).catch(() => undefined);
    throw error;
  }
}

interface Part {
  readonly number: number;
  readonly etag: string | undefined;
  readonly md5: Uint8Array;
}

async function sendParts(
  { client }: S3Connection,
  source: BodySource,
  UploadId: string | undefined,
  { place, budget, signal }: UploadOptions,
): Promise<Part[]> {
  const size = Math.max(PART_BYTES, Math.ceil(source.bytes / MOST_PARTS));
  const starts = Array.from({ length: Math.ceil(source.bytes / size) }, (_, index) => index * size);
  return inParallel(starts, PARTS_AT_ONCE, (start) => {
    const end = Math.min(start + size, source.bytes);
    return budget.with(end - start, async () => {
      const content = await source.read(start, end);
      const md5 = createHash('md5').update(content).digest();
      const number = start / size + 1;
      const command = new UploadPartCommand({
        ...keyOf(place),
        UploadId,
        PartNumber: number,
        Body: content,
        ContentLength: content.byteLength,
        ContentMD5: md5.toString('base64'),
      });
      const { ETag } = await sendPiece(() => client.send(command, { abortSignal: signal }));
      return { number, etag: ETag, md5 };
    });
  });
}

/** The SDK does not send again what the endpoint refuses; of bytes that were changed on the way, nothing was stored. */
async function sendPiece<T>(send: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (attempt === DAMAGE_ATTEMPTS || !isAnswer(error, 'BadDigest', 'XAmzContentSHA256Mismatch')) throw error;
    }
  }
}

/** The ETag of the object that is there, if this write made it. */
async function writtenBefore(
  { client }: S3Connection,
  place: Required<Place>,
  id: string,
): Promise<string | undefined> {
  try {
    const { Metadata, ETag } = await client.send(new HeadObjectCommand(keyOf(place)));
    return Metadata?.[WRITE_ID] === id ? plainEtag(ETag) : undefined;
  } catch (error) {
    if (isAnswer(error, 'NotFound', 'NoSuchKey', '404')) return undefined;
    throw error;
  }
}

function keyOf({ bucket, key }: Required<Place>): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: key };
}

function conditionOf(ifAbsent: boolean): { IfNoneMatch?: string } {
  return ifAbsent ? { IfNoneMatch: '*' } : {};
}

function isKms(encryption: string | undefined): boolean {
  return encryption?.startsWith('aws:kms') ?? false;
}

function checkEtag(etag: string, expected: string, { place, kms }: { place: Required<Place>; kms: boolean }): void {
  if (kms || etag === expected || !isMd5(etag.replace(/-\d+$/, ''))) return;
  throw userError(
    {
      code: 'LAKE_OBJECT_DAMAGED',
      message: 'the endpoint stored other bytes than were sent',
      file: `s3://${place.bucket}/${place.key}`,
      expected: `ETag ${expected}`,
      found: `ETag ${etag}`,
      hint: 'Something between here and the endpoint changes what is sent. Delete the object and run again.',
    },
    { exitCode: 3 },
  );
}
