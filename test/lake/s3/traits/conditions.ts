import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { isRefused, put, type Bed, type Trait } from './trait.ts';

const WRITERS = 20;

export const conditionalPut: Trait = {
  name: 'a put with `If-None-Match: *` is refused where the key exists',
  async ask(bed) {
    await put(bed, 'a', 'first');
    return isRefused(put(bed, 'a', 'second', { IfNoneMatch: '*' }), 'PreconditionFailed', '412');
  },
};

export const conditionalCompletion: Trait = {
  name: 'so is the completion of an upload in parts',
  async ask(bed) {
    await put(bed, 'a', 'first');
    return isRefused(uploadInParts(bed, 'a'), 'PreconditionFailed', '412');
  },
};

export const oneWinner: Trait = {
  name: `of ${WRITERS} such puts at once, how many win`,
  async ask(bed) {
    const won = await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        const refused = isRefused(
          put(bed, 'a', String(writer), { IfNoneMatch: '*' }),
          'PreconditionFailed',
          'ConditionalRequestConflict',
          '412',
          '409',
        );
        return !(await refused);
      }),
    );
    return String(won.filter(Boolean).length);
  },
};

export const conditionalGet: Trait = {
  name: 'a get with `If-Match` is refused where the object was replaced',
  async ask(bed) {
    const { ETag } = await put(bed, 'a', 'first');
    await put(bed, 'a', 'second');
    const get = new GetObjectCommand({ Bucket: bed.bucket, Key: 'a', IfMatch: ETag });
    return isRefused(bed.client.send(get), 'PreconditionFailed', '412');
  },
};

async function uploadInParts({ client, bucket }: Bed, key: string): Promise<void> {
  const place = { Bucket: bucket, Key: key };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(place));
  const { ETag } = await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber: 1, Body: 'second' }));
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  try {
    await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload, IfNoneMatch: '*' }));
  } catch (error) {
    await client.send(new AbortMultipartUploadCommand({ ...place, UploadId }));
    throw error;
  }
}
