import { readdir, stat } from 'node:fs/promises';
import { dirname, join, posix, sep } from 'node:path';
import { userError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import { globBase, globExpression, isGlob } from './glob-pattern.ts';
import { FORMAT_NAMES, kindOfPath } from './kinds/registry.ts';

/**
 * The files that a path means: itself; all files of a known extension in a folder and the folders below it; or all
 * that a glob matches, sorted. Names that begin with `.` or `_` are passed over in folders, as Glue does. With `anyKind`
 * a folder means all other files, whatever their extension. Throws a `UserError`: `FILE_NOT_FOUND`, `FILES_NO_MATCH`.
 */
export async function findFiles(
  path: string,
  { anyKind = false }: { readonly anyKind?: boolean } = {},
): Promise<string[]> {
  const kind = await kindOf(path);
  if (kind === 'file') return [path];
  const inFolder = kind === 'folder' ? await visibleFilesIn(path) : isGlob(path) ? await matching(path) : [];
  const files = kind === 'folder' && !anyKind ? inFolder.filter((file) => kindOfPath(file) !== undefined) : inFolder;
  if (files.length > 0) return files.toSorted();
  if (kind === undefined && !isGlob(path)) throw await notFound(path);
  throw userError({
    code: 'FILES_NO_MATCH',
    message: kind === 'folder' ? `the folder has no ${anyKind ? '' : 'data '}files` : 'no file matches the pattern',
    file: path,
    expected:
      kind === 'folder' && !anyKind ? `files of a known format: ${FORMAT_NAMES.join(', ')}` : 'at least one file',
  });
}

/** The folder that must be readable for {@link findFiles} and for reading what it finds. */
export async function folderOf(path: string): Promise<string> {
  const kind = await kindOf(path);
  if (kind === 'folder') return path;
  return kind === undefined && isGlob(path) ? globBase(toPosix(path)) : dirname(path);
}

async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

async function visibleFilesIn(folder: string): Promise<string[]> {
  return filesBelow(folder, (name) => !/^[._]/.test(name));
}

async function matching(pattern: string): Promise<string[]> {
  const normal = posix.normalize(toPosix(pattern));
  const base = globBase(normal);
  const expression = globExpression(normal);
  const files = await filesBelow(base, () => true);
  return files.filter((file) => expression.test(posix.normalize(toPosix(file))));
}

async function filesBelow(folder: string, wanted: (name: string) => boolean): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    if (!wanted(entry.name)) continue;
    const path = join(folder, entry.name);
    const kind = entry.isSymbolicLink() ? undefined : entry.isDirectory() ? 'folder' : 'file';
    if (kind === 'folder') found.push(...(await filesBelow(path, wanted)));
    else if (kind === 'file' || (await kindOf(path)) === 'file') found.push(path);
  }
  return found;
}

async function notFound(path: string): Promise<Error> {
  const folder = dirname(path);
  const names = await readdir(folder).catch(() => []);
  const near = nearestOf(
    path,
    names.map((name) => (folder === '.' ? name : join(folder, name))),
  );
  return userError({ code: 'FILE_NOT_FOUND', message: 'no such file', file: path, ...near, hint: 'Check the path.' });
}

function toPosix(path: string): string {
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}
