import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { realEffects } from '../src/core/effects.ts';

/** Set to 1, the goldens are written instead of compared. */
const UPDATE = 'GLUE_REPLAY_UPDATE';

/**
 * Compares `text` with the golden file at `path` (relative to test/). `GLUE_REPLAY_UPDATE=1 npx vitest run …` writes
 * the files instead, to be read in the diff; where `CI` is set that is refused.
 */
export function expectGolden(path: string, text: string, env = realEffects().env): void {
  const file = join(import.meta.dirname, path);
  if (env[UPDATE] === '1') {
    if (env['CI'] !== undefined && env['CI'] !== '')
      throw new Error(`${UPDATE} is refused in CI: goldens are judged there`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  expect(text, `test/${path} differs; if that is meant, run again with ${UPDATE}=1`).toBe(readGolden(file, path));
}

function readGolden(file: string, path: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`test/${path} is not there; run again with ${UPDATE}=1 to write it`);
  }
}
