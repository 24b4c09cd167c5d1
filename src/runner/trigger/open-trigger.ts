import { join } from 'node:path';
import type { Effects } from '../../core/effects.ts';
import { userError } from '../../core/errors.ts';
import { claimLake } from '../../lake/lake-marker.ts';
import { openStore } from '../../lake/open-store.ts';
import { isS3Url, parseLakeUrl, type LakeAddress } from '../../lake/s3/address.ts';
import type { AllowAws } from '../../lake/s3/aws-guard.ts';
import type { Trigger, TriggerRules } from './trigger.ts';

export interface TriggerLake {
  /** A folder or an `s3://` URL. Default: `.glue-replay/<scenario>` below the current folder. */
  readonly lake?: string;
  /** What `{env}` in the URL stands for. */
  readonly env: string;
  readonly allowAws?: AllowAws;
}

/**
 * Opens the lake that events are about, and claims it for the scenario. The caller closes its store. Throws a
 * `UserError` LAKE_KIND_UNKNOWN for `localstack`, which has no address of its own, and what {@link openStore} and
 * {@link claimLake} throw.
 */
export async function openTrigger(
  rules: TriggerRules,
  { effects, lake = join('.glue-replay', rules.scenario), env, allowAws }: TriggerLake & { readonly effects: Effects },
): Promise<Trigger> {
  const address = addressOf(lake, env);
  const store = await openStore(lake, { effects, env, allowAws });
  try {
    await claimLake(store, { scenario: rules.scenario });
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
  return { store, address, rules, effects };
}

/** The buckets of a lake on S3; undefined for a folder. Throws as {@link openTrigger}. */
export function addressOf(lake: string, env: string): LakeAddress | undefined {
  if (lake === 'localstack') {
    throw userError({
      code: 'LAKE_KIND_UNKNOWN',
      message: 'events name buckets, and the lake `localstack` has new ones in each run',
      expected: 'a folder, or s3://BUCKET/PREFIX',
      hint: 'Set AWS_ENDPOINT_URL to that of LocalStack and name the buckets: --lake s3://BUCKET/PREFIX',
    });
  }
  return isS3Url(lake) ? parseLakeUrl(lake, { env }) : undefined;
}
