import type { LocalstackContainer, StartedLocalStackContainer } from '@testcontainers/localstack';
import type { Effects } from '../../core/effects.ts';
import { messageOf } from '../../core/errors.ts';
import { deadDockerHost } from './docker-host.ts';
import { startFailure, unavailable } from './unavailable.ts';
import { waitForEndpoint } from './wait.ts';

/** A LocalStack that runs. Disposing stops and deletes it, unless it is to be kept. */
export interface StartedLocalstack {
  /** `http://HOST:PORT` */
  readonly endpoint: string;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface StartOptions {
  readonly effects: Effects;
  /** Leaves it running at the end; the next start with `keep` finds it again. */
  readonly keep?: boolean;
  readonly image?: string;
  /** For pulling the image and starting it, together. */
  readonly limitMs?: number;
}

export const IMAGE = 'localstack/localstack:4.14';
/** The image may have to be pulled. */
const LIMIT_MS = 300_000;
/** From the start of the container until it says that it is ready. */
const READY_MS = 120_000;

/** Of LocalStack, as the compose file in the manual has them too. */
export const SETTINGS = {
  SERVICES: 's3,sqs',
  EAGER_SERVICE_LOADING: '1',
  DISABLE_EVENTS: '1',
  // Addresses of queues are those by which they were asked for: the port is not known in there.
  SQS_ENDPOINT_STRATEGY: 'dynamic',
};
/** Its place from outside: the package sets it, but not where a container is to be kept. */
const HOST = { LOCALSTACK_HOST: 'localhost' };

/**
 * Starts LocalStack (S3 and SQS) in a container, by the optional package `@testcontainers/localstack`, and waits until it
 * answers. Throws a `UserError` LOCALSTACK_UNAVAILABLE where the package, Docker or the image is missing, or where the
 * start takes too long.
 */
export async function startLocalstack(options: StartOptions): Promise<StartedLocalstack> {
  const { effects, keep = false, image = IMAGE, limitMs = LIMIT_MS } = options;
  const container = await containerOf({ image, keep });
  const dead = await deadDockerHost(effects.env);
  if (dead !== undefined) throw unavailable('Docker does not answer', { found: dead });
  const started = await startWithin(container, { effects, image, limitMs });
  const endpoint = started.getConnectionUri();
  const stop = async (): Promise<void> => {
    await started.stop();
  };
  try {
    await waitForEndpoint(endpoint, { effects, patienceMs: READY_MS });
  } catch (error) {
    await stop();
    throw error;
  }
  if (!keep) return { endpoint, [Symbol.asyncDispose]: stop };
  effects.log(`LocalStack stays at ${endpoint}; to delete it: docker rm --force ${started.getId().slice(0, 12)}`);
  return { endpoint, [Symbol.asyncDispose]: async () => {} };
}

async function containerOf({ image, keep }: { image: string; keep: boolean }): Promise<LocalstackContainer> {
  const { LocalstackContainer: Disposed } = await loadPackage();
  if (!keep) return new Disposed(image).withEnvironment({ ...SETTINGS, ...HOST }).withStartupTimeout(READY_MS);
  /** Without the id of this process among its settings: a container is found again by all of them. */
  class Kept extends Disposed {
    protected override async beforeContainerCreated(): Promise<void> {}
  }
  return new Kept(image)
    .withEnvironment({ ...SETTINGS, ...HOST })
    .withStartupTimeout(READY_MS)
    .withReuse();
}

async function loadPackage() {
  try {
    return await import('@testcontainers/localstack');
  } catch (error) {
    throw unavailable('the package @testcontainers/localstack is not installed', {
      found: `${(messageOf(error).split('\n')[0] ?? '').slice(0, 300)}; to install it: npm install --save-dev @testcontainers/localstack testcontainers`,
      cause: error,
    });
  }
}

/** What starts too late, or after a stop from outside, is deleted when it has started. */
async function startWithin(
  container: LocalstackContainer,
  { effects, image, limitMs }: { effects: Effects; image: string; limitMs: number },
): Promise<StartedLocalStackContainer> {
  const limit = AbortSignal.timeout(limitMs);
  const end = AbortSignal.any([limit, effects.signal]);
  effects.log(`starting ${image} in a container`);
  const starting = container.start();
  const ended = new Promise<never>((_, reject) => {
    end.addEventListener('abort', () => reject(end.reason), { once: true });
  });
  try {
    return await Promise.race([starting, ended]);
  } catch (error) {
    starting.then((late) => late.stop()).catch(() => {});
    effects.signal.throwIfAborted();
    if (limit.aborted) {
      throw unavailable(`${image} did not start within ${limitMs / 1000} s`, {
        found: 'a Docker engine that answers; pulling the image may take longer: docker pull ' + image,
        cause: error,
      });
    }
    throw startFailure(error, { image, env: effects.env });
  }
}
