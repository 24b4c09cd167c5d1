import { expect, test } from 'vitest';
import { ByteSink } from '../../../../src/formats/orc/write/byte-sink.ts';
import { BitRuns } from '../../../../src/formats/orc/write/rle/bit-runs.ts';
import { writeByteRuns } from '../../../../src/formats/orc/write/rle/byte-runs.ts';
import { writeIntegerRuns } from '../../../../src/formats/orc/write/rle/integer-runs.ts';
import { writeWideVarint, writeVarint } from '../../../../src/formats/orc/write/rle/varint.ts';
import { writeWideRuns } from '../../../../src/formats/orc/write/rle/wide-runs.ts';

// The examples of the ORC specification, version 1, sections "Run Length Encoding" to "Patched Base".

test('short repeat', () => {
  expect(integers([10_000, 10_000, 10_000, 10_000, 10_000])).toBe('0a2710');
});

test('direct', () => {
  expect(integers([23_713, 43_806, 57_005, 48_879])).toBe('5e035ca1ab1edeadbeef');
});

test('patched base', () => {
  const rest = Array.from({ length: 16 }, (_, index) => 2040 + 10 * index);
  expect(integers([2030, 2000, 2020, 1_000_000, ...rest])).toBe(
    '8e132b2107d01e00147028323c46505a646e78828c96a0aab4befce8',
  );
});

test('delta', () => {
  expect(integers([2, 3, 5, 7, 11, 13, 17, 19, 23, 29])).toBe('c609020222424246');
});

test('a sequence is a fixed delta, a long repeat one of zero', () => {
  expect(integers([10, 9, 8, 7, 6])).toBe('c0040a01');
  expect(integers(Array.from({ length: 100 }, () => 7))).toBe('c0630700');
});

test('the same runs from 64-bit numbers, and short ones where the numbers are long', () => {
  expect(wide([-7n, -7n, -7n])).toBe('000d');
  expect(wide([2n ** 62n, 2n ** 62n + 1n, 2n ** 62n + 2n, 2n ** 62n + 3n])).toBe('c0038080808080808080800102');
  expect(wide([2n ** 63n - 1n, -(2n ** 63n)])).toBe('7e01fffffffffffffffeffffffffffffffff');
});

test('bytes', () => {
  expect(bytes(Array.from({ length: 100 }, () => 0))).toBe('6100');
  expect(bytes([0x44, 0x45])).toBe('fe4445');
});

test('booleans', () => {
  const runs = new BitRuns();
  const sink = new ByteSink();
  for (const bit of [true, false, false, false, false, false, false, false]) runs.push(bit);
  runs.finish(sink);
  expect(hex(sink)).toBe('ff80');
});

test('base 128 varints', () => {
  const sink = new ByteSink();
  for (const value of [0, 1, 127, 128, 129, 16_383, 16_384, 16_385]) writeVarint(sink, value);
  expect(hex(sink)).toBe('00017f80018101ff7f808001818001');
});

test.each([2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 40 + 5, 2 ** 53 - 1])('%d is the same varint as a bigint', (value) => {
  const [sink, other] = [new ByteSink(), new ByteSink()];
  writeVarint(sink, value);
  writeWideVarint(other, BigInt(value));
  expect(hex(sink)).toBe(hex(other));
});

function integers(values: readonly number[]): string {
  const sink = new ByteSink();
  writeIntegerRuns(sink, Float64Array.from(values), values.length, false);
  return hex(sink);
}

function wide(values: readonly bigint[]): string {
  const sink = new ByteSink();
  writeWideRuns(sink, BigInt64Array.from(values), values.length);
  return hex(sink);
}

function bytes(values: readonly number[]): string {
  const sink = new ByteSink();
  writeByteRuns(sink, Uint8Array.from(values), values.length);
  return hex(sink);
}

function hex(sink: ByteSink): string {
  return Buffer.from(sink.written()).toString('hex');
}
