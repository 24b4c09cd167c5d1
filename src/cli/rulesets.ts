import { isUtf8 } from 'node:buffer';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, posix, resolve, sep } from 'node:path';
import { userError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import { readWholeText } from '../core/read-text.ts';
import { globBase, globExpression, isGlob } from '../formats/glob-pattern.ts';
import type { Io } from './io.ts';

/** The name of what is piped in, on the command line. */
export const STDIN = '-';

/**
 * The rulesets that paths mean, each once: a file, all `*.dqdl` in a folder and the folders below it, all that a glob
 * matches, or `-` for what is piped in. Throws a `UserError`: `FILE_NOT_FOUND`, `FILES_NO_MATCH`.
 */
export async function findRulesets(paths: readonly string[]): Promise<string[]> {
  const found = new Map<string, string>();
  for (const path of paths) {
    for (const file of await rulesetsOf(path)) {
      const key = file === STDIN ? file : resolve(file);
      if (!found.has(key)) found.set(key, file);
    }
  }
  return [...found.values()];
}

/** The text of a ruleset, with a byte order mark where it has one. Throws a `UserError`, as reading a file does. */
export async function readRuleset(file: string, { stdin }: Io): Promise<string> {
  if (file !== STDIN) return readWholeText(file);
  const pieces: Buffer[] = [];
  for await (const piece of stdin) pieces.push(Buffer.from(piece));
  const bytes = Buffer.concat(pieces);
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw userError({ code: 'FILE_NOT_UTF8', message: 'is not text in UTF-8', file: STDIN });
}

async function rulesetsOf(path: string): Promise<string[]> {
  if (path === STDIN) return [path];
  const kind = await kindOf(path);
  if (kind === 'file') return [path];
  const isPattern = kind === undefined && isGlob(path);
  if (kind === undefined && !isPattern) throw await notFound(path);
  const files = isPattern ? await matching(path) : (await filesBelow(path)).filter((file) => /\.dqdl$/i.test(file));
  if (files.length > 0) return files.toSorted();
  throw userError({
    code: 'FILES_NO_MATCH',
    message: isPattern ? 'no file matches the pattern' : 'the folder has no rulesets',
    file: path,
    expected: isPattern ? 'at least one file' : 'files that end in .dqdl',
  });
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

async function matching(pattern: string): Promise<string[]> {
  const normal = posix.normalize(toPosix(pattern));
  const expression = globExpression(normal);
  const files = await filesBelow(globBase(normal));
  return files.filter((file) => expression.test(posix.normalize(toPosix(file))));
}

/** Names that begin with a dot and installed packages are passed over. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) for (const file of await filesBelow(path)) found.push(file);
    else if (entry.isFile() || (await kindOf(path)) === 'file') found.push(path);
  }
  return found;
}

async function notFound(path: string): Promise<Error> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const { nearest } = nearestOf(basename(path), names);
  return userError({
    code: 'FILE_NOT_FOUND',
    message: 'no such file',
    file: path,
    ...(nearest === undefined ? {} : { nearest: join(folder, nearest) }),
    hint: 'Check the path; it is taken relative to the current folder.',
  });
}

function toPosix(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
