import { messageOf } from '../../core/errors.ts';
import type { ProbeContext, ProbeResult } from './probe.ts';

const PATIENCE_MS = 3000;
const HINT = 'For a lake on S3 without AWS: start LocalStack (localstack/localstack:4.14) and set AWS_ENDPOINT_URL.';

/** Whether what AWS_ENDPOINT_URL names answers at all, whatever it says. */
export async function probeAwsEndpoint({ io }: ProbeContext): Promise<ProbeResult> {
  const about = { name: 'AWS endpoint', required: false } as const;
  const address = io.env['AWS_ENDPOINT_URL'];
  if (address === undefined || address === '') {
    return { ...about, ok: false, found: 'AWS_ENDPOINT_URL is not set', hint: HINT };
  }
  if (!URL.canParse(address)) return { ...about, ok: false, found: 'AWS_ENDPOINT_URL is not a URL', hint: HINT };
  const { origin, username } = new URL(address);
  if (username !== '') {
    return { ...about, ok: false, found: `${origin}, with a user in the URL`, hint: 'Use AWS_ACCESS_KEY_ID instead.' };
  }
  try {
    await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' });
    return { ...about, ok: true, found: `${origin} answers`, hint: null };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { ...about, ok: false, found: `${origin} does not answer: ${messageOf(cause) || 'refused'}`, hint: HINT };
  }
}
