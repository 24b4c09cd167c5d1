import { randomBytes } from 'node:crypto';
import { realEffects } from '../../src/core/effects.ts';
import { BUCKET_PATTERN, parseLakeUrl, type LakeAddress } from '../../src/lake/s3/address.ts';
import { ensureBuckets } from '../../src/lake/s3/buckets/ensure-buckets.ts';
import { removeBuckets } from '../../src/lake/s3/buckets/remove-buckets.ts';
import { connectS3 } from '../../src/lake/s3/connection.ts';

const made: LakeAddress[] = [];

/** Buckets of a benchmark's own, a zone each; {@link removeMadeBuckets} removes them. */
export async function makeBuckets(): Promise<{ address: LakeAddress; pattern: string }> {
  using connection = await connectS3({ effects: realEffects() });
  const address = parseLakeUrl(BUCKET_PATTERN, { env: `bench-${randomBytes(4).toString('hex')}` });
  made.push(address);
  await ensureBuckets(connection, address);
  return { address, pattern: address.url };
}

export async function removeMadeBuckets(): Promise<void> {
  using connection = await connectS3({ effects: realEffects() });
  for (const address of made.splice(0)) await removeBuckets(connection, address);
}
