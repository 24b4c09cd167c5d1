import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** The folder itself, or the nearest above it that is there. */
export async function existingParent(folder: string): Promise<string> {
  const path = resolve(folder);
  const there = await stat(path).catch(() => undefined);
  return there || dirname(path) === path ? path : existingParent(dirname(path));
}
