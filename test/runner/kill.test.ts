import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../src/core/seed.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';

const STAGES = ['land', 'validate', 'ingest', 'process', 'assess'];
/** Milliseconds after the line that tells of a stage's end: into the next stage, early and late. */
const DELAYS = [0, 40];

let folder: TempFolder;
let undisturbed: Record<string, string>;

beforeAll(async () => {
  folder = await tempFolder();
  const compiled = join(folder.path, 'dist');
  await promisify(execFile)('node', [
    'node_modules/typescript/bin/tsc',
    '-p',
    'tsconfig.build.json',
    '--outDir',
    compiled,
  ]);
  await symlink(resolve('node_modules'), join(folder.path, 'node_modules'));
  await cp('package.json', join(folder.path, 'package.json'));
  await run('undisturbed');
  undisturbed = await bytesOf('undisturbed');
}, 120_000);

afterAll(() => folder[Symbol.asyncDispose]());

/** Replays retail-daily as a process; with `killAfter` it is killed `delay` ms after that stage's end. */
async function run(lake: string, kill?: { after: string; delay: number }): Promise<number | null> {
  const command = ['dist/cli/main.js', 'run', resolve('scenarios/retail-daily'), '--lake', lake];
  const child = spawn('node', command, { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (text: Buffer) => {
    told += text.toString();
    if (kill && told.includes(`  ${kill.after}  `)) setTimeout(() => child.kill('SIGKILL'), kill.delay);
  });
  return new Promise((done) => {
    child.on('close', done);
  });
}

async function bytesOf(lake: string): Promise<Record<string, string>> {
  const root = join(folder.path, lake);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = files.map(async (file) => [relative(root, file), sha256(await readFile(file))] as const);
  return Object.fromEntries((await Promise.all(hashes)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const kills = STAGES.flatMap((after) => DELAYS.map((delay) => ({ after, delay })));

test.each(kills)(
  'killed $delay ms after the end of $after, a re-run ends as an undisturbed run',
  async ({ after, delay }) => {
    await mkdir(join(folder.path, 'killed'), { recursive: true });
    const ended = await run('killed', { after, delay });
    expect(ended === null || after === 'assess', 'the run was killed').toBe(true);
    expect(await run('killed')).toBe(0);
    expect(await bytesOf('killed')).toEqual(undisturbed);
    await rm(join(folder.path, 'killed'), { recursive: true });
  },
);
