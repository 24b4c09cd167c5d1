import { Readable } from 'node:stream';
import type { Argument, Command, Option } from 'commander';
import { EXIT } from '../../src/cli/exit-code.ts';
import { createProgram } from '../../src/cli/program.ts';

/** docs/cli.md, as the commander program has it. */
export function cliReference(): string {
  const output = { write: () => {}, isTTY: false, columns: 100, closed: false };
  const { signal } = new AbortController();
  const io = { stdin: Readable.from([]), stdout: output, stderr: output, env: {}, cwd: '.', signal };
  const program = createProgram({ io, colorOf: () => false, finish: () => {} });
  return `${[...introduction(program), ...program.commands.flatMap((command) => commandSection(command))].join('\n')}\n`;
}

function introduction(program: Command): string[] {
  return [
    '# The command line',
    '',
    '<!-- Written by test/cli/cli-reference.test.ts from the program itself; GLUE_REPLAY_UPDATE=1 writes it anew. -->',
    '',
    `${program.description()} The result goes to stdout; progress, warnings and errors go to stderr.`,
    '',
    '```',
    'glue-replay COMMAND [ARGUMENTS] [OPTIONS]',
    '```',
    '',
    'Options of every command:',
    '',
    ...optionTable([...program.options, ...program.createHelp().visibleOptions(program)]),
    '',
    'How a command ends:',
    '',
    '| code | means |',
    '| --- | --- |',
    `| ${EXIT.met} | all expectations met, all rules passed, all that is required is there |`,
    `| ${EXIT.notMet} | some were not |`,
    `| ${EXIT.usage} | the command line, a scenario, a ruleset or an input cannot be used |`,
    `| ${EXIT.broken} | the run itself broke: a stage failed, a service is gone, a disk is full; or a bug |`,
    `| ${EXIT.stopped} | stopped by Ctrl-C; a second Ctrl-C does not wait for a clean end |`,
    '',
    'Colour: on a terminal, unless `--no-color` or `NO_COLOR` is given; `FORCE_COLOR=1` gives it elsewhere. Progress is',
    'one moving line on a terminal and one line a stage elsewhere. A reader that has enough (`| head`) is no error.',
  ];
}

/** A command, and below it its subcommands: `## lake`, `### lake init`. */
function commandSection(command: Command, above: readonly string[] = []): string[] {
  const path = [...above, command.name()];
  const subcommands = command.commands;
  const names = subcommands.length > 0 ? ['COMMAND'] : command.registeredArguments.map(argumentName);
  return [
    '',
    `${'#'.repeat(path.length + 1)} ${path.join(' ')}`,
    '',
    command.description(),
    '',
    '```',
    ['glue-replay', ...path, ...names, '[options]'].join(' '),
    '```',
    '',
    ...argumentTable(command.registeredArguments),
    ...optionTable(command.options),
    ...subcommands.flatMap((subcommand) => commandSection(subcommand, path)),
  ];
}

function argumentTable(args: readonly Argument[]): string[] {
  if (args.length === 0) return [];
  const rows = args.map(
    (argument) => `| \`${argumentName(argument)}\` | ${cell(argument.description)}${standard(argument.defaultValue)} |`,
  );
  return ['| argument | is |', '| --- | --- |', ...rows, ''];
}

function optionTable(options: readonly Option[]): string[] {
  const unique = [...new Map(options.map((option) => [option.flags, option])).values()];
  const rows = unique.map(({ flags, description, defaultValue, argChoices, negate }) => {
    const choices = argChoices ? ` One of ${argChoices.map((choice) => `\`${choice}\``).join(', ')}.` : '';
    return `| \`${flags}\` | ${cell(description)}${negate ? '' : standard(defaultValue)}${choices} |`;
  });
  return rows.length === 0 ? [] : ['| option | does |', '| --- | --- |', ...rows];
}

function argumentName(argument: Argument): string {
  const text = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${text}>` : `[${text}]`;
}

function standard(value: unknown): string {
  if (value === undefined) return '';
  return ` Default: \`${value instanceof Date ? value.toISOString() : String(value)}\`.`;
}

function cell(text: string): string {
  return `${text.replaceAll('|', String.raw`\|`).replaceAll('$', String.raw`\$`)}.`;
}
