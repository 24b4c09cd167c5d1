import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { put, type Trait } from './trait.ts';

export const versioning: Trait = {
  name: 'versioning keeps what was replaced',
  async ask(bed) {
    const { client, bucket } = bed;
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await put(bed, 'a', 'first');
    await put(bed, 'a', 'second');
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
    return Versions.length === 2;
  },
};

export const lifecycle: Trait = {
  name: 'a lifecycle policy can be set and read',
  async ask({ client, bucket }) {
    const rule = { ID: 'old', Status: 'Enabled', Filter: { Prefix: 'a/' }, Expiration: { Days: 7 } } as const;
    const LifecycleConfiguration = { Rules: [rule] };
    await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration }));
    const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: bucket }));
    return Rules[0]?.ID === 'old' && Rules[0].Expiration?.Days === 7;
  },
};

export const publicAccess: Trait = {
  name: 'public access can be blocked, and that be read',
  async ask({ client, bucket }) {
    const PublicAccessBlockConfiguration = { BlockPublicAcls: true, BlockPublicPolicy: true };
    await client.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration }));
    const read = await client.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
    return read.PublicAccessBlockConfiguration?.BlockPublicPolicy === true;
  },
};

export const encryption: Trait = {
  name: 'encryption can be set and read',
  async ask({ client, bucket }) {
    const ServerSideEncryptionConfiguration = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }],
    };
    await client.send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration }));
    const read = await client.send(new GetBucketEncryptionCommand({ Bucket: bucket }));
    const [rule] = read.ServerSideEncryptionConfiguration?.Rules ?? [];
    return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === 'AES256';
  },
};
