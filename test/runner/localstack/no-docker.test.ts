import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test, vi } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { startLocalstack } from '../../../src/runner/localstack/container.ts';
import { startFailure } from '../../../src/runner/localstack/unavailable.ts';

const IMAGE = 'localstack/localstack:4.14';

test.each([
  ['unix:///nowhere/docker.sock', 'connect ENOENT /nowhere/docker.sock'],
  ['tcp://127.0.0.1:1', 'connect ECONNREFUSED 127.0.0.1:1'],
])('where nothing listens at DOCKER_HOST=%s, the error names the three ways out', async (host, why) => {
  const effects = realEffects({ env: { DOCKER_HOST: host } });
  await expect(startLocalstack({ effects })).rejects.toMatchObject({
    name: 'UserError',
    exitCode: 2,
    findings: [
      {
        code: 'LOCALSTACK_UNAVAILABLE',
        message: 'LocalStack cannot be started: Docker does not answer',
        found: `DOCKER_HOST is ${host}: ${why}`,
        hint: expect.stringMatching(/start Docker; or .*AWS_ENDPOINT_URL=http.*; or .*--lake \.\/lake/),
      },
    ],
  });
});

test('an engine that never answers is given up', async () => {
  await using engine = await silentServer();
  // The package reads the environment of the process.
  vi.stubEnv('DOCKER_HOST', engine.url);
  const effects = realEffects({ env: { DOCKER_HOST: engine.url } });
  await expect(startLocalstack({ effects, limitMs: 200 })).rejects.toThrow(
    `${IMAGE} did not start within 0.2 s [LOCALSTACK_UNAVAILABLE]`,
  );
});

test('a stop from outside ends the start', async () => {
  await using engine = await silentServer();
  vi.stubEnv('DOCKER_HOST', engine.url);
  const stop = new AbortController();
  const effects = realEffects({
    env: { DOCKER_HOST: engine.url },
    signal: stop.signal,
    log: () => stop.abort(new Error('stopped')),
  });
  await expect(startLocalstack({ effects })).rejects.toThrow('stopped');
});

test.each([
  ['Could not find a working container runtime strategy', /Docker does not answer .*\n.*DOCKER_HOST is not set, and/],
  ['(HTTP code 404) no such container - No such image: a:1', /the image .* is not here and cannot be pulled/],
  ['(HTTP code 500) server error - Get "https://registry-1.docker.io/v2/": dial tcp', /cannot be pulled/],
  ['(HTTP code 409) unexpected - no space left on device', /its container does not start .*\n {2}found: .*no space/],
])('%j is told as %s', (text, told) => {
  expect(startFailure(new Error(text), { image: IMAGE, env: {} }).message).toMatch(told);
});

/** Accepts connections, and says nothing. */
async function silentServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((socket) => void socket.on('error', () => {}));
  const sockets: { destroy(): void }[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `tcp://127.0.0.1:${portOf(server.address())}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
