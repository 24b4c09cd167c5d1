import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { loadBzip2 } from '../../../src/formats/codecs/bzip2.ts';
import { CodecError, type Codec, type TwoWayCodec } from '../../../src/formats/codecs/codec.ts';
import { deflate } from '../../../src/formats/codecs/deflate.ts';
import { loadSnappy } from '../../../src/formats/codecs/snappy.ts';
import { loadXz, type StreamCodec } from '../../../src/formats/codecs/xz.ts';
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

test('zstd that is loaded again while it is used goes on as before', async () => {
  const first = await loadZstd();
  const compressed = first.compress(text);
  for (let time = 0; time < 5; time++) {
    const again = await loadZstd();
    await new Promise(setImmediate);
    expect(Buffer.compare(again.compress(text), compressed)).toBe(0);
    expect(Buffer.compare(first.decompress(compressed, text.length), text)).toBe(0);
  }
});

/** `hello world` 20 times, as the tools of that name compress it. */
const READ_ALONE = {
  bzip2: 'QlpoOTFBWSZTWW2DeBUAACeRgEAABkSQgCAAUIYEBSqGyTCYTCcJpNJwTpNJ0n4u5IpwoSDbBvAq',
  xz: '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ADbABFdADQZSe6N6ReJOjNgCe28QwAAAAAAADs2mB2cIk1HAAEt3AEAAAAIN96MscRn+wIAAAAABFla',
};

describe.each([
  ['bzip2', await loadBzip2(), READ_ALONE.bzip2],
  ['xz', await loadXz(), READ_ALONE.xz],
] as const)('%s', (_name, codec, base64) => {
  const compressed = Buffer.from(base64, 'base64');

  test('gives the original, and no more than the limit', async () => {
    const original = Buffer.from('hello world'.repeat(20));
    expect(Buffer.compare(await codec.decompress(compressed, original.length), original)).toBe(0);
    await expect(decompressed(codec, compressed, original.length - 1)).rejects.toThrow(CodecError);
  });

  test('refuses what is cut off anywhere', async () => {
    for (let length = 0; length < compressed.length; length++) {
      await expect(decompressed(codec, compressed.subarray(0, length), 1000)).rejects.toThrow(CodecError);
    }
  });
});

test('bzip2 reads several streams, and refuses what is no stream', async () => {
  const codec = await loadBzip2();
  const compressed = Buffer.from(READ_ALONE.bzip2, 'base64');
  expect(codec.decompress(Buffer.concat([compressed, compressed]), 1000)).toHaveLength(440);
  expect(() => codec.decompress(Buffer.concat([compressed, Buffer.alloc(9)]), 1000)).toThrow(CodecError);
});

async function decompressed(codec: Codec | StreamCodec, bytes: Uint8Array, limit: number): Promise<Uint8Array> {
  return await codec.decompress(bytes, limit);
}
