import type { Effects } from '../../core/effects.ts';
import { messageOf, userError } from '../../core/errors.ts';
import { whereDockerWasSought } from './docker-host.ts';

/** What a user can do where no container can be started. */
const WAYS_OUT = [
  'start Docker',
  'run LocalStack yourself and set AWS_ENDPOINT_URL=http://127.0.0.1:4566',
  'use a folder as the lake: --lake ./lake',
].join('; or ');

/** A `UserError` LOCALSTACK_UNAVAILABLE that says what is missing and names the ways out. */
export function unavailable(message: string, { found, cause }: { found: string; cause?: unknown }): Error {
  return userError(
    {
      code: 'LOCALSTACK_UNAVAILABLE',
      message: `LocalStack cannot be started: ${message}`,
      found,
      hint: `Three ways on: ${WAYS_OUT}. See docs/localstack.md.`,
    },
    { cause },
  );
}

/** Tells why testcontainers could not start the image; its errors have nothing but their texts. */
export function startFailure(error: unknown, { image, env }: { image: string; env: Effects['env'] }): Error {
  const text = messageOf(error);
  const found = (text.split('\n')[0] ?? '').slice(0, 300);
  if (/container runtime strategy/.test(text))
    return unavailable('Docker does not answer', { found: whereDockerWasSought(env), cause: error });
  if (/no such image|manifest|pull access|registry|\/v2\//i.test(text)) {
    return unavailable(`the image ${image} is not here and cannot be pulled`, { found, cause: error });
  }
  return unavailable('its container does not start', { found, cause: error });
}
