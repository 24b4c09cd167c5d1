import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { ROOT } from '../architecture/project-files.ts';
import { tempFolder } from '../temp-folder.ts';
import { consoleSteps, type ConsoleStep } from './console.ts';
import { userPages, type Page } from './pages.ts';

const home = process.cwd();
afterEach(() => process.chdir(home));

describe('what a page tells its reader to do can be done', () => {
  const pages = userPages().filter(({ text }) => consoleSteps(text).some(({ kind }) => kind === 'run'));
  test.each(pages)('$path', async (page) => {
    await using folder = await tempFolder();
    for (const step of consoleSteps(page.text)) await expectStep(step, page, folder.path);
  });
});

test('commands, files and changes of folder are read, and nothing else', () => {
  const page = [
    '```csv file=a.csv\nid\n```',
    '```sh\n$ cd demo\n$ glue-replay check a.csv --rules "my rules.dqdl"   # exit 1\nsome output\n$ npm test\n```',
    '```sh\nglue-replay run\n```',
  ].join('\n');
  expect(consoleSteps(page)).toEqual([
    { kind: 'file', line: 1, name: 'a.csv', text: 'id\n' },
    { kind: 'cd', line: 5, folder: 'demo' },
    { kind: 'run', line: 6, argv: ['check', 'a.csv', '--rules', 'my rules.dqdl'], exit: 1 },
  ]);
});

test('a command that needs a shell is refused', () => {
  expect(() => consoleSteps('```sh\n$ glue-replay cat a.csv | head\n```')).toThrow('line 2: | is for a shell');
});

/** `scenarios/…` in a command means the shipped ones. */
async function expectStep(step: ConsoleStep, page: Page, folder: string): Promise<void> {
  if (step.kind === 'file') {
    await mkdir(dirname(join(folder, step.name)), { recursive: true });
    await writeFile(join(folder, step.name), step.text);
    return;
  }
  if (step.kind === 'cd') {
    process.chdir(join(process.cwd().startsWith(folder) ? process.cwd() : folder, step.folder));
    return;
  }
  if (!process.cwd().startsWith(folder)) process.chdir(folder);
  const argv = step.argv.map((word) => (/^scenarios\b/.test(word) ? relative(process.cwd(), join(ROOT, word)) : word));
  const { code, said } = await run(argv);
  expect(code, `${page.path}:${step.line}: glue-replay ${step.argv.join(' ')}\n${said}`).toBe(step.exit);
}

async function run(argv: readonly string[]): Promise<{ code: number; said: string }> {
  let said = '';
  const output = { write: (text: string) => void (said += text), isTTY: false, columns: undefined, closed: false };
  const signal = new AbortController().signal;
  const code = await runCli(argv, { stdout: output, stderr: output, env: {}, cwd: process.cwd(), signal });
  return { code, said };
}
