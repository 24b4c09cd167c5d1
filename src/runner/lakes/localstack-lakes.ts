import { randomBytes } from 'node:crypto';
import { awsSettings } from '../../core/aws-settings.ts';
import type { Effects } from '../../core/effects.ts';
import { BUCKET_PATTERN, parseLakeUrl } from '../../lake/s3/address.ts';
import { ensureBuckets } from '../../lake/s3/buckets/ensure-buckets.ts';
import { removeBuckets } from '../../lake/s3/buckets/remove-buckets.ts';
import { connectS3 } from '../../lake/s3/connection.ts';
import { openS3Store } from '../../lake/s3/s3-store.ts';
import { waitForEndpoint } from '../localstack/wait.ts';
import { claimed, type Lakes } from './lakes.ts';

/** LocalStack takes any. */
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const PATIENCE_MS = 20_000;

/**
 * Lakes in buckets made for them: at the endpoint of AWS_ENDPOINT_URL where there is one, or in a LocalStack that is
 * started. At the end the buckets and the container are deleted; with `keep` they stay, and the buckets are those that
 * the next call with `keep` finds. Throws a `UserError` LOCALSTACK_UNAVAILABLE or LAKE_UNREACHABLE.
 */
export async function openLocalstackLakes({
  env = 'local',
  keep,
  effects,
}: {
  env?: string;
  keep: boolean;
  effects: Effects;
}): Promise<Lakes> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    const settings = await awsSettings('s3', effects.env);
    const credentials = settings.credentials ?? CREDENTIALS;
    const endpoint = settings.endpoint ?? (await startedEndpoint({ keep, effects, closers }));
    if (settings.endpoint !== undefined) await waitForEndpoint(endpoint, { effects, patienceMs: PATIENCE_MS });
    // The clearing up goes on where the run was stopped.
    const unstopped = { ...effects, signal: new AbortController().signal };
    const connection = await connectS3({ effects: unstopped, endpoint, credentials });
    closers.push(async () => connection[Symbol.dispose]());
    const names = keep ? env : `${env}-${randomBytes(4).toString('hex')}`;
    const buckets = parseLakeUrl(BUCKET_PATTERN, { env: names });
    if (keep) effects.log(`the lake stays: ${buckets.url} at ${endpoint}`);
    else closers.push(() => removeBuckets(connection, buckets));
    await ensureBuckets(connection, buckets);
    return {
      options: () => ['--lake', 'localstack', ...(keep ? ['--keep'] : []), ...(env === 'local' ? [] : ['--env', env])],
      async open(scenario, folder) {
        const address = parseLakeUrl(BUCKET_PATTERN, { env: names, below: [folder] });
        const store = await openS3Store(address, { effects, write: true, endpoint, credentials });
        return claimed(keep ? store : { ...store, url: 'localstack' }, scenario);
      },
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startedEndpoint({
  keep,
  effects,
  closers,
}: {
  keep: boolean;
  effects: Effects;
  closers: (() => Promise<void>)[];
}): Promise<string> {
  const { startLocalstack } = await import('../localstack/container.ts');
  const container = await startLocalstack({ effects, keep });
  closers.push(() => container[Symbol.asyncDispose]());
  return container.endpoint;
}
