import { ListObjectsV2Command, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { ZonePlace } from '../address.ts';
import type { S3Connection } from '../connection.ts';
import { guardS3 } from '../failure.ts';
import { noneIfUnsupported } from './unsupported.ts';

/** What one deletion takes: a version, a delete marker, or, without an id, the object of a bucket without versions. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string | undefined;
}

/** The first page of versions and delete markers below a place; none where the endpoint does not list them. */
export async function firstVersions(connection: S3Connection, { bucket, prefix }: ZonePlace): Promise<ObjectVersion[]> {
  const command = new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, EncodingType: 'url' });
  const page = await guardS3(connection, { bucket }, () => noneIfUnsupported(() => connection.client.send(command)));
  const decode = decoderOf(page?.EncodingType);
  const versions = [...(page?.Versions ?? []), ...(page?.DeleteMarkers ?? [])];
  return versions.map(({ Key = '', VersionId }) => ({ key: decode(Key), versionId: VersionId }));
}

/** The first page of objects below a place, whatever their keys are. */
export async function firstObjects(connection: S3Connection, { bucket, prefix }: ZonePlace): Promise<ObjectVersion[]> {
  const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, EncodingType: 'url' });
  const page = await guardS3(connection, { bucket }, () => connection.client.send(command));
  const decode = decoderOf(page.EncodingType);
  return (page.Contents ?? []).map(({ Key = '' }) => ({ key: decode(Key), versionId: undefined }));
}

/** Keys are url-encoded in an answer where it says so, since XML has no control characters. */
function decoderOf(encoding: string | undefined): (key: string) => string {
  return encoding === 'url' ? (key) => decodeURIComponent(key.replaceAll('+', ' ')) : (key) => key;
}
