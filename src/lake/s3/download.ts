import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { userError, type UserError } from '../../core/errors.ts';
import { inParallel } from '../bounded-parallel.ts';
import type { StoredObject } from '../store.ts';
import type { S3Connection } from './connection.ts';
import { etagOfParts, isMd5, isOfOurParts, PART_BYTES } from './etag.ts';
import type { Place } from './failure.ts';
import { READ_ONLY } from './object-cache.ts';
import { readBody, type BodyRequest } from './read-body.ts';
import { SHA256 } from './upload.ts';

/** The parts of an object that are fetched at a time. */
const PARTS_AT_ONCE = 4;
/** How often an object whose bytes are not what they should be is fetched. */
const ATTEMPTS = 3;

export interface DownloadOptions {
  readonly place: Required<Place>;
  /** The object as it was listed: if it is another by now, that is an `ObjectReplaced`. */
  readonly object: Pick<StoredObject, 'bytes' | 'etag'>;
  /** A file that is not there yet. */
  readonly path: string;
  readonly signal: AbortSignal;
}

/**
 * Fetches an object into a file, large ones by several ranges at a time, and checks its bytes by the sha-256 that we
 * gave it or by its ETag, where that says something of them. Throws the SDK's errors, an `ObjectReplaced`, and a
 * `UserError` LAKE_OBJECT_DAMAGED.
 */
export async function download(connection: S3Connection, options: DownloadOptions): Promise<void> {
  await using file = await open(options.path, 'wx+', READ_ONLY);
  for (let attempt = 1; ; attempt++) {
    if (attempt > 1) await file.truncate(0);
    const small = options.object.bytes <= PART_BYTES;
    const damage = await (small ? fetchWhole : fetchParts)(connection, file, options);
    if (damage === undefined) return;
    if (attempt === ATTEMPTS) throw damaged(options.place, damage);
  }
}

/** What is wrong with the bytes. */
export interface Damage {
  readonly expected: string;
  readonly found: string;
}

async function fetchWhole(
  connection: S3Connection,
  file: FileHandle,
  { place, object, signal }: DownloadOptions,
): Promise<Damage | undefined> {
  const check = new WholeCheck();
  const request: BodyRequest = { place, etag: object.etag, signal, onAnswer: (answer) => check.expect(answer) };
  let at = 0;
  for await (const chunk of readBody(connection, request)) {
    check.add(chunk);
    await file.write(chunk, 0, chunk.byteLength, at);
    at += chunk.byteLength;
  }
  return check.damage();
}

async function fetchParts(
  connection: S3Connection,
  file: FileHandle,
  options: DownloadOptions,
): Promise<Damage | undefined> {
  const { place, object, signal } = options;
  const starts = Array.from({ length: Math.ceil(object.bytes / PART_BYTES) }, (_, index) => index * PART_BYTES);
  const check = new WholeCheck();
  const onAnswer: BodyRequest['onAnswer'] = (answer) => check.expect(answer);
  const digests = await inParallel(starts, PARTS_AT_ONCE, async (start) => {
    const md5 = createHash('md5');
    const range = { start, end: Math.min(start + PART_BYTES, object.bytes) };
    let at = start;
    for await (const chunk of readBody(connection, { place, etag: object.etag, range, signal, onAnswer })) {
      md5.update(chunk);
      await file.write(chunk, 0, chunk.byteLength, at);
      at += chunk.byteLength;
    }
    return md5.digest();
  });
  if (isOfOurParts(object.etag, object.bytes))
    return check.kms ? undefined : compare(object.etag, etagOfParts(digests));
  if (!check.knows) return undefined;
  for await (const chunk of createReadStream(options.path)) check.add(chunk);
  return check.damage();
}

/** Holds the bytes of a whole object against what its answer says of them. */
export class WholeCheck {
  kms = false;
  #sha256: string | undefined;
  #md5: string | undefined;
  #hash: Hash | undefined;

  /** Takes what an answer says: the sha-256 that we gave the object, or its ETag where that is an MD5. */
  expect({ Metadata, ETag = '', ServerSideEncryption }: Parameters<NonNullable<BodyRequest['onAnswer']>>[0]): void {
    if (this.#hash) return;
    this.kms = ServerSideEncryption?.startsWith('aws:kms') ?? false;
    const etag = ETag.replaceAll('"', '');
    this.#sha256 = Metadata?.[SHA256];
    if (this.#sha256 === undefined && !this.kms && isMd5(etag)) this.#md5 = etag;
    this.#hash = createHash(this.#sha256 === undefined ? 'md5' : 'sha256');
  }

  /** Whether there is anything to hold the bytes against. */
  get knows(): boolean {
    return (this.#sha256 ?? this.#md5) !== undefined;
  }

  add(chunk: Uint8Array): void {
    if (this.knows) this.#hash?.update(chunk);
  }

  damage(): Damage | undefined {
    const expected = this.#sha256 ?? this.#md5;
    return expected === undefined || !this.#hash ? undefined : compare(expected, this.#hash.digest('hex'));
  }
}

function compare(expected: string, found: string): Damage | undefined {
  return expected === found ? undefined : { expected, found };
}

/** An object whose bytes are not those that it was stored with. */
export function damaged({ bucket, key }: Required<Place>, { expected, found }: Damage): UserError {
  return userError(
    {
      code: 'LAKE_OBJECT_DAMAGED',
      message: 'the bytes that came are not those of the object, however often it was fetched',
      file: `s3://${bucket}/${key}`,
      expected: `digest ${expected}`,
      found: `digest ${found}`,
      hint: 'Something between the endpoint and here changes what is sent, or the object is damaged where it lies.',
    },
    { exitCode: 3 },
  );
}
