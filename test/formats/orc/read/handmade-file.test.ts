import { expect, test } from 'vitest';
import { ENCODING_KINDS, type OrcTypeKind, type StreamKind } from '../../../../src/formats/orc/messages/kinds.ts';
import { OrcError } from '../../../../src/formats/orc/orc-error.ts';
import type { OrcTypeShape } from '../../../../src/formats/orc/orc-type.ts';
import { readOrc } from '../../../../src/formats/orc/read/read-orc.ts';
import { handmadeFile, type HandmadeFile } from './handmade-file.ts';

const stream = (column: number, kind: StreamKind, ...bytes: number[]): HandmadeFile['streams'][number] => ({
  column,
  kind,
  bytes: Uint8Array.from(bytes),
});

test('a column of three numbers', async () => {
  const file = handmadeFile({ type: { kind: 'int' }, rows: 3, streams: [stream(1, 'DATA', 0x00, 0x06)] });
  expect([...((await readOrc(file)).getChild('c')?.toArray() ?? [])]).toEqual([3, 3, 3]);
});

test.each<readonly [string, HandmadeFile, RegExp]>([
  [
    'no stream at all',
    { type: { kind: 'int' }, rows: 3, streams: [] },
    /column c, stream DATA\): the stream is missing/,
  ],
  [
    'fewer values than rows',
    { type: { kind: 'int' }, rows: 4, streams: [stream(1, 'DATA', 0x00, 0x06)] },
    /the stream ends before the last of its values/,
  ],
  [
    'more values than rows',
    { type: { kind: 'int' }, rows: 2, streams: [stream(1, 'DATA', 0x00, 0x06)] },
    /holds more values than the stripe has rows/,
  ],
  [
    'two billion rows of two bytes',
    { type: { kind: 'double' }, rows: 2 ** 31, streams: [stream(1, 'DATA', 0, 0)] },
    /ends before/,
  ],
  [
    'a text of 2^31 bytes',
    { type: { kind: 'string' }, rows: 1, streams: [stream(1, 'LENGTH', 0x76, 0, 0x80, 0, 0, 0)] },
    /LENGTH\): the value 2147483648 is not within/,
  ],
  [
    'a list of 2^30 items',
    {
      type: { kind: 'array', children: [{ kind: 'double' }] },
      rows: 3,
      streams: [stream(1, 'LENGTH', 0x18, 0x40, 0, 0, 0), stream(2, 'DATA', 1, 2, 3)],
    },
    /holds more than 67108864; read fewer at once/,
  ],
  [
    'a dictionary of 2^31 values',
    {
      type: { kind: 'string' },
      rows: 3,
      streams: [stream(1, 'DATA', 0, 0)],
      encoding: 'DICTIONARY_V2',
      dictionarySize: 2 ** 31,
    },
    /LENGTH\): the stream is missing/,
  ],
  [
    'a place beyond the dictionary',
    {
      type: { kind: 'string' },
      rows: 3,
      streams: [stream(1, 'DATA', 0, 0, 5), stream(1, 'LENGTH', 0xff, 1), stream(1, 'DICTIONARY_DATA', 65)],
      encoding: 'DICTIONARY',
      dictionarySize: 1,
    },
    /DATA\): the value 5 is not within 0 and 0/,
  ],
  [
    'an unknown time zone',
    { type: { kind: 'timestamp' }, rows: 3, streams: [stream(1, 'DATA', 0, 0)], timezone: 'Mars/Olympus' },
    /the writer's time zone "Mars\/Olympus" is unknown/,
  ],
])('%s is an OrcError', async (_name, file, message) => {
  const reading = readOrc(handmadeFile(file));
  await expect(reading).rejects.toThrow(message);
  await expect(reading).rejects.toBeInstanceOf(OrcError);
});

const LEAVES: readonly OrcTypeKind[] = [
  'boolean',
  'tinyint',
  'smallint',
  'int',
  'bigint',
  'float',
  'double',
  'string',
  'binary',
  'timestamp',
  'date',
];

test('streams of any bytes are an OrcError, or as many rows as there are', async () => {
  let state = 5;
  const next = (below: number): number => (state = (state * 48271) % 0x7fffffff) % below;
  const types: readonly OrcTypeShape[] = [
    ...LEAVES.map((kind) => ({ kind })),
    { kind: 'decimal', precision: 20, scale: 3 },
    { kind: 'array', children: [{ kind: 'int' }] },
    { kind: 'map', children: [{ kind: 'string' }, { kind: 'tinyint' }] },
    { kind: 'uniontype', children: [{ kind: 'int' }, { kind: 'string' }] },
  ];
  const strange: unknown[] = [];
  const ends = { read: 0, failed: 0 };
  for (let round = 0; round < 4000; round++) {
    const type = types[next(types.length)] ?? { kind: 'int' };
    const kinds = ['PRESENT', 'DATA', 'LENGTH', 'SECONDARY', 'DICTIONARY_DATA'] as const;
    const rows = 3 + next(9);
    // Every other one is a run of as many values as there are rows.
    const bytesOf = (): number[] =>
      next(2) === 0
        ? [rows - 3, next(3), next(100)].slice(0, 2 + next(2))
        : Array.from({ length: next(40) }, () => (next(3) === 0 ? next(8) : next(256)));
    const streams = [1, 2, 3].flatMap((column) =>
      kinds
        .filter((kind) => column <= 1 + (type.children?.length ?? 0) && (kind !== 'PRESENT' || next(4) === 0))
        .map((kind) => stream(column, kind, ...bytesOf())),
    );
    const encoding = ENCODING_KINDS[next(4)] ?? 'DIRECT';
    try {
      const { numRows } = await readOrc(handmadeFile({ type, rows, streams, encoding, dictionarySize: next(6) }), {
        unions: next(2) === 0 ? 'struct' : 'dense',
      });
      ends.read += 1;
      if (numRows !== rows) strange.push(numRows);
    } catch (error) {
      ends.failed += 1;
      if (!(error instanceof OrcError)) strange.push(error);
    }
  }
  expect(strange).toEqual([]);
  expect(Math.min(ends.read, ends.failed)).toBeGreaterThan(20);
}, 60_000);
