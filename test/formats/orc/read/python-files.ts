import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempFolder, type TempFolder } from '../../../temp-folder.ts';

/** A folder with the files that PyArrow and pyorc write (write-files.py). */
export async function pythonFiles(python: string): Promise<TempFolder> {
  const folder = await tempFolder();
  await runPython(python, 'write-files.py', folder.path);
  return folder;
}

/** Runs one of the scripts beside this file, and gives what it says. */
export async function runPython(python: string, script: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(python, [join(import.meta.dirname, script), ...args]);
  return stdout.trim();
}

export async function filesOf(folder: TempFolder, pattern: RegExp): Promise<string[]> {
  const names = await readdir(folder.path);
  return names.filter((name) => pattern.test(name)).map((name) => join(folder.path, name));
}
