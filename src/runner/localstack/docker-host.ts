import { connect } from 'node:net';
import type { Effects } from '../../core/effects.ts';

const DEFAULT_SOCKET = '/var/run/docker.sock';
const CONNECT_MS = 5000;

/**
 * Why the Docker engine that DOCKER_HOST names cannot be used, or undefined: where somebody names one, no other is to
 * be looked for. Only asks whether anything listens there.
 */
export async function deadDockerHost(env: Effects['env']): Promise<string | undefined> {
  const host = env['DOCKER_HOST'];
  const place = host === undefined || host === '' ? undefined : placeOf(host);
  if (place === undefined) return undefined;
  const failure = await tryToConnect(place);
  return failure === undefined ? undefined : `DOCKER_HOST is ${host}: ${failure}`;
}

/** What is known when no engine was found at any of the usual places. */
export function whereDockerWasSought(env: Effects['env']): string {
  return `no Docker engine: DOCKER_HOST is ${env['DOCKER_HOST'] ?? 'not set'}, and nothing answers at ${DEFAULT_SOCKET}`;
}

type Place = { readonly path: string } | { readonly host: string; readonly port: number };

/** Undefined for what cannot be asked so, as `ssh://`. */
function placeOf(host: string): Place | undefined {
  const url = URL.canParse(host) ? new URL(host) : undefined;
  if (url?.protocol === 'unix:') return { path: decodeURIComponent(url.pathname) };
  if (url && /^(?:tcp|https?):$/.test(url.protocol)) {
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port === '' ? 2375 : url.port) };
  }
  return undefined;
}

function tryToConnect(place: Place): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(place);
    const end = (failure: string | undefined) => () => {
      socket.destroy();
      resolve(failure);
    };
    socket.setTimeout(CONNECT_MS, end('no answer'));
    socket.once('connect', end(undefined));
    socket.once('error', (error) => end(error.message)());
  });
}
