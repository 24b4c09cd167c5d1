import { createServer, type Server } from 'node:http';
import { deriveSeed } from '../../src/core/seed.ts';
import { openExchange, type Exchange } from './exchange.ts';
import type { Fault } from './faults.ts';

/** When something goes wrong, and what. Of the requests that match, `on` picks; the first rule that does so holds. */
export interface FaultRule {
  readonly method?: string;
  /** Of path and query. */
  readonly path?: RegExp;
  /**
   * `n`: the n-th matching request, 1 the first. A list of such. `rate`: that share of them, drawn by the proxy's seed.
   * By default all of them.
   */
  readonly on?: number | readonly number[] | { readonly rate: number };
  readonly fault: Fault;
}

/** An HTTP server that passes requests to an S3 endpoint, but for those that it spoils. */
export interface FaultProxy extends AsyncDisposable {
  readonly url: string;
  /** `METHOD path` of all requests so far, in the order they came. */
  readonly requests: readonly string[];
  /** How many requests were spoilt. */
  spoilt(): number;
  /** Waits until the endpoint has answered everything that was passed on. */
  settled(): Promise<void>;
}

/** Starts a proxy on a free port of this machine. The same rules, seed and order of requests give the same faults. */
export async function startFaultProxy(
  endpoint: string,
  rules: readonly FaultRule[],
  { seed = 1 }: { seed?: number } = {},
): Promise<FaultProxy> {
  const requests: string[] = [];
  const underWay = new Set<Promise<void>>();
  const pick = picker(rules, seed);
  let spoilt = 0;
  const server = createServer((incoming, outgoing) => {
    const exchange = openExchange(incoming, outgoing, new URL(endpoint));
    requests.push(`${exchange.method} ${exchange.path}`);
    const fault = pick(exchange);
    if (fault) spoilt += 1;
    // A client that goes away, or an endpoint that is gone, ends the exchange and not the proxy.
    const done = (fault ?? passOn)(exchange)
      .catch(() => exchange.break('reset'))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    requests,
    spoilt: () => spoilt,
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function passOn(exchange: Exchange): Promise<void> {
  await exchange.reply(await exchange.forward());
}

/** Picks the fault of each request in turn; undefined for one that is passed on. */
function picker(rules: readonly FaultRule[], seed: number): (exchange: Exchange) => Fault | undefined {
  const counted = rules.map((rule, index) => ({ rule, index, seen: 0 }));
  return ({ method, path }) => {
    const matching = counted.filter(({ rule }) => (rule.method ?? method) === method && (rule.path ?? /^/).test(path));
    for (const entry of matching) entry.seen += 1;
    return matching.find(({ rule, index, seen }) => isPicked(rule, seen, `${seed}/${index}`))?.rule.fault;
  };
}

function isPicked({ on }: FaultRule, seen: number, seed: string): boolean {
  if (on === undefined) return true;
  if (typeof on === 'number') return on === seen;
  if ('rate' in on) return Number(deriveSeed(seed, seen)) / 2 ** 64 < on.rate;
  return on.includes(seen);
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  return address.port;
}
