import { mkdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { messageOf, userError } from '../../core/errors.ts';
import type { Cli } from '../cli.ts';
import { firstScenario } from './first-scenario.ts';

/** Writes a first scenario into a folder; throws a `UserError` where one of its files is there already. */
export async function initScenario(folder: string, { io }: Cli): Promise<void> {
  const target = resolve(io.cwd, folder);
  const files = firstScenario(scenarioName(target), { schema: await schemaFor(target) });
  const taken = await existing(target, [...files.keys()]);
  if (taken.length > 0) throw wouldOverwrite(folder, taken);
  for (const [name, content] of files) {
    await write(join(target, name), content, join(folder, name));
    io.stdout.write(`${join(folder, name)}\n`);
  }
  const way = relative(io.cwd, target);
  io.stderr.write(
    `Now run it: ${way === '' ? '' : `cd ${/^[\w./-]+$/.test(way) ? way : JSON.stringify(way)} && `}glue-replay run\n`,
  );
}

/** The folder's name, made to fit the names of scenarios. */
function scenarioName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'first-scenario' : name;
}

/** The way to the JSON Schema of the package as it is installed for that folder, for editors; undefined where it is not. */
async function schemaFor(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const schema = join(at, 'node_modules/glue-replay/schemas/scenario.json');
    if (await exists(schema))
      return relative(folder, schema)
        .replaceAll('\\', '/')
        .replace(/^(?!\.)/, './');
    if (dirname(at) === at) return undefined;
  }
}

async function existing(folder: string, names: readonly string[]): Promise<string[]> {
  const found = await Promise.all(names.map(async (name) => ((await exists(join(folder, name))) ? [name] : [])));
  return found.flat();
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function write(path: string, content: string, name: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content, { flag: 'wx' });
  } catch (error) {
    throw userError(
      {
        code: 'WRITE_FAILED',
        message: `cannot be written: ${messageOf(error)}`,
        file: name,
        hint: 'Check free space and permissions.',
      },
      { cause: error },
    );
  }
}

function wouldOverwrite(folder: string, taken: readonly string[]): Error {
  return userError({
    code: 'INIT_WOULD_OVERWRITE',
    message: `${folder} has files of a scenario already; nothing was written`,
    found: taken.join(', '),
    hint: 'Name another folder: glue-replay init DIR',
  });
}
