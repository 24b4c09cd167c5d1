import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { ROOT } from '../architecture/project-files.ts';

const run = promisify(execFile);

/** Calls the handler beside it with the event in event.json, as Lambda does, and prints what it gives back. */
const DRIVER = `import { readFile } from 'node:fs/promises';
import { handler } from './index.mjs';
const event = JSON.parse(await readFile('event.json', 'utf8'));
console.log(JSON.stringify(await handler(event)));
`;

/** Makes the bundle as `npm run build:lambda` does, at another place; what is in it is told in `<outfile>.json`. */
export async function buildBundle(outfile: string): Promise<string> {
  const manifest = await readFile(join(ROOT, 'package.json'), 'utf8');
  const [, options = ''] = /"build:lambda": "esbuild ([^"]+) --outfile=/.exec(manifest) ?? [];
  await run(
    join(ROOT, 'node_modules/.bin/esbuild'),
    [...options.split(' '), `--outfile=${outfile}`, `--metafile=${outfile}.json`],
    { cwd: ROOT },
  );
  return outfile;
}

export async function unzip(zip: string, folder: string): Promise<string[]> {
  const files = unzipSync(await readFile(zip));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return Object.keys(files);
}

/** Runs an unzipped function with node alone; gives what the handler gave, and what it logged. */
export async function invoke(
  folder: string,
  event: unknown,
  env: Readonly<Record<string, string>>,
): Promise<{ response: unknown; logged: string[] }> {
  await writeFile(join(folder, 'driver.mjs'), DRIVER);
  await writeFile(join(folder, 'event.json'), JSON.stringify(event));
  const { stdout, stderr } = await run(process.execPath, ['--no-warnings', 'driver.mjs'], { cwd: folder, env });
  return { response: JSON.parse(stdout), logged: stderr.split('\n').filter((line) => line.startsWith('{')) };
}
