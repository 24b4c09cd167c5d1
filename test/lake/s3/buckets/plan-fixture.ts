import { parseLakeUrl } from '../../../../src/lake/s3/address.ts';
import { planBuckets, type BucketPlan } from '../../../../src/lake/s3/buckets/bucket-plan.ts';

/** The plan of a lake with a bucket a zone, or of one in a bucket that it shares. */
export function planOf(lake: string, options: { region?: string; kmsKey?: string } = {}): BucketPlan[] {
  return planBuckets(parseLakeUrl(lake, { env: 'dev' }), { region: 'us-east-1', ...options });
}

export const FOUR = 's3://pipeline-{env}-{zone}';
export const SHARED = 's3://lake/orders';

/** The plan of one bucket of a lake. */
export function bucketPlan(
  lake: string,
  bucket: string,
  options: { region?: string; kmsKey?: string } = {},
): BucketPlan {
  const plan = planOf(lake, options).find((each) => each.bucket === bucket);
  if (!plan) throw new Error(`no bucket ${bucket}`);
  return plan;
}
