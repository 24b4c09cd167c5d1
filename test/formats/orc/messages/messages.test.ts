import { expect, test } from 'vitest';
import { decode, MessageError } from '../../../../src/formats/orc/messages/decode.ts';
import { encode } from '../../../../src/formats/orc/messages/encode.ts';
import {
  COLUMN_STATISTICS,
  FOOTER,
  METADATA,
  POST_SCRIPT,
  ROW_INDEX,
  STRIPE_FOOTER,
} from '../../../../src/formats/orc/messages/shapes.ts';

test('a postscript is the bytes that Protocol Buffers makes of it', () => {
  const bytes = Uint8Array.of(
    0x08,
    0x96,
    0x01,
    0x10,
    0x01,
    0x22,
    0x02,
    0x00,
    0x0c,
    0x82,
    0xf4,
    0x03,
    3,
    0x4f,
    0x52,
    0x43,
  );
  const read = decode(POST_SCRIPT, bytes);
  expect(read).toMatchObject({ footerLength: 150, compression: 1, version: [0, 12], magic: 'ORC' });
  expect(read.metadataLength).toBeUndefined();
  expect(encode(POST_SCRIPT, { footerLength: 150, compression: 1, version: [0, 12], magic: 'ORC' })).toEqual(bytes);
});

test('what was written is read again, 64-bit numbers to the last bit', () => {
  const statistics = {
    numberOfValues: 2 ** 53 - 1,
    intStatistics: { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n },
    doubleStatistics: { minimum: -0.5, sum: Number.POSITIVE_INFINITY },
    timestampStatistics: { minimumNanos: -1 },
    hasNull: false,
  };
  expect(decode(COLUMN_STATISTICS, encode(COLUMN_STATISTICS, statistics))).toMatchObject(statistics);
  const footer = {
    stripes: [{ offset: 3, numberOfRows: 1 }, {}],
    types: [{ kind: 12, subtypes: [1, 300], fieldNames: ['é', ''] }],
    metadata: [{ name: 'k', value: Uint8Array.of(0, 255) }],
  };
  expect(decode(FOOTER, encode(FOOTER, footer))).toMatchObject(footer);
});

test('a field that is unknown is passed over, and the last of several wins', () => {
  const bytes = Uint8Array.of(0xf8, 0x07, 5, 0xfa, 0x07, 1, 0, 0xf9, 0x07, 1, 2, 3, 4, 5, 6, 7, 8, 0x08, 1, 0x08, 2);
  expect(decode(POST_SCRIPT, bytes)).toMatchObject({ footerLength: 2 });
});

test('numbers of a list are read packed and one by one', () => {
  expect(decode(POST_SCRIPT, Uint8Array.of(0x20, 0, 0x20, 11, 0x22, 1, 12))).toMatchObject({ version: [0, 11, 12] });
});

test.each([
  ['a length beyond the end', [0x82, 0xf4, 0x03, 4, 0x4f]],
  ['a number without an end', [0x08, 0xff]],
  ['a number of eleven bytes', [0x08, ...Array.from({ length: 10 }, () => 0xff), 0x01]],
  ['a count of 2^63', [0x08, ...Array.from({ length: 9 }, () => 0x80), 0x01]],
  ['the wrong wire type', [0x0a, 0]],
  ['a group', [0xfb, 0x07]],
])('%s is an error', (_name, bytes) => {
  expect(() => decode(POST_SCRIPT, Uint8Array.from(bytes))).toThrow(MessageError);
});

test('any bytes are a message or a MessageError', () => {
  let state = 1;
  const next = (): number => (state = (state * 48271) % 0x7fffffff);
  const errors = Array.from({ length: 3000 }, () => {
    const bytes = Uint8Array.from({ length: next() % 60 }, () => next() & 0xff);
    return [FOOTER, METADATA, STRIPE_FOOTER, ROW_INDEX].map((fields) => errorOf(() => decode(fields, bytes)));
  }).flat();
  expect(errors.filter((error) => error !== undefined && !(error instanceof MessageError))).toEqual([]);
  expect(errors).toContain(undefined);
});

function errorOf(action: () => unknown): unknown {
  try {
    action();
    return undefined;
  } catch (error) {
    return error;
  }
}
