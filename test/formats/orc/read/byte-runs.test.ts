import { expect, test } from 'vitest';
import { BitRuns } from '../../../../src/formats/orc/read/decode/bit-runs.ts';
import { ByteRuns } from '../../../../src/formats/orc/read/decode/byte-runs.ts';
import { LongVarints } from '../../../../src/formats/orc/read/decode/long-varints.ts';
import { streamOf } from './streams.ts';

test('a run of bytes and a list of literals, cut anywhere (the bytes of the specification)', () => {
  for (const first of [1, 99, 100, 101]) {
    const runs = new ByteRuns(streamOf(0x61, 0x00, 0xfe, 0x44, 0x45));
    const bytes = new Uint8Array(102);
    runs.read(bytes.subarray(0, first), first);
    runs.read(bytes.subarray(first), 102 - first);
    expect([...bytes.subarray(99)]).toEqual([0, 0x44, 0x45]);
    expect(runs.isDone()).toBe(true);
  }
});

test('bits come highest first, and go on in the middle of a byte', () => {
  const bits = new BitRuns(streamOf(0xfe, 0b1010_0110, 0b1000_0000));
  expect([...bits.read(3)]).toEqual([0b101]);
  expect([...bits.read(8)]).toEqual([0b0010_1100]);
  expect(() => bits.read(8)).toThrow(/ends before the last/);
});

test('decimals of one byte, of 49 bits, and of 128', () => {
  const max = 10n ** 38n - 1n;
  const values = [0n, -1n, 1n, 2n ** 48n - 1n, -(2n ** 48n), 2n ** 49n, -(2n ** 63n), max, -max];
  const words = new Uint32Array(values.length * 4);
  const numbers = new LongVarints(streamOf(...values.flatMap(varint)));
  numbers.read(words, values.length);
  expect(values.map((_, index) => joined(words, index * 4))).toEqual(values);
  expect(numbers.isDone()).toBe(true);
  const tooLong = new LongVarints(streamOf(...Array.from({ length: 30 }, () => 0xff)));
  expect(() => tooLong.read(words, 1)).toThrow(/longer than 128 bits/);
});

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value < 0n ? -value * 2n - 1n : value * 2n;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

function joined(words: Uint32Array, at: number): bigint {
  const parts = [3, 2, 1, 0].map((word) => BigInt(words[at + word] ?? 0));
  return BigInt.asIntN(
    128,
    parts.reduce((value, part) => (value << 32n) | part, 0n),
  );
}
