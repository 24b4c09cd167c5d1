import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { userError } from '../../../core/errors.ts';
import type { ZonePlace } from '../address.ts';
import type { S3Connection } from '../connection.ts';
import { guardS3 } from '../failure.ts';
import { firstObjects, firstVersions, type ObjectVersion } from './object-versions.ts';
import { abortUpload, openUploads } from './open-uploads.ts';

/** The most that one DeleteObjects takes, and that a page of a listing holds. */
const AT_A_TIME = 1000;

/**
 * Deletes all below a place, whatever it is: objects, their old versions, delete markers, uploads under way. Gives the
 * number of versions deleted. In the order of keys: commit files go before the objects that they list.
 */
export async function emptyPlace(
  connection: S3Connection,
  place: ZonePlace,
  { signal = new AbortController().signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  let deleted = 0;
  for (const firstPage of [firstVersions, firstObjects]) {
    // Page after page is the first one, as what it lists goes: endpoints differ in where the next one begins.
    let before: ObjectVersion[] = [];
    for (;;) {
      signal.throwIfAborted();
      const page = await firstPage(connection, place);
      if (page.length === 0) break;
      if (isSame(page[0], before[0])) throw stillThere(place.bucket, page[0]);
      await deleteVersions(connection, place.bucket, page);
      deleted += page.length;
      before = page;
    }
  }
  for await (const upload of openUploads(connection, place)) await abortUpload(connection, upload);
  return deleted;
}

function isSame(a: ObjectVersion | undefined, b: ObjectVersion | undefined): boolean {
  return a?.key === b?.key && a?.versionId === b?.versionId;
}

function stillThere(bucket: string, version: ObjectVersion | undefined): Error {
  return userError(
    {
      code: 'LAKE_DELETE_REFUSED',
      message: 'the object is there after it was deleted',
      file: `s3://${bucket}/${version?.key}`,
      hint: 'Is another program writing it? What was deleted is gone; run again.',
    },
    { exitCode: 3 },
  );
}

async function deleteVersions(
  connection: S3Connection,
  bucket: string,
  versions: readonly ObjectVersion[],
): Promise<void> {
  const [one, many] = partition(versions, ({ key }) => /\p{Cc}/u.test(key));
  for (let start = 0; start < many.length; start += AT_A_TIME) {
    await deleteMany(connection, bucket, many.slice(start, start + AT_A_TIME));
  }
  // XML has no control characters, and a path has.
  for (const { key, versionId } of one) {
    const command = new DeleteObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(versionId === undefined ? {} : { VersionId: versionId }),
    });
    await guardS3(connection, { bucket, key }, () => connection.client.send(command));
  }
}

async function deleteMany(connection: S3Connection, bucket: string, versions: readonly ObjectVersion[]): Promise<void> {
  const command = new DeleteObjectsCommand({
    Bucket: bucket,
    Delete: {
      Quiet: true,
      Objects: versions.map(({ key, versionId }) => ({
        Key: key,
        ...(versionId === undefined ? {} : { VersionId: versionId }),
      })),
    },
  });
  const { Errors = [] } = await guardS3(connection, { bucket }, () => connection.client.send(command));
  const [first] = Errors;
  if (!first) return;
  throw userError(
    {
      code: 'LAKE_DELETE_REFUSED',
      message: `${Errors.length} of ${versions.length} objects could not be deleted`,
      file: `s3://${bucket}/${first.Key}`,
      found: [first.Code, first.Message].filter((text) => text !== undefined).join(': '),
      hint: 'Is the object locked, or may these credentials not delete? What was deleted is gone; run again.',
    },
    { exitCode: 3 },
  );
}

function partition<T>(items: readonly T[], picks: (item: T) => boolean): [T[], T[]] {
  return [items.filter(picks), items.filter((item) => !picks(item))];
}
