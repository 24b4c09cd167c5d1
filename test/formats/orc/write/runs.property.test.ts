import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ByteStream } from '../../../../src/formats/orc/read/byte-stream.ts';
import { BitRuns as BitReader } from '../../../../src/formats/orc/read/decode/bit-runs.ts';
import { ByteRuns } from '../../../../src/formats/orc/read/decode/byte-runs.ts';
import { Integers } from '../../../../src/formats/orc/read/decode/integers.ts';
import { ByteSink } from '../../../../src/formats/orc/write/byte-sink.ts';
import { BitRuns } from '../../../../src/formats/orc/write/rle/bit-runs.ts';
import { writeByteRuns } from '../../../../src/formats/orc/write/rle/byte-runs.ts';
import { writeIntegerRuns } from '../../../../src/formats/orc/write/rle/integer-runs.ts';
import { writeWideRuns } from '../../../../src/formats/orc/write/rle/wide-runs.ts';

const MOST = 2 ** 52 - 1;

/** Stretches that repeat, go up or down by steps, or have a few values much longer than the rest. */
function stretches(least: number): fc.Arbitrary<number[]> {
  const value = fc.oneof(
    fc.integer({ min: Math.max(least, -100), max: 100 }),
    fc.maxSafeInteger().map((any) => Math.max(least, any % MOST)),
  );
  const steps = fc
    .tuple(value, fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 600 }))
    .map(([start, deltas]) => {
      let last = Math.min(start, 2 ** 51);
      return deltas.map((delta) => (last += delta));
    });
  const repeat = fc
    .tuple(value, fc.integer({ min: 1, max: 1100 }))
    .map(([one, times]) => Array.from({ length: times }, () => one));
  const outliers = fc
    .tuple(value, fc.array(fc.nat({ max: 50 }), { minLength: 20, maxLength: 520 }))
    .map(([one, small]) => small.map((low, index) => (index % 37 === 36 || index === small.length - 1 ? one : low)));
  return fc
    .array(
      fc.oneof(
        fc.array(value, { maxLength: 40 }),
        steps,
        steps.map((up) => up.toReversed()),
        repeat,
        outliers,
      ),
      { maxLength: 5 },
    )
    .map((parts) => parts.flat());
}

test.each([true, false])('runs of numbers are read as they were written (signed: %s)', (isSigned) => {
  fc.assert(
    fc.property(stretches(isSigned ? -MOST : 0), (values) => {
      const sink = new ByteSink();
      writeIntegerRuns(sink, Float64Array.from(values), values.length, isSigned);
      const target = new Float64Array(values.length);
      new Integers(streamOf(sink), { version: 2, isSigned }).readNumbers(target, values.length);
      expect([...target]).toEqual(values);
    }),
    { numRuns: 300 },
  );
});

test('runs of 64-bit numbers are read as they were written', () => {
  const value = fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -9n, max: 9n }));
  const steps = fc.tuple(value, fc.array(fc.bigInt({ min: 0n, max: 2n ** 50n }))).map(([start, deltas]) => {
    let last = start / 2n;
    return deltas.map((delta) => (last += delta));
  });
  const repeat = fc
    .tuple(value, fc.integer({ min: 1, max: 700 }))
    .map(([one, times]) => Array.from({ length: times }, () => one));
  const parts = fc.array(
    fc.oneof(
      fc.array(value),
      steps,
      steps.map((up) => up.toReversed()),
      repeat,
    ),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(parts, (lists) => {
      const values = BigInt64Array.from(lists.flat());
      const sink = new ByteSink();
      writeWideRuns(sink, values, values.length);
      const target = new BigInt64Array(values.length);
      new Integers(streamOf(sink), { version: 2, isSigned: true }).read64(new Int32Array(target.buffer), values.length);
      expect([...target]).toEqual([...values]);
    }),
    { numRuns: 300 },
  );
});

test('bytes are read as they were written', () => {
  const parts = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.nat(255), fc.nat(300)).map(([byte, times]) => new Uint8Array(times).fill(byte)),
    ),
  );
  fc.assert(
    fc.property(parts, (lists) => {
      const values = Buffer.concat(lists);
      const sink = new ByteSink();
      writeByteRuns(sink, values, values.length);
      const target = new Uint8Array(values.length);
      new ByteRuns(streamOf(sink)).read(target, values.length);
      expect(Buffer.from(target).equals(values)).toBe(true);
    }),
  );
});

test('bits are read as they were written, wherever they are flushed', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.boolean(), { maxLength: 50 })), fc.nat(100), (groups, ones) => {
      const runs = new BitRuns();
      const sink = new ByteSink();
      for (const group of groups) {
        for (const bit of group) runs.push(bit);
        runs.pushOnes(ones);
        runs.flushTo(sink);
      }
      runs.finish(sink);
      const wanted = groups.flatMap((group) => [...group, ...Array.from({ length: ones }, () => true)]);
      const bitmap = new BitReader(streamOf(sink)).read(wanted.length);
      expect(wanted.map((_, index) => (((bitmap[index >> 3] ?? 0) >> (index & 7)) & 1) === 1)).toEqual(wanted);
    }),
  );
});

function streamOf(sink: ByteSink): ByteStream {
  return new ByteStream(sink.written(), { codec: undefined, blockSize: 1024 }, { part: 'stream' });
}
