import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

describe('generate', () => {
  test('writes the rows that were asked for, the same from the same seed', async () => {
    await using _folder = await workingFolder();
    const command = ['generate', 'ci/transactions', '--rows', '5', '--seed', '7', '--out'];
    const first = await cli([...command, 'a/one.csv']);
    expect(first).toEqual({ code: 0, out: '', err: '5 rows written to a/one.csv\n' });
    await cli([...command, 'two.csv']);
    const one = await readFile('a/one.csv', 'utf8');
    expect(one.trim().split('\n')).toHaveLength(6);
    expect(await readFile('two.csv', 'utf8')).toBe(one);
    await cli(['generate', 'ci/transactions', '--rows', '5', '--seed', '8', '--out', 'three.csv']);
    expect(await readFile('three.csv', 'utf8')).not.toBe(one);
  });

  test('--format is stronger than the extension', async () => {
    await using _folder = await workingFolder();
    await cli(['generate', 'unit/transactions', '--format', 'ndjson', '--out', 'rows.txt']);
    const [first = ''] = (await readFile('rows.txt', 'utf8')).split('\n');
    expect(JSON.parse(first)).toHaveProperty('amount');
  });

  test('does defects of a file and writes their labels', async () => {
    await using folder = await workingFolder();
    await folder.write('defects.yaml', '- { kind: missing, column: amount, count: 2 }\n');
    const files = ['--defects', 'defects.yaml', '--labels', 'labels.parquet', '--out', 'rows.csv'];
    const made = await cli(['generate', 'unit/transactions', ...files]);
    expect(made).toMatchObject({ code: 0, err: '5 rows written to rows.csv, 2 labels\n' });
    const { out } = await cli(['cat', 'labels.parquet', '--json', '--columns', 'kind,column']);
    expect(out).toBe('{"kind":"missing","column":"amount"}\n'.repeat(2));
  });

  test('makes data of a recipe in YAML', async () => {
    await using folder = await workingFolder();
    await folder.write('hits.yaml', 'name: hits\nrows: 3\nfields:\n  id: { sequence: { start: 1 } }\n');
    expect(await cli(['generate', 'hits.yaml', '--out', 'hits.csv'])).toMatchObject({
      code: 0,
      err: '3 rows written to hits.csv\n',
    });
  });

  test('--list lists the shipped recipes', async () => {
    const { code, out } = await cli(['generate', '--list']);
    expect(code).toBe(0);
    for (const name of ['ci/transactions', 'health-check/heartbeat', 'unit/transactions']) {
      expect(out).toMatch(new RegExp(`^${name} +[\\d,]+ rows {3}\\S`, 'm'));
    }
  });

  test.each([
    ['an unknown recipe', ['generate', 'ci/transaction', '--out', 'a.csv'], /did you mean "ci\/transactions"\?/],
    ['no recipe', ['generate', '--out', 'a.csv'], /RECIPE is missing: what to make \[ARGUMENT_MISSING\]/],
    ['nowhere to write', ['generate', 'ci/products'], /--out PATH is missing: where to write \[ARGUMENT_MISSING\]/],
    ['an unknown extension', ['generate', 'ci/products', '--out', 'a.foo'], /a\.foo: no format.* \[FORMAT_UNKNOWN\]/],
    [
      'labels that are no Parquet',
      ['generate', 'ci/products', '--out', 'a.csv', '--labels', 'l.csv'],
      /l\.csv: labels are written as Parquet \[FORMAT_UNKNOWN\]/,
    ],
    ['a recipe that is not there', ['generate', 'nix.yaml', '--out', 'a.csv'], /✗ nix\.yaml: no such file/],
  ])('%s: one clear line, 2, and no file', async (_, argv, message) => {
    await using folder = await workingFolder();
    const { code, out, err } = await cli(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(await readdir(folder.path)).toEqual([]);
  });
});
