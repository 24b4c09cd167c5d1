import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { ROOT } from '../architecture/project-files.ts';
import { tempFolder } from '../temp-folder.ts';
import { consoleSteps, type Command, type Commands } from './console.ts';
import { userPages } from './pages.ts';

/** What is in the folder before the reader begins: the data that pages speak of as the reader's own. */
const READERS_FILES = {
  'orders.csv': 'id,amount\n1,10.50\n2,7.25\n3,99.00\n',
  'orders.dqdl': 'Rules = [ RowCount = 3, IsComplete "id", IsUnique "id" ]\n',
};

const home = process.cwd();
afterEach(() => process.chdir(home));

describe('what a page tells its reader to do can be done', () => {
  const pages = userPages().filter(({ text }) => consoleSteps(text).some(({ kind }) => kind === 'commands'));
  test.each(pages)('$path', { timeout: 180_000 }, async ({ path, text }) => {
    await using folder = await tempFolder();
    for (const [name, content] of Object.entries(READERS_FILES)) await folder.write(name, content);
    process.chdir(folder.path);
    const steps = consoleSteps(text);
    for (const { name, content } of steps.filter((one) => one.kind === 'file')) await folder.write(name, content);
    for (const step of steps.filter((one) => one.kind === 'commands')) await expectStep(step, path);
  });
});

test('commands, files and changes of folder are read, and nothing else', () => {
  const page = [
    '```csv file=a.csv\nid\n```',
    '```sh\n$ npx glue-replay init demo && cd demo   # a comment\nsome output\nnpm test\n```',
    '```sh\nglue-replay check a.csv --rules "my rules.dqdl" # exit 1\n```',
    '```\nglue-replay run\n```',
  ].join('\n');
  expect(consoleSteps(page)).toEqual([
    { kind: 'file', line: 1, name: 'a.csv', content: 'id\n' },
    {
      kind: 'commands',
      line: 5,
      exit: 0,
      commands: [
        { kind: 'run', argv: ['init', 'demo'] },
        { kind: 'cd', folder: 'demo' },
      ],
    },
    {
      kind: 'commands',
      line: 10,
      exit: 1,
      commands: [{ kind: 'run', argv: ['check', 'a.csv', '--rules', 'my rules.dqdl'] }],
    },
  ]);
});

test('a command that needs a shell is refused', () => {
  expect(() => consoleSteps('```sh\n$ glue-replay cat a.csv | head\n```')).toThrow('line 2: | is for a shell');
});

async function expectStep(step: Commands, page: string): Promise<void> {
  const before = process.cwd();
  for (const [index, command] of step.commands.entries()) {
    const { code, said } = await perform(command);
    const expected = index === step.commands.length - 1 ? step.exit : 0;
    expect(code, `${page}:${step.line}: ${JSON.stringify(command)}\n${said}`).toBe(expected);
  }
  if (step.commands.length > 1) process.chdir(before);
}

/** `scenarios/…` in a command means the shipped ones. */
async function perform(command: Command): Promise<{ code: number; said: string }> {
  if (command.kind === 'cd') {
    process.chdir(command.folder);
    return { code: 0, said: '' };
  }
  const cwd = process.cwd();
  const argv = command.argv.map((word) => (/^scenarios\b/.test(word) ? relative(cwd, join(ROOT, word)) : word));
  let said = '';
  const output = { write: (text: string) => void (said += text), isTTY: false, columns: undefined, closed: false };
  const signal = new AbortController().signal;
  const stdin = Readable.from([]);
  const code = await runCli(argv, { stdin, stdout: output, stderr: output, env: {}, cwd, signal });
  return { code, said };
}
