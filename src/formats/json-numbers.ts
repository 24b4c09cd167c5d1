import { createReadStream } from 'node:fs';

/** A number of JSON, long enough to matter; what looks like one inside a string only costs time. */
const NUMBER = /(?<=[:,[\s])-?\d[\d.]{5,}(?:[eE][+-]?\d+)?(?=[,\]}\s])/g;

/** No number is longer; what a chunk cuts in two is seen with the next. */
const OVERLAP = 512;

/**
 * Whether a JSON file has a number that DuckDB's JSON functions do not give back digit by digit. They read whole
 * numbers up to 64 bits exactly and all others as doubles; few files have any that this changes, and the protection
 * costs several times the reading.
 */
export async function hasInexactNumbers(path: string): Promise<boolean> {
  let rest = '';
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const text = rest + (chunk instanceof Buffer ? chunk.toString('latin1') : String(chunk));
    for (const [number] of text.matchAll(NUMBER)) if (isInexact(number)) return true;
    rest = text.slice(-OVERLAP);
  }
  return false;
}

function isInexact(number: string): boolean {
  const text = number.replace(/^-/, '');
  if (/^\d+$/.test(text)) return text.length > 18;
  if (text.startsWith('0.0000')) return true;
  const digits = text
    .replace(/[eE].*/, '')
    .replace('.', '')
    .replace(/^0+/, '');
  return digits.length > 15 && String(Number(text)) !== text.replace(/\.?0+$/, '');
}
