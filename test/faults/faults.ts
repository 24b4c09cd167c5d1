import { setTimeout } from 'node:timers/promises';
import type { Answer, Exchange } from './exchange.ts';

/** Of a body that is taken slowly: how many pieces, and milliseconds for each. */
const SLOW_PIECES = 100;
const SLOW_MS = 20;

/** What goes wrong with one request. It ends the exchange. */
export type Fault = (exchange: Exchange) => Promise<void>;

/** Faults that are over when the request is sent again. */
export const TRANSIENT = {
  'asked to slow down': answering(503, 'SlowDown'),
  'an internal error': answering(500, 'InternalError'),
  'a reset before it is read': async (exchange) => exchange.break('reset'),
  'a reset in the middle of the request': async (exchange) => {
    for await (const piece of exchange.pieces()) if (piece.byteLength > 0) break;
    exchange.break('reset');
  },
  'a reset in the middle of the answer': async (exchange) => {
    await beginHalf(exchange, await exchange.forward());
    exchange.break('reset');
  },
  'an answer that is lost': async (exchange) => {
    await exchange.forward();
    exchange.break('reset');
  },
  'an internal error when it is done': async (exchange) => {
    await exchange.forward();
    await answering(500, 'InternalError')(exchange);
  },
  'no answer at all': async (exchange) => {
    await exchange.body();
    await exchange.abandoned();
  },
  'half an answer and then nothing': async (exchange) => {
    await beginHalf(exchange, await exchange.forward());
    await exchange.abandoned();
  },
  'an answer that ends too early': async (exchange) => {
    await beginHalf(exchange, await exchange.forward());
    exchange.break('end');
  },
} as const satisfies Readonly<Record<string, Fault>>;

/** Faults of the bytes of an object that is read, over when they are read again. */
export const DAMAGE = {
  'a changed byte': async (exchange) => {
    const answer = await exchange.forward();
    await exchange.reply({ ...answer, body: withChangedByte(answer.body) });
  },
  'too few bytes, and a length that says so': async (exchange) => {
    const answer = await exchange.forward();
    const body = answer.body.subarray(0, answer.body.byteLength >> 1);
    await exchange.reply({ ...answer, body, headers: { ...answer.headers, 'content-length': String(body.length) } });
  },
} as const satisfies Readonly<Record<string, Fault>>;

/** Faults that stay whatever is tried. */
export const LASTING = {
  'access denied': answering(403, 'AccessDenied'),
  'expired credentials': answering(400, 'ExpiredToken'),
  'a clock that is wrong': answering(403, 'RequestTimeTooSkewed'),
  'no such bucket': answering(404, 'NoSuchBucket'),
  'another region': answering(301, 'PermanentRedirect'),
} as const satisfies Readonly<Record<string, Fault>>;

/** The request is done, and its answer tells another ETag. */
export const wrongEtag: Fault = async (exchange) => {
  const answer = await exchange.forward();
  const wrong = `"${'0'.repeat(32)}"`;
  const body = Buffer.from(answer.body.toString('latin1').replace(/(<ETag>)[^<]*/, `$1${wrong}`), 'latin1');
  const length = { 'content-length': String(body.byteLength) };
  const isXml = body.byteLength !== answer.body.byteLength;
  await exchange.reply({ ...answer, body, headers: { ...answer.headers, etag: wrong, ...(isXml ? length : {}) } });
};

/** The endpoint gets another byte than was sent. */
export const changedOnTheWay: Fault = async (exchange) => {
  await exchange.reply(await exchange.forward(withChangedByte(await exchange.body())));
};

/**
 * No fault: the first of the body's bytes are taken so slowly that it takes two seconds. The client is told that work goes
 * on: it may have handed all bytes to the system, and hears nothing of how they are taken.
 */
export const slowReading: Fault = async (exchange) => {
  const pieces: Buffer[] = [];
  for await (const piece of exchange.pieces()) {
    pieces.push(piece);
    if (pieces.length > SLOW_PIECES) continue;
    exchange.working();
    await setTimeout(SLOW_MS);
  }
  await exchange.reply(await exchange.forward(Buffer.concat(pieces)));
};

/** S3 begins the answer to the end of an upload before it knows whether that succeeds (API reference, CompleteMultipartUpload). */
export const errorInside: Fault = answering(200, 'InternalError');

function answering(status: number, code: string): Fault {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>by the proxy</Message></Error>`;
  const headers = { 'content-type': 'application/xml', date: new Date().toUTCString() };
  return async (exchange) => {
    await exchange.body();
    // The answer to a HEAD has no body, and so no code.
    const body = exchange.method === 'HEAD' ? Buffer.alloc(0) : Buffer.from(text);
    await exchange.reply({ status, headers, body });
  };
}

async function beginHalf(exchange: Exchange, answer: Answer): Promise<void> {
  const stated = { 'content-length': String(answer.body.byteLength), ...answer.headers };
  // Where there is no body to break off, the client waits for one more byte in vain.
  const headers =
    answer.body.byteLength === 0 && exchange.method !== 'HEAD' ? { ...stated, 'content-length': '1' } : stated;
  await exchange.begin({ ...answer, headers }, answer.body.byteLength >> 1);
}

function withChangedByte(body: Buffer): Buffer {
  const changed = Buffer.from(body);
  const at = body.byteLength >> 1;
  if (at < body.byteLength) changed[at] = (body[at] ?? 0) ^ 1;
  return changed;
}
