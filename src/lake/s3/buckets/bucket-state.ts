import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  type LifecycleRule as S3Rule,
} from '@aws-sdk/client-s3';
import type { S3Connection } from '../connection.ts';
import { isAnswer } from '../../../core/aws-failure.ts';
import { guardS3 } from '../failure.ts';
import { isUnsupported } from './unsupported.ts';

/** Why a setting is not known: the endpoint has no such setting, or the credentials do not allow to see it. */
export const UNKNOWN = ['unsupported', 'hidden'] as const;
export type Unknown = (typeof UNKNOWN)[number];

/** What is where a bucket is to be. Denied: it is somebody else's, or the credentials do not allow to see it. */
export type BucketState = { readonly is: 'missing' } | { readonly is: 'denied' } | ExistingBucket;

export interface ExistingBucket {
  readonly is: 'there';
  readonly versioning: 'Enabled' | 'Suspended' | 'off' | Unknown;
  /** Whether access by the public is blocked in all four ways. */
  readonly publicBlocked: boolean | Unknown;
  readonly encryption: { readonly algorithm: string; readonly key: string | null } | 'none' | Unknown;
  readonly lifecycle: readonly S3Rule[] | Unknown;
}

/** Asks an endpoint what a bucket is like. */
export async function readBucket(connection: S3Connection, bucket: string): Promise<BucketState> {
  return guardS3(connection, { bucket }, async () => {
    const is = await headBucket(connection, bucket);
    if (is !== 'there') return { is };
    const [versioning, publicBlocked, encryption, lifecycle] = await Promise.all([
      readVersioning(connection, bucket),
      readPublicBlock(connection, bucket),
      readEncryption(connection, bucket),
      readLifecycle(connection, bucket),
    ]);
    const knowsNone = [publicBlocked, encryption, lifecycle].every((setting) => setting === 'unsupported');
    return { is, versioning: knowsNone ? 'unsupported' : versioning, publicBlocked, encryption, lifecycle };
  });
}

/** Whether a bucket is there, and ours to see. */
export async function headBucket({ client }: S3Connection, bucket: string): Promise<BucketState['is']> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
    return 'there';
  } catch (error) {
    if (isAnswer(error, 'NotFound', 'NoSuchBucket', '404')) return 'missing';
    if (isAnswer(error, '403')) return 'denied';
    throw error;
  }
}

async function readVersioning({ client }: S3Connection, bucket: string): Promise<ExistingBucket['versioning']> {
  return answered([], async () => {
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return Status ?? 'off';
  });
}

async function readPublicBlock({ client }: S3Connection, bucket: string): Promise<ExistingBucket['publicBlocked']> {
  return answered([['NoSuchPublicAccessBlockConfiguration', false]], async () => {
    const answer = await client.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    const flags = answer.PublicAccessBlockConfiguration;
    if (!flags || Object.keys(flags).length === 0) return 'unsupported';
    const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = flags;
    return [BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets].every((flag) => flag === true);
  });
}

async function readEncryption({ client }: S3Connection, bucket: string): Promise<ExistingBucket['encryption']> {
  return answered<ExistingBucket['encryption']>(
    [['ServerSideEncryptionConfigurationNotFoundError', 'none']],
    async () => {
      const answer = await client.send(new GetBucketEncryptionCommand({ Bucket: bucket }));
      const standard = answer.ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
      if (!standard) return 'unsupported';
      return { algorithm: standard.SSEAlgorithm ?? '', key: standard.KMSMasterKeyID ?? null };
    },
  );
}

async function readLifecycle({ client }: S3Connection, bucket: string): Promise<ExistingBucket['lifecycle']> {
  return answered([['NoSuchLifecycleConfiguration', []]], async () => {
    const answer = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    return answer.Rules ?? 'unsupported';
  });
}

/**
 * Asks for a setting; `meanings` says which errors are answers, too. An endpoint that does not know the question, by an
 * error or by an empty answer, does not support the setting.
 */
async function answered<T>(
  meanings: readonly (readonly [error: string, meaning: T])[],
  ask: () => Promise<T>,
): Promise<T | Unknown> {
  try {
    return await ask();
  } catch (error) {
    const meaning = meanings.find(([name]) => isAnswer(error, name));
    if (meaning) return meaning[1];
    if (isUnsupported(error)) return 'unsupported';
    if (isAnswer(error, 'AccessDenied', '403')) return 'hidden';
    throw error;
  }
}
