import { mkdir, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { messageOf, userError } from '../../core/errors.ts';
import type { DataInput } from '../../formats/open-data.ts';

/**
 * The paths of the data whose states are to be kept in `folder`, which is made. Throws a `UserError`: `STATES_NEED_FILES`
 * for data that are no files, `STATES_AMONG_DATA` where states would be read as data, `STATES_UNUSABLE`.
 */
export async function stateablePaths(data: DataInput, folder: string): Promise<readonly string[]> {
  const paths = typeof data === 'string' ? [data] : data;
  if (!isPaths(paths)) {
    throw userError({
      code: 'STATES_NEED_FILES',
      message: 'states are kept of files only',
      hint: 'Name the data by path, or leave the states out.',
    });
  }
  for (const path of paths) if (await wouldRead(path, folder)) throw amongData(path, folder);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw userError(
      { code: 'STATES_UNUSABLE', message: `the folder of states cannot be made: ${messageOf(error)}`, file: folder },
      { cause: error },
    );
  });
  return paths;
}

function isPaths(data: Exclude<DataInput, string>): data is readonly string[] {
  return Array.isArray(data);
}

/** Whether reading the path would find the tables in the folder: names that begin with `.` or `_` are passed over. */
async function wouldRead(path: string, folder: string): Promise<boolean> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const way = relative(resolve(path), resolve(folder));
  const parts = way === '' ? [] : way.split(sep);
  return isFolder && parts[0] !== '..' && !parts.some((part) => /^[._]/.test(part));
}

function amongData(path: string, folder: string): Error {
  return userError({
    code: 'STATES_AMONG_DATA',
    message: 'the states would be read as data',
    file: folder,
    found: `it lies in ${path}`,
    hint: 'Name another folder, or one whose name begins with a dot.',
  });
}
