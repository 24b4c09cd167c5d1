import { Agent, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** An answer of the endpoint, or one that is made up. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** One request that came to the proxy, and what can be done about it. */
export interface Exchange {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** Waits for the whole body of the request. */
  body(): Promise<Buffer>;
  /** Has the endpoint do the request, with its own body or another; the client hears nothing of it yet. */
  forward(body?: Buffer): Promise<Answer>;
  /** Answers the client. */
  reply(answer: Answer): Promise<void>;
  /** Sends the headers and the first `bytes` of the body, and nothing more. */
  begin(answer: Answer, bytes: number): Promise<void>;
  /** Breaks the connection: `reset` by RST, `end` as if the server had closed it in good order. */
  break(how: 'reset' | 'end'): void;
  /** The request's body piece by piece, as it comes; what is not taken stays unread. */
  pieces(): AsyncIterable<Buffer>;
  /** Tells the client that the request is being worked on (HTTP status 102): its connection is not silent. */
  working(): void;
  /** Waits until the client gives up. */
  abandoned(): Promise<void>;
}

// A connection a request: one that the endpoint closes meanwhile would be a fault that nobody asked for.
const agent = new Agent({ keepAlive: false });

/** An exchange of an HTTP server whose requests are for `endpoint`. */
export function openExchange(incoming: IncomingMessage, outgoing: ServerResponse, endpoint: URL): Exchange {
  const { method = 'GET', url: path = '/', socket } = incoming;
  const closed = new Promise<void>((done) => outgoing.once('close', done));
  let whole: Promise<Buffer> | undefined;
  const body = (): Promise<Buffer> => (whole ??= buffer(incoming));
  const begin = (answer: Answer, bytes: number): Promise<void> => {
    outgoing.writeHead(answer.status, withLength(answer, method));
    outgoing.flushHeaders();
    return new Promise((done) => outgoing.write(answer.body.subarray(0, bytes), () => done()));
  };
  return {
    method,
    path,
    body,
    forward: async (changed) => ask(endpoint, { method, path, headers: incoming.headers }, changed ?? (await body())),
    async reply(answer) {
      outgoing.writeHead(answer.status, withLength(answer, method));
      outgoing.end(method === 'HEAD' ? undefined : answer.body);
      await closed;
    },
    begin,
    break(how) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.end();
    },
    pieces: () => incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>,
    working: () => outgoing.writeProcessing(),
    abandoned: () => closed,
  };
}

/** What makes a message a message on one connection; not passed on. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'upgrade', 'te', 'trailer']);

/** The length that the answer itself states stays, also where it is wrong; that of a HEAD is of what GET would give. */
function withLength({ headers, body }: Answer, method: string): Record<string, string | string[]> {
  const stated = 'content-length' in headers || method === 'HEAD';
  const all = Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]);
  return Object.fromEntries([...all, ...(stated ? [] : [['content-length', String(body.byteLength)]])]);
}

/** The request as it came, its Host header too, so that its signature holds. */
async function ask(
  endpoint: URL,
  { method, path, headers }: { method: string; path: string; headers: IncomingHttpHeaders },
  body: Buffer,
): Promise<Answer> {
  const options = {
    host: endpoint.hostname,
    port: endpoint.port,
    method,
    path,
    agent,
    setHost: false,
    headers: { ...passedOn(headers), 'content-length': String(body.byteLength) },
  };
  const incoming = await new Promise<IncomingMessage>((done, fail) => {
    request(options, done).on('error', fail).end(body);
  });
  const content = await buffer(incoming);
  return { status: incoming.statusCode ?? 500, headers: passedOn(incoming.headers), body: content };
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
