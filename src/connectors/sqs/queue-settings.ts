import { awsSettings, type AwsSettings } from '../../core/aws-settings.ts';
import type { Effects } from '../../core/effects.ts';
import { userError } from '../../core/errors.ts';

/** The host of a queue on AWS itself (Amazon SQS endpoints and quotas), older forms included. */
const AWS_HOST = /^(?:sqs(?:-fips)?\.([a-z0-9-]+)|([a-z0-9-]+)\.queue)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)$/;

/**
 * The settings for a queue: a queue on AWS is in the region that its URL names; one elsewhere is asked at the endpoint
 * that the environment or the profile names and not at the host of its URL, which often does not resolve (LocalStack's
 * `sqs.us-east-1.localhost.localstack.cloud`). Throws a `UserError` QUEUE_URL_INVALID, and as {@link awsSettings}.
 */
export async function queueSettings(queue: string, env: Effects['env']): Promise<AwsSettings> {
  const url = URL.canParse(queue) ? new URL(queue) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname === '/') throw badUrl(queue);
  const [onAws, region, older] = AWS_HOST.exec(url.hostname) ?? [];
  const named = region ?? older;
  const settings = await awsSettings('sqs', named === undefined ? env : { ...env, AWS_REGION: named });
  return settings.endpoint === undefined && onAws === undefined ? { ...settings, endpoint: url.origin } : settings;
}

function badUrl(queue: string): Error {
  return userError({
    code: 'QUEUE_URL_INVALID',
    message: `${JSON.stringify(queue)} is not the URL of a queue`,
    expected: 'https://sqs.REGION.amazonaws.com/ACCOUNT/NAME, or that of a queue on an endpoint of your own',
    hint: 'See it with: aws sqs get-queue-url --queue-name NAME',
  });
}
