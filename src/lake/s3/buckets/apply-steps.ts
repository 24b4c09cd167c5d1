import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { inParallel } from '../../bounded-parallel.ts';
import type { S3Connection } from '../connection.ts';
import { isAnswer } from '../../../core/aws-failure.ts';
import { guardS3 } from '../failure.ts';
import type { Step } from './steps.ts';
import { isUnsupported } from './unsupported.ts';

/** A step, and whether the endpoint knows such a thing. */
export type AppliedStep = Step & { readonly outcome: 'done' | 'unsupported' };

/** Buckets worked on at a time. */
const PARALLEL = 8;

/** Takes the steps of each bucket in their order, those of several buckets side by side. */
export async function applySteps(connection: S3Connection, steps: readonly Step[]): Promise<AppliedStep[]> {
  const buckets = [...new Set(steps.map(({ bucket }) => bucket))];
  const applied = await inParallel(buckets, PARALLEL, async (bucket) => {
    const done: AppliedStep[] = [];
    for (const step of steps) if (step.bucket === bucket) done.push(await applyStep(connection, step));
    return done;
  });
  return applied.flat();
}

async function applyStep(connection: S3Connection, step: Step): Promise<AppliedStep> {
  return guardS3(connection, { bucket: step.bucket }, async () => {
    try {
      await send(connection, step);
      return { ...step, outcome: 'done' };
    } catch (error) {
      // Another run made it since we looked.
      if (step.kind === 'create' && isAnswer(error, 'BucketAlreadyOwnedByYou')) return { ...step, outcome: 'done' };
      if (step.kind !== 'create' && isUnsupported(error)) return { ...step, outcome: 'unsupported' };
      throw error;
    }
  });
}

async function send({ client }: S3Connection, step: Step): Promise<unknown> {
  const { bucket: Bucket } = step;
  switch (step.kind) {
    case 'create':
      return client.send(new CreateBucketCommand({ Bucket, ...locationOf(step.region) }));
    case 'versioning':
      return client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    case 'public access':
      return client.send(
        new PutPublicAccessBlockCommand({
          Bucket,
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            IgnorePublicAcls: true,
            BlockPublicPolicy: true,
            RestrictPublicBuckets: true,
          },
        }),
      );
    case 'encryption':
      return client.send(
        new PutBucketEncryptionCommand({
          Bucket,
          ServerSideEncryptionConfiguration: {
            Rules: [
              step.kmsKey === null
                ? { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }
                : {
                    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: step.kmsKey },
                    BucketKeyEnabled: true,
                  },
            ],
          },
        }),
      );
    case 'lifecycle':
      return client.send(
        new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [...step.rules] } }),
      );
  }
}

function locationOf(region: string): { CreateBucketConfiguration?: { LocationConstraint: BucketLocationConstraint } } {
  return isConstraint(region) ? { CreateBucketConfiguration: { LocationConstraint: region } } : {};
}

/** The first region is named by saying nothing (Amazon S3 API reference, CreateBucket). */
function isConstraint(region: string): region is BucketLocationConstraint {
  return region !== 'us-east-1';
}
