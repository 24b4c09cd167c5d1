import { ListObjectsV2Command, type _Object } from '@aws-sdk/client-s3';
import { UserError, userError } from '../../core/errors.ts';
import { checkKey, checkPrefix } from '../keys.ts';
import { tellOrThrow } from '../pass-over.ts';
import type { ListOptions, StoredObject } from '../store.ts';
import type { ZonePlace } from './address.ts';
import type { S3Connection } from './connection.ts';
import { plainEtag } from './etag.ts';
import { guardS3 } from './failure.ts';

/**
 * The objects of a zone whose key starts with `prefix`, page by page; keys are relative to the zone. The empty objects
 * with which consoles mark folders are passed over. An object whose key a lake cannot hold is told
 * to `passOver`; without that it throws a `UserError` LAKE_FOREIGN_KEY.
 */
export async function* listZone(
  connection: S3Connection,
  { bucket, prefix: root }: ZonePlace,
  { prefix, signal, passOver }: { prefix: string; signal: AbortSignal } & ListOptions,
): AsyncGenerator<StoredObject> {
  checkPrefix(prefix);
  let last: string | undefined;
  do {
    // By the last key and unencoded: continued by token and url-encoded, LocalStack passes over keys.
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: root + prefix,
      ...(last === undefined ? {} : { StartAfter: last }),
    });
    const page = await guardS3(connection, { bucket, key: root + prefix }, () =>
      connection.client.send(command, { abortSignal: signal }),
    );
    for (const object of page.Contents ?? []) {
      const stored = storedObject(object);
      if (stored.key.endsWith('/') && stored.bytes === 0) continue;
      const key = stored.key.slice(root.length);
      const fault = foreignKey(key, { bucket, root });
      if (fault) tellOrThrow(fault, passOver);
      else yield { ...stored, key };
    }
    last = page.IsTruncated ? page.Contents?.at(-1)?.Key : undefined;
  } while (last !== undefined);
}

function storedObject({ Key = '', Size = 0, LastModified = new Date(0), ETag }: _Object): StoredObject {
  return { key: Key, bytes: Size, modified: LastModified, etag: plainEtag(ETag) };
}

function foreignKey(key: string, { bucket, root }: { bucket: string; root: string }): UserError | undefined {
  try {
    checkKey(key);
    return undefined;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return userError(
      {
        code: 'LAKE_FOREIGN_KEY',
        message: 'the bucket holds an object whose key a lake cannot have',
        file: `s3://${bucket}/${root}`,
        found: JSON.stringify(key),
        expected: 'parts joined by "/", none of them empty, "." or ".."; no backslash and no control character',
        hint: 'Rename or delete it, or give the lake a prefix of its own.',
      },
      { cause: error },
    );
  }
}
