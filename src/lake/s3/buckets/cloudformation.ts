import { printYaml } from '../../../core/print-yaml.ts';
import type { BucketPlan, LifecycleRule } from './bucket-plan.ts';
import { planNames } from './plan-name.ts';

/**
 * The buckets of a plan as a CloudFormation template (AWS CloudFormation template reference, AWS::S3::Bucket). Deleting
 * the stack leaves them.
 */
export function renderCloudFormation(plans: readonly BucketPlan[], { url }: { url: string }): string {
  const names = planNames(plans);
  const resources = plans.map((plan, index) => [`${pascal(names[index] ?? '')}Bucket`, resourceOf(plan)] as const);
  return printYaml({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The buckets of the lake ${url}`,
    Resources: Object.fromEntries(resources),
  });
}

function resourceOf({ bucket, versioning, kmsKey, lifecycle }: BucketPlan): unknown {
  return {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      BucketName: bucket,
      ...(versioning ? { VersioningConfiguration: { Status: 'Enabled' } } : {}),
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: { ServerSideEncryptionConfiguration: [encryptionOf(kmsKey)] },
      LifecycleConfiguration: { Rules: lifecycle.map(ruleOf) },
    },
  };
}

function encryptionOf(kmsKey: string | null): unknown {
  if (kmsKey === null) return { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
  return {
    BucketKeyEnabled: true,
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: kmsKey },
  };
}

/** A rule without a prefix is of the whole bucket. */
function ruleOf({ id, prefix, transitions, expireDays, oldVersionDays, uploadDays }: LifecycleRule): unknown {
  return {
    Id: id,
    Status: 'Enabled',
    ...(prefix === '' ? {} : { Prefix: prefix }),
    ...(transitions.length === 0
      ? {}
      : {
          Transitions: transitions.map(({ days, storageClass }) => ({
            StorageClass: storageClass,
            TransitionInDays: days,
          })),
        }),
    ...(expireDays === null ? {} : { ExpirationInDays: expireDays }),
    ...(oldVersionDays === null ? {} : { NoncurrentVersionExpiration: { NoncurrentDays: oldVersionDays } }),
    ...(uploadDays === null ? {} : { AbortIncompleteMultipartUpload: { DaysAfterInitiation: uploadDays } }),
  };
}

/** Logical ids are letters and digits. */
function pascal(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
