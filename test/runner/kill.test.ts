import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../src/core/seed.ts';
import { compile, type Compiled } from '../crash/compiled.ts';
import { tempFolder, type TempFolder } from '../temp-folder.ts';

/**
 * A stage is killed in by waiting for the one before it to end; `land` by waiting for the first raw object. Later
 * moments are drawn by `npm run crash -- --work replay`.
 */
const KILL_IN = { land: undefined, validate: 'land', ingest: 'validate', process: 'ingest', assess: 'process' };

let cli: Compiled;
let folder: TempFolder;
let undisturbed: Record<string, string>;

beforeAll(async () => {
  folder = await tempFolder();
  cli = await compile('command line');
  await run('undisturbed');
  undisturbed = await bytesOf('undisturbed');
}, 120_000);

afterAll(() => Promise.all([cli[Symbol.asyncDispose](), folder[Symbol.asyncDispose]()]));

/** Replays retail-daily as a process; with `kill` it is killed at that stage's end, or when raw is begun. */
async function run(lake: string, kill?: { after: string | undefined }): Promise<number | null> {
  const command = [cli.path, 'run', resolve('scenarios/retail-daily'), '--lake', lake];
  const child = spawn('node', command, { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  const raw = join(folder.path, lake, 'raw');
  const watch = setInterval(() => {
    if (kill && kill.after === undefined && existsSync(raw)) child.kill('SIGKILL');
  }, 1);
  child.stderr.on('data', (text: Buffer) => {
    told += text.toString();
    if (kill?.after !== undefined && told.includes(`  ${kill.after}  `)) child.kill('SIGKILL');
  });
  return new Promise((done) => {
    child.on('close', (code) => {
      clearInterval(watch);
      done(code);
    });
  });
}

async function bytesOf(lake: string): Promise<Record<string, string>> {
  const root = join(folder.path, lake);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = files.map(async (file) => [relative(root, file), sha256(await readFile(file))] as const);
  return Object.fromEntries((await Promise.all(hashes)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

test.each(Object.entries(KILL_IN))('killed in %s, a re-run ends as an undisturbed run', async (_, after) => {
  await rm(join(folder.path, 'killed'), { recursive: true, force: true });
  expect(await run('killed', { after }), 'the run was killed').toBeNull();
  expect(await run('killed')).toBe(0);
  expect(await bytesOf('killed')).toEqual(undisturbed);
});

test('a check that is killed while it writes rows leaves the file as it was', async () => {
  const at = (name: string): string => join(folder.path, name);
  await mkdir(at('tmp'));
  const lines = Array.from({ length: 60_000 }, (_, id) => `${id},${id % 7 === 0 ? '' : `name ${id}`}`);
  await writeFile(at('data.csv'), ['id,name', ...lines, ''].join('\n'));
  await writeFile(at('data.dqdl'), 'Rules = [ IsComplete "name", IsUnique "id" ]');
  await writeFile(at('rows.ndjson'), 'old');
  const command = [cli.path, 'check', 'data.csv', '--rules', 'data.dqdl', '--rows', 'rows.ndjson'];
  const env = { ...process.env, TMPDIR: at('tmp') };
  const child = spawn('node', command, { cwd: folder.path, stdio: 'ignore', env });
  const watch = setInterval(() => {
    const made = readdirSync(at('tmp'), { recursive: true, encoding: 'utf8' });
    if (made.some((path) => /write-[^/]*\/file$/.test(path))) child.kill('SIGKILL');
  }, 1);
  const code = await new Promise<number | null>((done) => child.on('close', done));
  clearInterval(watch);
  expect(code, 'the check was killed').toBeNull();
  expect(await readFile(at('rows.ndjson'), 'utf8')).toBe('old');
  expect((await readdir(folder.path)).filter((name) => name.startsWith('.glue-replay-'))).toEqual([]);
});
