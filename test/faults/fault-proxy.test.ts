import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaultProxy, type FaultRule } from './fault-proxy.ts';
import { changedOnTheWay, DAMAGE, LASTING, TRANSIENT, wrongEtag } from './faults.ts';

const done: string[] = [];
/** Answers with what it was sent, and its Host header. */
const server = createServer((incoming, outgoing) => {
  done.push(incoming.url ?? '');
  outgoing.setHeader('x-host', incoming.headers.host ?? '');
  outgoing.setHeader('etag', '"right"');
  incoming.pipe(outgoing);
});
let endpoint: string;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => server.close());

const PUT = { method: 'PUT', body: 'abcdef' } as const;

/** What a client hears of one request to `/x`: the answer's text, or that there was none. */
async function hear(rules: readonly FaultRule[]): Promise<string> {
  await using proxy = await startFaultProxy(endpoint, rules);
  return await fetch(`${proxy.url}/x`, { ...PUT, signal: AbortSignal.timeout(200) })
    .then((response) => response.text())
    .catch(() => 'none');
}

test('passes on what no rule is for, with its own Host header', async () => {
  await using proxy = await startFaultProxy(endpoint, []);
  const response = await fetch(`${proxy.url}/a%20b/c+d?x=1&y`, PUT);
  expect(await response.text()).toBe('abcdef');
  expect(`http://${response.headers.get('x-host')}`).toBe(proxy.url);
  expect(done.at(-1)).toBe('/a%20b/c+d?x=1&y');
  expect(proxy.requests).toEqual(['PUT /a%20b/c+d?x=1&y']);
});

describe('a fault', () => {
  test.each([
    ['a reset before it is read', 0],
    ['a reset in the middle of the request', 0],
    ['a reset in the middle of the answer', 1],
    ['an answer that is lost', 1],
    ['no answer at all', 0],
    ['half an answer and then nothing', 1],
    ['an answer that ends too early', 1],
  ] as const)('%s: the client hears nothing, and %i request is done', async (name, count) => {
    const before = done.length;
    expect(await hear([{ fault: TRANSIENT[name] }])).toBe('none');
    expect(done.length - before).toBe(count);
  });

  test('of the request changes a byte on the way', async () => {
    expect(await hear([{ fault: changedOnTheWay }])).toBe('abceef');
  });

  test('of the answer changes a byte, or takes some away, with a length that fits', async () => {
    expect(await hear([{ fault: DAMAGE['a changed byte'] }])).toBe('abceef');
    expect(await hear([{ fault: DAMAGE['too few bytes, and a length that says so'] }])).toBe('abc');
  });

  test('of the ETag leaves the rest', async () => {
    await using proxy = await startFaultProxy(endpoint, [{ fault: wrongEtag }]);
    const response = await fetch(proxy.url, PUT);
    expect(response.headers.get('etag')).toBe(`"${'0'.repeat(32)}"`);
    expect(await response.text()).toBe('abcdef');
  });

  test('that is an answer is one of S3', async () => {
    expect(await hear([{ fault: LASTING['expired credentials'] }])).toContain('<Code>ExpiredToken</Code>');
  });
});

describe('a rule', () => {
  const fault = LASTING['access denied'];
  /** The statuses of ten requests by turns of PUT and GET. */
  const statuses = async (rule: Omit<FaultRule, 'fault'>, seed = 1): Promise<number[]> => {
    await using proxy = await startFaultProxy(endpoint, [{ ...rule, fault }], { seed });
    const found: number[] = [];
    for (let index = 0; index < 10; index++) {
      const response = await fetch(`${proxy.url}/key-${index}`, index % 2 === 0 ? PUT : {});
      await response.text();
      found.push(response.status);
    }
    return found;
  };

  test('is for the n-th of the requests that match it', async () => {
    expect(await statuses({ method: 'GET', on: 2 })).toEqual([200, 200, 200, 403, 200, 200, 200, 200, 200, 200]);
    expect(await statuses({ path: /key-[3-6]/, on: [1, 4] })).toEqual([
      200, 200, 200, 403, 200, 200, 403, 200, 200, 200,
    ]);
  });

  test('by a rate spoils the same requests for the same seed', async () => {
    const first = await statuses({ on: { rate: 0.5 } });
    expect(first).toContain(403);
    expect(first).toContain(200);
    expect(await statuses({ on: { rate: 0.5 } })).toEqual(first);
    expect(await statuses({ on: { rate: 0.5 } }, 2)).not.toEqual(first);
  });
});
