import { resolve, sep } from 'node:path';

/** The folders and the name that a path has, parted by `/`: `..` in it is where the user is, and no way out of anything. */
export function keyOfPath(path: string): string {
  return resolve(path).split(sep).filter(Boolean).join('/');
}
