import { homedir } from 'node:os';
import { join } from 'node:path';
import { userError } from '../../core/errors.ts';
import type { Effects } from '../../core/effects.ts';
import { parseSize } from '../../core/size.ts';

const DEFAULT_BYTES = 10 * 1024 ** 3;

/**
 * Where objects of S3 are kept, and how many bytes of them: GLUE_REPLAY_CACHE and GLUE_REPLAY_CACHE_SIZE, by default
 * 10 GB in `glue-replay` below XDG_CACHE_HOME or `~/.cache`. Throws a `UserError` CACHE_SIZE_INVALID.
 */
export function cachePlace({ env }: Pick<Effects, 'env'>): { folder: string; maxBytes: number } {
  const home = env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const size = env['GLUE_REPLAY_CACHE_SIZE'];
  const maxBytes = size === undefined || size === '' ? DEFAULT_BYTES : parseSize(size);
  if (maxBytes === undefined) {
    throw userError({
      code: 'CACHE_SIZE_INVALID',
      message: `GLUE_REPLAY_CACHE_SIZE is no size: ${JSON.stringify(size)}`,
      expected: 'a number of bytes, such as 512 MB or 10 GB',
    });
  }
  return { folder: env['GLUE_REPLAY_CACHE'] || join(home, 'glue-replay'), maxBytes };
}
