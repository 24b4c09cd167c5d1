import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

const FIRST_MS = 100;
const LONGEST_MS = 5000;

/** Waits before the next attempt: up to twice as long each time, of random length, so that many do not return at once. */
export async function pauseBefore(attempt: number, signal: AbortSignal): Promise<void> {
  const limit = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  await setTimeout(randomInt(Math.floor(limit / 2), limit + 1), undefined, { signal });
}
