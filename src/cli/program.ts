import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { Cli } from './cli.ts';
import { addCat } from './commands/cat.ts';
import { addCheck } from './commands/check.ts';
import { addCorrupt } from './commands/corrupt.ts';
import { addDetect } from './commands/detect.ts';
import { addDoctor } from './commands/doctor.ts';
import { addExport } from './commands/export.ts';
import { addFmt } from './commands/fmt.ts';
import { addGenerate } from './commands/generate.ts';
import { addHealth } from './commands/health.ts';
import { addInit } from './commands/init.ts';
import { addLake } from './commands/lake.ts';
import { addLint } from './commands/lint.ts';
import { addMutate } from './commands/mutate.ts';
import { addQuarantine } from './commands/quarantine.ts';
import { addRun } from './commands/run.ts';
import { addShrink } from './commands/shrink.ts';
import { addValidate } from './commands/validate.ts';
import { addWatch } from './commands/watch.ts';

/**
 * Adds a command to the program: its arguments, options and what it does. Such a file is light; what it works with is
 * imported by its action, so that help is there at once.
 */
type AddCommand = (program: Command, cli: Cli) => void;

/** In the order help lists them. A new command is a file and a line here. */
const COMMANDS: readonly AddCommand[] = [
  addRun,
  addCheck,
  addLint,
  addFmt,
  addShrink,
  addMutate,
  addGenerate,
  addCorrupt,
  addCat,
  addDetect,
  addValidate,
  addWatch,
  addHealth,
  addExport,
  addInit,
  addLake,
  addQuarantine,
  addDoctor,
];

/** The commander program: every command and option, writing to `cli.io` and never ending the process. */
export function createProgram(cli: Cli): Command {
  const { stdout, stderr } = cli.io;
  const program = new Command('glue-replay')
    .description('Replay an AWS Glue pipeline on a laptop and know whether its data quality rules work.')
    .version(ownVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .option('--no-color', 'no colour (so does NO_COLOR; FORCE_COLOR forces it)')
    .option('--debug', 'with an unexpected error, print where in the code it happened')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for what there is)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      getOutHasColors: () => cli.colorOf('stdout'),
      getErrHasColors: () => cli.colorOf('stderr'),
    });
  for (const add of COMMANDS) add(program, cli);
  return program;
}

function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return known ? String(manifest.version) : 'unknown';
}
