import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { userError } from '../core/errors.ts';

/** A local file that becomes an object of a batch. */
export interface BatchFile {
  readonly path: string;
  /** The object's name within its source. */
  readonly object: string;
}

const PACKAGE = 'package:';

/**
 * The files a scenario names: paths within its folder, or `package:NAME/PATH` within an installed npm package (looked
 * for from the folder upwards). Throws a `UserError` for one that is missing, is not a file, or climbs out.
 */
export async function resolveFiles(
  addresses: readonly string[],
  { folder, file }: { folder: string; file: string },
): Promise<BatchFile[]> {
  const files: BatchFile[] = [];
  for (const address of addresses) {
    const path = address.startsWith(PACKAGE)
      ? await packageFile(address, folder, file)
      : await resolveInside(folder, address, file);
    files.push({ path, object: basename(path) });
  }
  return files;
}

/** The real path of `address` in `folder`; a `UserError` when it is missing or leads out of the folder. */
export async function resolveInside(folder: string, address: string, file: string): Promise<string> {
  const path = resolve(folder, address);
  if (isAbsolute(address) || !isInside(folder, path)) throw climbsOut(address, file);
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) {
    throw userError({
      code: 'FILE_NOT_FOUND',
      message: info ? `${address} is not a file` : `no file ${address}`,
      file,
      found: path,
      hint: 'Paths are taken relative to the folder of scenario.yaml.',
    });
  }
  if (!isInside(await realpath(folder), await realpath(path))) throw climbsOut(address, file);
  return path;
}

async function packageFile(address: string, folder: string, file: string): Promise<string> {
  const match = /^((?:@[\w.-]+\/)?[\w.-]+)\/(.+)$/.exec(address.slice(PACKAGE.length));
  const [, name, path] = match ?? [];
  if (name === undefined || path === undefined) {
    throw userError({
      code: 'PACKAGE_ADDRESS',
      message: `not a package address: ${address}`,
      file,
      expected: 'package:NAME/PATH',
    });
  }
  for (let at = resolve(folder); ; at = dirname(at)) {
    const root = join(at, 'node_modules', name);
    if ((await stat(root).catch(() => undefined))?.isDirectory()) return resolveInside(root, path, file);
    if (dirname(at) === at) break;
  }
  throw userError({
    code: 'PACKAGE_NOT_FOUND',
    message: `${address}: the npm package ${name} is not installed`,
    file,
    hint: `Install it where the scenario is: npm install --save-dev ${name}`,
  });
}

function climbsOut(address: string, file: string): Error {
  return userError({
    code: 'PATH_OUTSIDE',
    message: `${address} leads out of the scenario folder`,
    file,
    expected: 'a relative path within the folder',
    hint: 'A scenario stands alone: copy the file into its folder.',
  });
}

/** Whether a path is the folder or lies below it, links not looked at. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(resolve(folder), path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
