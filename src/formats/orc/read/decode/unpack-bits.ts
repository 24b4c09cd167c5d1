import type { RunBuffer } from './run-buffer.ts';

/**
 * Puts `count` numbers of `width` bits each, highest bit first, from a place of some bytes into a run, from its place
 * `from` on. The bytes must be there.
 */
export function unpackBits(
  bytes: Uint8Array,
  start: number,
  { width, count, into, from }: { width: number; count: number; into: RunBuffer; from: number },
): void {
  const { low, high } = into;
  high.fill(0, from, from + count);
  if (width === 8) {
    for (let index = 0; index < count; index++) low[from + index] = bytes[start + index] ?? 0;
  } else if (width === 16) {
    for (let index = 0, at = start; index < count; index++, at += 2) {
      low[from + index] = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    }
  } else if (width <= 24) {
    unpackNarrow(bytes, start, { width, count, low, from });
  } else if (width <= 32) {
    unpackMiddle(bytes, start, { width, count, low, from });
  } else {
    unpackWide(bytes, start, { width, count, into, from });
  }
}

/** Each number is within four bytes. */
function unpackNarrow(
  bytes: Uint8Array,
  start: number,
  { width, count, low, from }: { width: number; count: number; low: Int32Array; from: number },
): void {
  const down = 32 - width;
  for (let index = 0, bit = 0; index < count; index++, bit += width) {
    const at = start + (bit >> 3);
    const word =
      ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    low[from + index] = (word << (bit & 7)) >>> down;
  }
}

/** Each number is within five bytes. */
function unpackMiddle(
  bytes: Uint8Array,
  start: number,
  { width, count, low, from }: { width: number; count: number; low: Int32Array; from: number },
): void {
  const down = 32 - width;
  for (let index = 0, bit = 0; index < count; index++, bit += width) {
    const at = start + (bit >> 3);
    const shift = bit & 7;
    const word =
      ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const whole = shift === 0 ? word : (word << shift) | ((bytes[at + 4] ?? 0) >>> (8 - shift));
    low[from + index] = whole >>> down;
  }
}

function unpackWide(
  bytes: Uint8Array,
  start: number,
  { width, count, into, from }: { width: number; count: number; into: RunBuffer; from: number },
): void {
  const { low, high } = into;
  let at = start;
  let byte = 0;
  let left = 0;
  for (let index = 0; index < count; index++) {
    let l = 0;
    let h = 0;
    for (let missing = width; missing > 0;) {
      if (left === 0) {
        byte = bytes[at++] ?? 0;
        left = 8;
      }
      const taken = missing < left ? missing : left;
      left -= taken;
      missing -= taken;
      h = (h << taken) | (l >>> (32 - taken));
      l = (l << taken) | ((byte >> left) & ((1 << taken) - 1));
    }
    low[from + index] = l;
    high[from + index] = h;
  }
}
