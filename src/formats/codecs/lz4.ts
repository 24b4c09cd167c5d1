import { CodecError, tooLong, type Codec } from './codec.ts';

/** LZ4's block format, without frames (lz4_Block_format.md). */
export const lz4: Codec = {
  decompress(bytes, limit) {
    let out = new Uint8Array(Math.min(limit, Math.max(64, bytes.length * 4)));
    let at = 0;
    let length = 0;

    /** Room for more bytes of the original. */
    const reserve = (more: number): void => {
      if (length + more > limit) throw tooLong('lz4', limit);
      if (length + more <= out.length) return;
      const larger = new Uint8Array(Math.min(limit, Math.max(out.length * 2, length + more)));
      larger.set(out.subarray(0, length));
      out = larger;
    };

    /** A length of 15 goes on in the next bytes, as long as they are 255. */
    const longLength = (first: number): number => {
      let total = first;
      if (first < 15) return total;
      for (;;) {
        const byte = bytes[at++];
        if (byte === undefined) throw cutOff();
        total += byte;
        if (byte < 255) return total;
      }
    };

    while (at < bytes.length) {
      const token = bytes[at++] ?? 0;
      const literals = longLength(token >> 4);
      if (literals > bytes.length - at) throw cutOff();
      reserve(literals);
      out.set(bytes.subarray(at, at + literals), length);
      at += literals;
      length += literals;
      if (at === bytes.length) return out.subarray(0, length);
      if (bytes.length - at < 2) throw cutOff();
      const distance = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
      at += 2;
      if (distance === 0 || distance > length) {
        throw new CodecError(`lz4: the compressed bytes are damaged: a match ${distance} bytes back at byte ${length}`);
      }
      const match = longLength(token & 15) + 4;
      reserve(match);
      copyMatch(out, length, distance, match);
      length += match;
    }
    throw cutOff();
  },
};

/** A match may reach into what it makes: it repeats then. */
function copyMatch(out: Uint8Array, at: number, distance: number, length: number): void {
  if (distance >= length) {
    out.copyWithin(at, at - distance, at - distance + length);
    return;
  }
  for (let index = at; index < at + length; index++) out[index] = out[index - distance] ?? 0;
}

function cutOff(): CodecError {
  return new CodecError('lz4: the compressed bytes are damaged: they end within a sequence');
}
