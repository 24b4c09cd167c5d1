import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { isAnswer, namesOf } from '../../../../src/core/aws-failure.ts';

/** A new, empty bucket of an endpoint. */
export interface Bed {
  readonly client: S3Client;
  readonly endpoint: string;
  readonly bucket: string;
}

/** One thing that S3 does, asked of an endpoint. */
export interface Trait {
  /** As the manual's table names it. */
  readonly name: string;
  /** Whether the endpoint does as S3 does; a text where that is not all there is to say. An error that it answers is a no. */
  ask(bed: Bed): Promise<boolean | string>;
}

/** What the table says of an endpoint: by the names of the traits. Each is asked in a bucket of its own. */
export async function measure(traits: readonly Trait[], endpoint: string): Promise<Map<string, string>> {
  const client = new S3Client({
    endpoint,
    forcePathStyle: true,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const table = new Map<string, string>();
  for (const trait of traits) {
    const bucket = `traits-${randomUUID()}`;
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    try {
      table.set(trait.name, await answerOf(trait, { client, endpoint, bucket }));
    } finally {
      await remove(client, bucket);
    }
  }
  client.destroy();
  return table;
}

async function answerOf(trait: Trait, bed: Bed): Promise<string> {
  try {
    const answer = await trait.ask(bed);
    return typeof answer === 'string' ? answer : answer ? 'yes' : 'no';
  } catch (error) {
    if (namesOf(error).some((name) => /^[45]\d\d$/.test(name))) return 'no';
    throw error;
  }
}

/** Puts an object. */
export function put(
  { client, bucket }: Bed,
  key: string,
  body: string | Uint8Array,
  more: Partial<PutObjectCommandInput> = {},
) {
  return client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ...more }));
}

/** Whether a request is refused by one of these names or statuses; any other failure is thrown. */
export async function isRefused(request: Promise<unknown>, ...names: string[]): Promise<boolean> {
  try {
    await request;
    return false;
  } catch (error) {
    if (isAnswer(error, ...names)) return true;
    throw error;
  }
}

async function remove(client: S3Client, bucket: string): Promise<void> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  for (const version of await versionsOf(client, bucket))
    await client.send(new DeleteObjectCommand({ Bucket: bucket, ...version }));
  await client.send(new DeleteBucketCommand({ Bucket: bucket }));
}

async function versionsOf(client: S3Client, bucket: string) {
  try {
    const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
  } catch {
    return [];
  }
}
