import {
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import type { ZonePlace } from '../address.ts';
import type { S3Connection } from '../connection.ts';
import { guardS3 } from '../failure.ts';
import { noneIfUnsupported } from './unsupported.ts';

/** What one deletion takes: a version, a delete marker, or, without an id, the object of a bucket without versions. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string | undefined;
}

/** All versions and delete markers below a place, a page at a time. */
export async function* versionPages(
  connection: S3Connection,
  { bucket, prefix }: ZonePlace,
): AsyncGenerator<ObjectVersion[]> {
  let next: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (next) {
    const command: ListObjectVersionsCommand = new ListObjectVersionsCommand({
      Bucket: bucket,
      Prefix: prefix,
      EncodingType: 'url',
      ...next,
    });
    const page: ListObjectVersionsCommandOutput | undefined = await guardS3(connection, { bucket }, () =>
      noneIfUnsupported(() => connection.client.send(command)),
    );
    const decode = decoderOf(page?.EncodingType);
    const versions = [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])];
    yield versions.map(({ Key = '', VersionId }) => ({ key: decode(Key), versionId: VersionId }));
    const key: string | undefined = page?.NextKeyMarker;
    next =
      page?.IsTruncated && key !== undefined
        ? { KeyMarker: decode(key), VersionIdMarker: page.NextVersionIdMarker }
        : undefined;
  }
}

/** The objects below a place, a page at a time, whatever their keys are: for endpoints that list no versions. */
export async function* objectPages(
  connection: S3Connection,
  { bucket, prefix }: ZonePlace,
): AsyncGenerator<ObjectVersion[]> {
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      EncodingType: 'url',
      ...(token === undefined ? {} : { ContinuationToken: token }),
    });
    const page = await guardS3(connection, { bucket }, () => connection.client.send(command));
    const decode = decoderOf(page.EncodingType);
    yield (page.Contents ?? []).map(({ Key = '' }) => ({ key: decode(Key), versionId: undefined }));
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}

/** Keys are url-encoded in an answer where it says so, since XML has no control characters. */
function decoderOf(encoding: string | undefined): (key: string) => string {
  return encoding === 'url' ? (key) => decodeURIComponent(key.replaceAll('+', ' ')) : (key) => key;
}
