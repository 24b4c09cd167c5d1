import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { realEffects } from '../../../src/core/effects.ts';
import { waitForEndpoint } from '../../../src/runner/localstack/wait.ts';

const HEALTHY = JSON.stringify({ services: { s3: 'available' } });

test.each([
  ['LocalStack', [200, HEALTHY]],
  ['another server that does not know the page', [404, '<Error/>']],
  ['another server that denies it', [403, '']],
  ['another server with a page of its own there', [200, '<html>']],
] as const)('%s is ready at its first answer', async (_, answer) => {
  await using server = await answering([answer]);
  const lines: string[] = [];
  await wait(server.url, { lines });
  expect(lines).toEqual([]);
});

test('a LocalStack that is slow to start is waited for, and said so once', async () => {
  const starting = [200, JSON.stringify({ services: { s3: 'starting' } })] as const;
  await using server = await answering([[502, ''], [503, ''], starting, [200, HEALTHY]]);
  const lines: string[] = [];
  await wait(server.url, { lines });
  expect(lines).toEqual([`waiting for ${server.url}: HTTP status 502`]);
  expect(server.asked()).toBe(4);
});

test('patience ends with what was seen last', async () => {
  await using server = await answering([[503, '']]);
  let clock = 0;
  const effects = realEffects({ elapsed: () => (clock += 100) });
  await expect(waitForEndpoint(server.url, { effects, patienceMs: 2000, pauseMs: 1 })).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringMatching(/did not become ready in 2\.\d s \[LAKE_UNREACHABLE\]\n {2}found: .*status 503/),
  });
});

test('where nothing listens, the error says so', async () => {
  const { url } = await closed(await answering([]));
  await expect(wait(url, { patienceMs: 50 })).rejects.toThrow('ECONNREFUSED');
});

test('an endpoint that never answers costs no more than its patience', async () => {
  await using server = await answering([]);
  await expect(wait(server.url, { patienceMs: 50 })).rejects.toThrow('no answer');
});

test('a LocalStack without S3 is not waited for', async () => {
  await using server = await answering([[200, JSON.stringify({ services: { s3: 'disabled' } })]]);
  await expect(wait(server.url)).rejects.toThrow(/is of no use .*\n {2}found: .*without S3: its variable SERVICES/);
  expect(server.asked()).toBe(1);
});

test('a stop from outside ends the waiting', async () => {
  await using server = await answering([[503, '']]);
  const stop = new AbortController();
  const effects = realEffects({ signal: stop.signal, log: () => stop.abort(new Error('stopped')) });
  await expect(waitForEndpoint(server.url, { effects, patienceMs: 60_000 })).rejects.toThrow(/stopped|aborted/);
});

function wait(
  url: string,
  { patienceMs = 20_000, lines = [] }: { patienceMs?: number; lines?: string[] } = {},
): Promise<void> {
  const effects = realEffects({ log: (line) => lines.push(line) });
  return waitForEndpoint(url, { effects, patienceMs, pauseMs: 1 });
}

interface Answering extends AsyncDisposable {
  readonly url: string;
  asked(): number;
}

/** Gives these answers in turn, the last one again and again; without any it stays silent. */
async function answering(answers: readonly (readonly [status: number, text: string])[]): Promise<Answering> {
  let asked = 0;
  const server = createServer((_, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    if (answer) response.writeHead(answer[0]).end(answer[1]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function closed(server: Answering): Promise<Answering> {
  await server[Symbol.asyncDispose]();
  return server;
}
