import type { LakeAddress } from '../address.ts';
import type { S3Connection } from '../connection.ts';
import { applySteps, type AppliedStep } from './apply-steps.ts';
import { planBuckets } from './bucket-plan.ts';
import { lookAtBuckets, refuseDenied } from './look-at-buckets.ts';

/**
 * Makes the buckets of a lake that are missing and mends those that are not as planned; gives what it did. Where all is
 * as planned it changes nothing. Throws a `UserError` LAKE_BUCKET_DENIED, before anything is made, for buckets of
 * somebody else.
 */
export async function ensureBuckets(
  connection: S3Connection,
  address: LakeAddress,
  { kmsKey = null }: { kmsKey?: string | null } = {},
): Promise<AppliedStep[]> {
  const looks = await lookAtBuckets(connection, planBuckets(address, { region: connection.region, kmsKey }));
  refuseDenied(looks);
  return applySteps(
    connection,
    looks.flatMap(({ steps }) => steps),
  );
}
