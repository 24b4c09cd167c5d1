import { userError } from '../../core/errors.ts';
import { bucketsOf, type LakeAddress } from './address.ts';

/**
 * What `--allow-aws` said: undefined where it was not given, `true` for the flag alone, or the buckets that it names,
 * as in the URL or with `{zone}` left as it is.
 */
export type AllowAws = true | string | undefined;

const PRODUCTION = /(?:^|[-.])(?:prod|production|prd|live)(?:[-.]|$)/;

/**
 * Refuses to write to AWS itself unless that was allowed, and to buckets that look like production unless they were
 * named. Anything at an endpoint of one's own may be written. Throws a `UserError` LAKE_AWS_NOT_ALLOWED.
 */
export function checkAwsAllowed(
  address: LakeAddress,
  { endpoint, allowAws }: { endpoint: string | undefined; allowAws: AllowAws },
): void {
  if (endpoint !== undefined) return;
  const buckets = bucketsOf(address);
  const pattern = /^s3:\/\/([^/]+)/.exec(address.url)?.[1] ?? '';
  const production = buckets.filter((bucket) => PRODUCTION.test(bucket));
  if (allowAws === undefined) {
    throw userError({
      code: 'LAKE_AWS_NOT_ALLOWED',
      message: `${address.url} is on AWS itself, and nothing is written there unless you say so`,
      found: 'no AWS_ENDPOINT_URL, no AWS_ENDPOINT_URL_S3 and no endpoint_url in the profile',
      hint: `For LocalStack set AWS_ENDPOINT_URL; to write to AWS add --allow-aws${production.length > 0 ? ` ${pattern}` : ''}`,
    });
  }
  if (production.length === 0 || allowAws === pattern || (allowAws !== true && buckets.includes(allowAws))) return;
  throw userError({
    code: 'LAKE_AWS_NOT_ALLOWED',
    message: `${production.join(', ')} looks like production: name it to write there`,
    expected: `--allow-aws ${pattern}`,
    found: allowAws === true ? '--allow-aws' : `--allow-aws ${allowAws}`,
  });
}
