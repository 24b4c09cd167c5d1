import { userError } from '../../core/errors.ts';
import { isS3Url } from '../../lake/s3/address.ts';
import type { Cli } from '../cli.ts';
import type { LakeInitOptions } from './lake-options.ts';
import { refuseLocalstack } from './open-lake.ts';

/** Makes a lake, or says how it would be made. */
export async function initLake(lake: string, options: LakeInitOptions, cli: Cli): Promise<void> {
  refuseLocalstack(lake);
  if (isS3Url(lake)) {
    const { initBuckets } = await import('./init-buckets.ts');
    return initBuckets(lake, options, cli);
  }
  refuseBucketOptions(lake, options);
  const { initFolder } = await import('./init-folder.ts');
  return initFolder(lake, options, cli);
}

function refuseBucketOptions(lake: string, { terraform, cloudformation, kms }: LakeInitOptions): void {
  const given = Object.entries({ '--terraform': terraform, '--cloudformation': cloudformation, '--kms': kms }).find(
    ([, value]) => value !== undefined,
  );
  if (!given) return;
  throw userError({
    code: 'OPTION_WITHOUT_BUCKETS',
    message: `${given[0]} is of buckets, and ${lake} is not on S3`,
    expected: 's3://BUCKET/PREFIX',
  });
}
