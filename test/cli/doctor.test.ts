import { createServer } from 'node:http';
import { createServer as createSocketServer, type Server } from 'node:net';
import { readdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { renderProbes } from '../../src/cli/doctor/examine.ts';
import { probeAwsEndpoint } from '../../src/cli/doctor/probe-aws-endpoint.ts';
import { probeClamd } from '../../src/cli/doctor/probe-clamd.ts';
import { probeLakeFolder } from '../../src/cli/doctor/probe-folders.ts';
import { judgeNode } from '../../src/cli/doctor/probe-node.ts';
import { paintFor } from '../../src/reports/paint.ts';
import { cli, workingFolder } from './in-process.ts';

const probesSchema = z.array(z.object({ name: z.string(), ok: z.boolean(), hint: z.string().nullable() }));

describe('doctor', () => {
  test('says what is there and leaves nothing behind', async () => {
    await using folder = await workingFolder();
    const { code, out } = await cli(['doctor', '--json'], { env: { PATH: '' } });
    expect(code).toBe(0);
    const results = probesSchema.parse(JSON.parse(out));
    const found = new Map(results.map(({ name, ok }) => [name, ok]));
    expect([...found.keys()].slice(0, 5)).toEqual([
      'Node.js',
      'DuckDB',
      'disk space',
      'temporary folder',
      'lake folder',
    ]);
    expect(found.get('DuckDB')).toBe(true);
    expect(found.get('Docker')).toBe(false);
    expect(results.filter(({ ok, hint }) => ok !== (hint === null))).toEqual([]);
    expect(await readdir(folder.path)).toEqual([]);
  });

  test('ends with 1 when something required is missing', async () => {
    await using folder = await workingFolder();
    const file = await folder.write('file', '');
    const { code, out } = await cli(['doctor', '--lake', file], { env: { PATH: '' } });
    expect(out).toMatch(/✗ lake folder/);
    expect(code).toBe(1);
  });

  test('marks what is there, what is missing, and what may be missing', () => {
    const results = [
      { name: 'a', required: true, ok: true, found: '1', hint: null },
      { name: 'b', required: true, ok: false, found: '2', hint: 'get b' },
      { name: 'c', required: false, ok: false, found: '3', hint: 'get c' },
    ];
    expect(renderProbes(results, paintFor(false))).toBe(
      '✓ a              1\n✗ b              2\n    get b\n- c   optional   3\n    get c\n',
    );
  });
});

describe('the doctor on', () => {
  test.each([
    ['20.18.9', false],
    ['20.19.0', true],
    ['22.0.0', true],
    ['18.20.4', false],
  ])('Node %s', (version, ok) => expect(judgeNode(version).ok).toBe(ok));

  test('a lake folder that is not there yet looks at the nearest above it', async () => {
    await using folder = await workingFolder();
    const { ok, found } = await probeLakeFolder({ io: io({}), lake: 'a/b/c' });
    expect({ ok, found }).toEqual({ ok: true, found: `${folder.path} can be written to` });
  });

  test('an AWS endpoint that answers, whatever it says', async () => {
    await using server = await listening(createServer((_, response) => response.writeHead(403).end()));
    const address = `http://127.0.0.1:${server.port}`;
    const { ok, found } = await probeAwsEndpoint({ io: io({ AWS_ENDPOINT_URL: address }), lake: '.' });
    expect({ ok, found }).toEqual({ ok: true, found: `${address} answers` });
  });

  test.each([
    ['that is not set', {}, /is not set/],
    ['that is no URL', { AWS_ENDPOINT_URL: 'nonsense' }, /is not a URL/],
    ['that is not there', { AWS_ENDPOINT_URL: 'http://127.0.0.1:1/' }, /^http:\/\/127\.0\.0\.1:1 does not answer/],
  ])('an AWS endpoint %s', async (_, env, message) => {
    const { ok, found } = await probeAwsEndpoint({ io: io(env), lake: '.' });
    expect(ok).toBe(false);
    expect(found).toMatch(message);
  });

  test('an AWS endpoint with a password in it does not repeat the password', async () => {
    const env = { AWS_ENDPOINT_URL: 'http://user:hidden@127.0.0.1:1/' };
    expect(JSON.stringify(await probeAwsEndpoint({ io: io(env), lake: '.' }))).not.toContain('hidden');
  });

  test.each([
    ['PONG\0', true],
    ['220 smtp\0', false],
  ])('a clamd port that answers %j', async (answer, ok) => {
    await using server = await listening(createSocketServer((socket) => socket.once('data', () => socket.end(answer))));
    const env = { CLAMD_HOST: '127.0.0.1', CLAMD_PORT: String(server.port) };
    expect((await probeClamd({ io: io(env), lake: '.' })).ok).toBe(ok);
  });

  test('a clamd that is not there', async () => {
    const env = { CLAMD_SOCKET: '/nowhere/clamd.sock' };
    const { ok, found } = await probeClamd({ io: io(env), lake: '.' });
    expect(ok).toBe(false);
    expect(found).toMatch(/^\/nowhere\/clamd\.sock does not answer/);
  });
});

function io(env: Readonly<Record<string, string>>) {
  const output = { write: () => {}, isTTY: false, columns: undefined, closed: false };
  return {
    stdin: Readable.from([]),
    stdout: output,
    stderr: output,
    env,
    cwd: process.cwd(),
    signal: new AbortController().signal,
  };
}

/** A server on a free port until the end of its scope. */
async function listening(server: Server) {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { port, [Symbol.asyncDispose]: async () => void server.close() };
}
