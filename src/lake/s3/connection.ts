import { setMaxListeners } from 'node:events';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { awsSettings } from '../../core/aws-settings.ts';
import type { Effects } from '../../core/effects.ts';
import type { Traffic } from '../store.ts';

/** A client of an S3 endpoint, and what it saw on the way. */
export interface S3Connection extends Disposable {
  readonly client: S3Client;
  /** Undefined: AWS itself. */
  readonly endpoint: string | undefined;
  readonly region: string;
  /** The server's time in milliseconds, by its last answer. */
  now(): number;
  /** Counts of what went over it; {@link count} adds to them. */
  traffic(): Traffic;
  count(bytes: { readonly down?: number; readonly up?: number }): void;
}

/** How often a request is tried, with growing pauses of random length between, where the failure may be transient. */
const ATTEMPTS = 6;
const CONNECT_MS = 5000;
/** Without a byte for so long, a connection is given up. Of an upload, megabytes may be on their way unseen. */
const SILENCE_MS = 30_000;
const CONNECTIONS = 64;

export interface ConnectOptions {
  readonly effects: Effects;
  /** Taken before what the environment and the AWS configuration files say. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Of a connection without a byte; for tests. */
  readonly silenceMs?: number;
}

/** Connects to S3 as the environment and the AWS configuration files say. Sends nothing yet. */
export async function connectS3(options: ConnectOptions): Promise<S3Connection> {
  const { effects, silenceMs = SILENCE_MS } = options;
  const settings = await awsSettings('s3', effects.env);
  // Each request under way listens to it.
  setMaxListeners(0, effects.signal);
  const endpoint = options.endpoint ?? settings.endpoint;
  const credentials = options.credentials ?? settings.credentials;
  const client = new S3Client({
    region: settings.region,
    forcePathStyle: endpoint !== undefined || settings.pathStyle,
    followRegionRedirects: endpoint === undefined,
    maxAttempts: ATTEMPTS,
    // Bodies carry digests of our own: the trailers of the SDK are not understood by every endpoint.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECT_MS,
      // Of a socket without a byte. A limit of the whole request would be one of slow uploads.
      socketTimeout: silenceMs,
      httpAgent: { maxSockets: CONNECTIONS, keepAlive: true },
      httpsAgent: { maxSockets: CONNECTIONS, keepAlive: true, ...(settings.ca ? { ca: settings.ca } : {}) },
    }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(settings.profile === undefined ? {} : { profile: settings.profile }),
  });
  const watch = watchAnswers(client, effects);
  return { client, endpoint, region: settings.region, ...watch, [Symbol.dispose]: () => client.destroy() };
}

/** Counts each request that is sent, tries included, and reads the server's clock off each answer. */
function watchAnswers(client: S3Client, effects: Effects): Pick<S3Connection, 'now' | 'traffic' | 'count'> {
  let clock: { readonly date: number; readonly at: number } | undefined;
  let requests = 0;
  let bytesDown = 0;
  let bytesUp = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      requests += 1;
      const result = await next(args);
      const date = dateOf(result.response);
      if (date !== undefined) clock = { date, at: effects.elapsed() };
      return result;
    },
    // Next to the sending itself: below retries, so that each try counts, and errors are not yet made of answers.
    { step: 'deserialize', priority: 'low', name: 'watchAnswers' },
  );
  return {
    now: () => (clock ? clock.date + effects.elapsed() - clock.at : effects.now().getTime()),
    traffic: () => ({ requests, bytesDown, bytesUp }),
    count({ down = 0, up = 0 }) {
      bytesDown += down;
      bytesUp += up;
    },
  };
}

function dateOf(response: unknown): number | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null || !('date' in headers)) return undefined;
  const date = Date.parse(String(headers.date));
  return Number.isNaN(date) ? undefined : date;
}
