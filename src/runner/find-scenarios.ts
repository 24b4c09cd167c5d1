import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { userError } from '../core/errors.ts';

/**
 * The scenarios meant by `paths`, as paths relative to `cwd`: a folder with a scenario.yaml is one; any other folder
 * stands for those right below it. No path means the current folder, or its `scenarios` folder. Sorted by name within
 * a folder; a `UserError` for a path that has none.
 */
export async function findScenarios(paths: readonly string[], cwd: string): Promise<string[]> {
  if (paths.length > 0) {
    const found = await Promise.all(paths.map((path) => scenariosAt(resolve(cwd, path))));
    paths.forEach((path, index) => {
      if (found[index]?.length === 0) throw noScenario(path);
    });
    return [...new Set(found.flat())].map((path) => relative(cwd, path) || '.');
  }
  for (const folder of ['.', 'scenarios']) {
    const found = await scenariosAt(resolve(cwd, folder));
    if (found.length > 0) return found.map((path) => relative(cwd, path) || '.');
  }
  throw noScenario('.');
}

async function scenariosAt(path: string): Promise<string[]> {
  if (await isFile(path)) return [path];
  if (await isFile(join(path, 'scenario.yaml'))) return [path];
  const entries = await readdir(path).catch(() => []);
  const folders: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a < b ? -1 : 1))) {
    if (await isFile(join(path, entry, 'scenario.yaml'))) folders.push(join(path, entry));
  }
  return folders;
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

function noScenario(path: string): Error {
  return userError({
    code: 'SCENARIO_NOT_FOUND',
    message: `no scenario in ${path}`,
    expected: 'a folder with a scenario.yaml, or a folder of such folders',
    hint: 'Make one with: glue-replay init NAME',
  });
}
