import { totalmem } from 'node:os';
import { userError, type UserError } from '../core/errors.ts';
import { parseSize } from '../core/size.ts';
import type { SessionOptions } from '../duckdb/open-session.ts';

/** What judging data may take. */
export interface CheckLimits {
  /** Seconds for each query of a rule and each regular expression that JavaScript runs; default 60. */
  readonly seconds?: number;
  /**
   * The memory of the whole, as `2 GB` or in bytes, beyond which it is spilled to disk; default 1.5 GB, or four fifths of
   * a machine that has less.
   */
  readonly memory?: string | number;
}

/**
 * The session's part of the limits. By default memory stays under 2 GB with what Node and the engine's allocator need
 * beside it, whatever the data; half of the free disk may be spilled to. Throws a `UserError` (`SESSION_OPTION_INVALID`).
 */
export function sessionLimits({
  seconds = 60,
  memory = Math.min(MEMORY, totalmem() * 0.8),
}: CheckLimits): SessionOptions {
  const bytes = typeof memory === 'number' ? memory : parseSize(memory);
  if (!(bytes !== undefined && bytes > 0)) throw unusable('memory', memory, 'a size such as 512 MB or 4GB');
  if (!(seconds > 0)) throw unusable('seconds', seconds, 'a number above 0');
  return { seconds, memoryLimit: `${Math.round(bytes)}B`, diskShare: 0.5 };
}

function unusable(limit: keyof CheckLimits, found: string | number, expected: string): UserError {
  return userError({
    code: 'SESSION_OPTION_INVALID',
    message: `limits.${limit} is not usable`,
    found: String(found),
    expected,
  });
}

const MEMORY = 1.5 * 1024 ** 3;
