import { Readable } from 'node:stream';
import type { Command } from 'commander';
import type { Cli } from '../../src/cli/cli.ts';
import { createProgram } from '../../src/cli/program.ts';

/** What the manual must say of a command: its arguments and long options. */
export interface CommandWords {
  readonly name: string;
  readonly words: readonly string[];
}

/** The program itself (`glue-replay`), every command and subcommand (`lake init`), `help` aside. */
export function commandsOf(): CommandWords[] {
  const program = createProgram(silentCli());
  return [{ name: program.name(), words: wordsOf(program) }, ...program.commands.flatMap((command) => below(command))];
}

function below(command: Command, above: readonly string[] = []): CommandWords[] {
  if (command.name() === 'help') return [];
  const path = [...above, command.name()];
  const own = { name: path.join(' '), words: wordsOf(command) };
  return [own, ...command.commands.flatMap((subcommand) => below(subcommand, path))];
}

/** The part of a page from the heading that names `command` up to the next heading of its level or above. */
export function sectionOf(markdown: string, command: string): string | undefined {
  const lines = markdown.split('\n');
  const name = new RegExp(`^(#+)\\s.*(?<![\\w-])${command}(?![\\w-])`);
  const start = lines.findIndex((line) => name.test(line));
  if (start === -1) return undefined;
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 1;
  const length = lines.slice(start + 1).findIndex((line) => (/^#+(?=\s)/.exec(line)?.[0].length ?? 7) <= level);
  return lines
    .slice(start, length === -1 ? undefined : start + 1 + length)
    .map((line) => `${line}\n`)
    .join('');
}

/** Those of `names` that do not stand in `text` as whole words, letter case aside (`DATA…` is the argument `data`). */
export function missingFrom(text: string, names: readonly string[]): string[] {
  return names.filter((name) => {
    const escaped = name.replaceAll(/[^\w-]/g, String.raw`\$&`);
    return !new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'i').test(text);
  });
}

function wordsOf(command: Command): string[] {
  const options = command.options.map(({ long, short }) => long ?? short ?? '');
  return [...options, ...command.registeredArguments.map((argument) => argument.name())];
}

function silentCli(): Cli {
  const output = { write: () => {}, isTTY: false, columns: undefined, closed: false };
  return {
    io: {
      stdin: Readable.from([]),
      stdout: output,
      stderr: output,
      env: {},
      cwd: '.',
      signal: new AbortController().signal,
    },
    colorOf: () => false,
    finish: () => {},
  };
}
