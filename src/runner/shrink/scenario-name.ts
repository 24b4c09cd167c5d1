import { basename, resolve } from 'node:path';

/** The name of the folder, made to fit the names of scenarios. */
export function scenarioName(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'shrunk' : name;
}
