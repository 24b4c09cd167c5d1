import { setTimeout as pause } from 'node:timers/promises';
import type { Effects } from '../../core/effects.ts';
import { messageOf, userError } from '../../core/errors.ts';

export interface WaitOptions {
  readonly effects: Effects;
  /** How long the endpoint may take until it is ready. */
  readonly patienceMs: number;
  /** Between two requests. */
  readonly pauseMs?: number;
}

/** What was seen, and whether it may still pass. */
interface Trouble {
  readonly found: string;
  readonly passing: boolean;
}

const SILENT = 'no answer';

/** One answer may take so long: a LocalStack that starts accepts connections before it answers. */
const ANSWER_MS = 5000;

/**
 * Waits until an S3 endpoint answers: LocalStack when its S3 is there, any other when it gives an answer that is no
 * failure of its own. Throws a `UserError` LAKE_UNREACHABLE when patience ends, and at once where S3 is switched off.
 */
export async function waitForEndpoint(
  endpoint: string,
  { effects, patienceMs, pauseMs = 250 }: WaitOptions,
): Promise<void> {
  const began = effects.elapsed();
  let seen: Trouble | undefined;
  for (;;) {
    const limitMs = Math.min(ANSWER_MS, began + patienceMs - effects.elapsed());
    const sight = await look(endpoint, { effects, limitMs: Math.ceil(Math.max(1, limitMs)) });
    if (sight === 'ready') return;
    if (seen === undefined) effects.log(`waiting for ${endpoint}: ${sight.found}`);
    // An answer that was waited for so shortly only because patience ended tells nothing new.
    if (seen === undefined || sight.found !== SILENT || limitMs === ANSWER_MS) seen = sight;
    const waitedMs = effects.elapsed() - began;
    if (!seen.passing || waitedMs + pauseMs >= patienceMs) throw unreachable(endpoint, seen, waitedMs);
    await pause(pauseMs, undefined, { signal: effects.signal });
  }
}

async function look(
  endpoint: string,
  { effects, limitMs }: { effects: Effects; limitMs: number },
): Promise<'ready' | Trouble> {
  const signal = AbortSignal.any([effects.signal, AbortSignal.timeout(limitMs)]);
  try {
    const answer = await fetch(`${endpoint}/_localstack/health`, { signal, redirect: 'manual' });
    const text = await answer.text();
    if (answer.status >= 500) return { found: `HTTP status ${answer.status}`, passing: true };
    return answer.ok ? judgeHealth(text) : 'ready';
  } catch (error) {
    effects.signal.throwIfAborted();
    return { found: reasonOf(error), passing: true };
  }
}

/** LocalStack's page of health has a state for each service; whatever else answers is not LocalStack, and is ready. */
function judgeHealth(text: string): 'ready' | Trouble {
  const state = s3StateOf(text);
  if (state === 'disabled')
    return { found: 'LocalStack runs without S3: its variable SERVICES leaves s3 out', passing: false };
  if (state === undefined || state === 'available' || state === 'running') return 'ready';
  return { found: `LocalStack says that its S3 is ${state}`, passing: true };
}

function s3StateOf(text: string): string | undefined {
  try {
    const page: unknown = JSON.parse(text);
    const services = typeof page === 'object' && page !== null && 'services' in page ? page.services : undefined;
    return typeof services === 'object' && services !== null && 's3' in services ? String(services.s3) : undefined;
  } catch {
    return undefined;
  }
}

/** `fetch failed` says nothing: the reason is its cause. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return SILENT;
  return messageOf(error instanceof Error && error.cause instanceof Error ? error.cause : error);
}

function unreachable(endpoint: string, { found, passing }: Trouble, waitedMs: number): Error {
  return userError(
    {
      code: 'LAKE_UNREACHABLE',
      message: `the S3 endpoint ${endpoint} ${passing ? `did not become ready in ${(waitedMs / 1000).toFixed(1)} s` : 'is of no use'}`,
      found,
      hint: 'Is it running, and is AWS_ENDPOINT_URL right? See docs/localstack.md for ways to start LocalStack.',
    },
    { exitCode: 3 },
  );
}
