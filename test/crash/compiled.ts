import { execFile } from 'node:child_process';
import { cp, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { tempFolder } from '../temp-folder.ts';

/** A program that `node` can run. */
export interface Compiled extends AsyncDisposable {
  readonly path: string;
}

const PROGRAMS = {
  victim: { project: 'tsconfig.crash.json', main: 'dist/crash/victim.js' },
  'command line': { project: 'tsconfig.build.json', main: 'dist/cli/main.js' },
} as const;

/** Compiles a program into a folder of its own. */
export async function compile(program: keyof typeof PROGRAMS): Promise<Compiled> {
  const { project, main } = PROGRAMS[program];
  const folder = await tempFolder();
  const at = (name: string): string => join(folder.path, name);
  const tsc = ['node_modules/typescript/bin/tsc', '-p', project, '--outDir', at('dist')];
  await Promise.all([
    promisify(execFile)('node', tsc),
    symlink(resolve('node_modules'), at('node_modules')),
    cp('package.json', at('package.json')),
  ]);
  return { path: at(main), [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}
