import { readdir, readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
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

  test('a range of rows is the same rows of the whole', async () => {
    await using _folder = await workingFolder();
    await cli(['generate', 'ci/transactions', '--rows', '9', '--out', 'all.csv']);
    await cli(['generate', 'ci/transactions', '--rows', '5..9', '--out', 'end.csv']);
    const [all, end] = await Promise.all([readFile('all.csv', 'utf8'), readFile('end.csv', 'utf8')]);
    expect(end.split('\n').slice(1)).toEqual(all.split('\n').slice(6));
  });

  test('a set is a file for each dataset; what refers is there', async () => {
    await using _folder = await workingFolder();
    const made = await cli(['generate', 'finance', '--out', 'bank', '--format', 'parquet']);
    expect(made).toMatchObject({
      code: 0,
      err: expect.stringContaining('20,000 rows written to bank/transfers.parquet'),
    });
    expect(await readdir('bank')).toEqual(['account_terms.parquet', 'accounts.parquet', 'transfers.parquet']);
    await cli(['generate', 'iot', '--out', 'iot']);
    const rules = await cli(['generate', 'ci/alerts', '--rules']);
    await writeFile('alerts.dqdl', rules.out);
    const command = ['check', 'iot/alerts.csv', '--rules', 'alerts.dqdl', '--reference', 'devices=iot/devices.csv'];
    expect(await cli(command)).toMatchObject({ code: 0, out: expect.stringContaining('8 of 8 rules') });
  });

  test('partitions are folders, and a folder with something in it stays as it is', async () => {
    await using _folder = await workingFolder();
    const command = ['generate', 'unit/transactions', '--partition-by', 'transaction_date', '--out', 'parts'];
    expect(await cli(command)).toMatchObject({ code: 0 });
    expect(await readdir('parts')).toEqual(['transaction_date=2023-01-01', 'transaction_date=2023-01-02']);
    const { out } = await cli(['cat', 'parts', '--json', '--columns', 'id,transaction_date']);
    expect(out.trim().split('\n')).toHaveLength(5);
    expect(await cli(command)).toMatchObject({ code: 2, err: expect.stringContaining('[FOLDER_NOT_EMPTY]') });
  });

  test('a file is compressed as its extension or the option says', async () => {
    await using _folder = await workingFolder();
    await cli(['generate', 'unit/transactions', '--out', 'plain.csv']);
    await cli(['generate', 'unit/transactions', '--out', 'rows.csv.gz']);
    expect(gunzipSync(await readFile('rows.csv.gz')).toString()).toBe(await readFile('plain.csv', 'utf8'));
    await cli(['generate', 'ci/customers', '--compression', 'zstd', '--out', 'rows.parquet']);
    expect(await cli(['cat', 'rows.parquet', '--limit', '1'])).toMatchObject({ code: 0 });
  });

  test('no rows are a file with columns alone', async () => {
    await using _folder = await workingFolder();
    expect(await cli(['generate', 'ci/devices', '--rows', '0', '--out', 'none.parquet'])).toMatchObject({ code: 0 });
    expect(await cli(['cat', 'none.parquet', '--json'])).toMatchObject({ code: 0, out: '' });
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
    [
      'rows of a set',
      ['generate', 'ci/iot', '--rows', '5', '--out', 'iot'],
      /--rows is for a recipe.*OPTION_OF_RECIPE/,
    ],
    ['rules of a set', ['generate', 'ci/iot', '--rules'], /--rules is for a recipe.*OPTION_OF_RECIPE/],
    ['the size of a recipe', ['generate', 'ci/alerts', '--size', 'large', '--out', 'a.csv'], /OPTION_OF_SET/],
    [
      'a range that ends before it begins',
      ['generate', 'ci/alerts', '--rows', '9..5', '--out', 'a.csv'],
      /a range of them/,
    ],
    [
      'a column to partition by that is not there',
      ['generate', 'ci/alerts', '--partition-by', 'severty', '--out', 'a'],
      /partitionBy names "severty".*PARTITION_COLUMN_UNKNOWN(.|\n)*severity/,
    ],
    [
      'a compression of another format',
      ['generate', 'ci/alerts', '--compression', 'snappy', '--out', 'a.csv'],
      /\[COMPRESSION_UNKNOWN\]/,
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
