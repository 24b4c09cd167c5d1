import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
} from '@aws-sdk/client-s3';
import type { ZonePlace } from '../address.ts';
import type { S3Connection } from '../connection.ts';
import { isAnswer } from '../../../core/aws-failure.ts';
import { guardS3 } from '../failure.ts';
import { noneIfUnsupported } from './unsupported.ts';

/** An upload in parts that was neither completed nor aborted. Its parts are paid for. */
export interface OpenUpload {
  readonly bucket: string;
  /** Of the whole bucket. */
  readonly key: string;
  readonly uploadId: string;
  readonly initiated: Date;
}

/** The uploads under way in a place, page by page; none where the endpoint does not tell. */
export async function* openUploads(
  connection: S3Connection,
  { bucket, prefix }: ZonePlace,
): AsyncGenerator<OpenUpload> {
  let next: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {};
  while (next) {
    const command: ListMultipartUploadsCommand = new ListMultipartUploadsCommand({
      Bucket: bucket,
      Prefix: prefix,
      ...next,
    });
    const page: ListMultipartUploadsCommandOutput | undefined = await guardS3(connection, { bucket }, () =>
      noneIfUnsupported(() => connection.client.send(command)),
    );
    for (const { Key = '', UploadId = '', Initiated = new Date(0) } of page?.Uploads ?? []) {
      yield { bucket, key: Key, uploadId: UploadId, initiated: Initiated };
    }
    next =
      page?.IsTruncated && page.NextKeyMarker !== undefined
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : undefined;
  }
}

/** Gives an upload up; no error where it is gone. */
export async function abortUpload(connection: S3Connection, { bucket, key, uploadId }: OpenUpload): Promise<void> {
  await guardS3(connection, { bucket, key }, async () => {
    try {
      await connection.client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: key, UploadId: uploadId }));
    } catch (error) {
      if (!isAnswer(error, 'NoSuchUpload', '404')) throw error;
    }
  });
}
