import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cli } from './in-process.ts';

const COMMANDS = ['run', 'check', 'generate', 'cat', 'init', 'doctor'];

describe('the command line', () => {
  test('--help is a result: it names every command on stdout and ends well', async () => {
    const { code, out, err } = await cli(['--help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const command of COMMANDS) expect(out).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  test('--version prints the version of the package', async () => {
    const [, version] = /^  "version": "(.*)",$/m.exec(readFileSync('package.json', 'utf8')) ?? [];
    expect(await cli(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('without a command it says on stderr what there is, and ends with 2', async () => {
    const { code, out, err } = await cli([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Usage: glue-replay');
  });

  test.each([
    ['an unknown command', ['chek'], /unknown command 'chek'\n\(Did you mean check\?\)/],
    ['an unknown option', ['run', '--sed', '1'], /unknown option '--sed'\n\(Did you mean --seed\?\)/],
    ['a missing option', ['check', 'a.csv'], /required option '--rules <file>' not specified/],
    ['a missing argument', ['cat'], /missing required argument 'file'/],
    ['an argument too many', ['init', 'a', 'b'], /too many arguments/],
    ['an option without its value', ['run', '--junit'], /option '--junit <file>' argument missing/],
    ['a seed that is none', ['run', '--seed', 'x'], /'x' is invalid. Expected a whole number, like 42/],
    ['a number of rows that is none', ['cat', 'a', '--limit', '-1'], /'-1' is invalid. Expected a whole number/],
    [
      'an empty name in a list',
      ['cat', 'a', '--columns', 'a,,b'],
      /'a,,b' is invalid. Expected names parted by commas/,
    ],
    ['a reference without a path', ['check', 'a', '--rules', 'r', '--reference', 'x'], /Expected alias=PATH/],
    [
      'a reference given twice',
      ['check', 'a', '--rules', 'r', '--reference', 'x=1', '--reference', 'x=2'],
      /x is given twice/,
    ],
    ['a moment without its zone', ['generate', 'a', '--clock', '2024-01-01T06:00:00'], /Expected a date or a moment/],
    [
      'an unknown format',
      ['generate', 'a', '--format', 'xml'],
      /Allowed choices are csv, tsv, json, ndjson, parquet, arrow, avro, orc/,
    ],
  ])('%s is an error of use that says what is meant', async (_, argv, message) => {
    const { code, out, err } = await cli(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test.each(COMMANDS)('%s --help shows its options and those of every command', async (command) => {
    const { code, out } = await cli([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: glue-replay ${command}`);
    expect(out).toContain('--no-color');
  });
});
