import { createHash } from 'node:crypto';

/**
 * A 64-bit seed for one stream of random values, derived from any number of parts (seed, dataset, column, row…).
 * Equal parts give equal seeds on every machine; parts are kept apart, so `('ab', 'c')` differs from `('a', 'bc')`.
 */
export function deriveSeed(...parts: readonly (string | number | bigint)[]): bigint {
  const hash = createHash('sha256');
  for (const part of parts) {
    const text = String(part);
    hash.update(`${text.length}:${text};`);
  }
  return hash.digest().readBigUInt64BE(0);
}

/** Lower-case hex sha-256 of bytes or text. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
