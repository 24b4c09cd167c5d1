import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CodecError, type TwoWayCodec } from '../../../src/formats/codecs/codec.ts';
import { deflate } from '../../../src/formats/codecs/deflate.ts';
import { loadSnappy } from '../../../src/formats/codecs/snappy.ts';
import { loadZstd } from '../../../src/formats/codecs/zstd.ts';

const CODECS: Readonly<Record<string, TwoWayCodec>> = {
  deflate,
  snappy: await loadSnappy(),
  zstd: await loadZstd(),
};
const text = new TextEncoder().encode('the same words, the same words, the same words'.repeat(500));

describe.each(Object.entries(CODECS))('%s', (_name, codec) => {
  test('gives back what it compressed', () => {
    for (const bytes of [new Uint8Array(0), text.subarray(0, 1), text, new Uint8Array(randomBytes(100_000))]) {
      const back = codec.decompress(codec.compress(bytes), bytes.length);
      expect(Buffer.compare(back, bytes)).toBe(0);
    }
  });

  test('makes repetition small', () => {
    expect(codec.compress(text).length).toBeLessThan(text.length / 5);
  });

  test('gives no more than the limit', () => {
    expect(() => codec.decompress(codec.compress(text), text.length - 1)).toThrow(CodecError);
  });

  test('refuses what is cut off anywhere', () => {
    const whole = codec.compress(text);
    for (let length = 0; length < whole.length; length += Math.ceil(whole.length / 50)) {
      expect(() => codec.decompress(whole.subarray(0, length), text.length)).toThrow(CodecError);
    }
  });
});
