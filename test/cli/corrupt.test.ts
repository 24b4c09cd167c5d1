import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

const CSV = 'id,name,amount\n007,Ann,1.50\n008,Bob,2.00\n009,Cid,3.25\n';

async function folderWith(defects: string) {
  const folder = await workingFolder();
  await folder.write('a.csv', CSV);
  await folder.write('d.yaml', defects);
  return folder;
}

async function corrupted(out: string, seed: string): Promise<string> {
  await cli(['corrupt', 'a.csv', '--defects', 'd.yaml', '--out', out, '--seed', seed]);
  return readFile(out, 'utf8');
}

describe('corrupt', () => {
  test('writes a damaged copy, and says by defect what was done', async () => {
    await using _folder = await folderWith(
      '- { kind: missing, column: amount, count: 2 }\n- { kind: duplicate, count: 1 }\n',
    );
    const ended = await cli(['corrupt', 'a.csv', '--defects', 'd.yaml', '--out', 'out/b.csv', '--labels', 'l.parquet']);
    expect(ended).toEqual({
      code: 0,
      out: 'missing     amount   2   rows\nduplicate            1   row\n',
      err: '4 rows written to out/b.csv, 3 labels\n',
    });
    expect(await readFile('a.csv', 'utf8')).toBe(CSV);
    const lines = (await readFile('out/b.csv', 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines.filter((line) => line.endsWith(','))).toHaveLength(2);
    const { out } = await cli(['cat', 'l.parquet', '--json', '--columns', 'kind,object']);
    expect(out.split('\n').filter((line) => line.includes('"missing"'))).toHaveLength(2);
  });

  test('--json tells it as JSON, files of other names and all', async () => {
    await using _folder = await folderWith(
      '- { kind: wrong-extension, to: txt, label: x }\n- { kind: duplicated-file }\n',
    );
    const { code, out } = await cli(['corrupt', 'a.csv', '--defects', 'd.yaml', '--out', 'b.csv', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      rows: null,
      labels: 2,
      files: ['b.txt', 'b-copy.txt'],
      defects: [
        { kind: 'wrong-extension', column: null, count: 1, unit: 'file', label: 'x' },
        { kind: 'duplicated-file', column: null, count: 1, unit: 'file', label: null },
      ],
    });
    expect(await readFile('b-copy.txt', 'utf8')).toBe(CSV);
  });

  test('the same seed gives the same bytes, another one others', async () => {
    await using _folder = await folderWith('- { kind: duplicate-key, column: id, count: 1 }\n');
    const texts = [await corrupted('1.csv', '1'), await corrupted('2.csv', '1')];
    expect(texts[0]).toBe(texts[1]);
    const others = await Promise.all(['2', '3', '4', '5'].map((seed) => corrupted(`other-${seed}.csv`, seed)));
    expect(others.some((text) => text !== texts[0])).toBe(true);
  });

  test('--format, or else the extension of --out, says what is written', async () => {
    await using _folder = await folderWith('- { kind: missing, column: name, count: 1 }\n');
    await cli(['corrupt', 'a.csv', '--defects', 'd.yaml', '--out', 'b.ndjson']);
    await cli(['corrupt', 'a.csv', '--defects', 'd.yaml', '--out', 'b.txt', '--format', 'ndjson']);
    const [first = ''] = (await readFile('b.ndjson', 'utf8')).split('\n');
    expect(JSON.parse(first)).toMatchObject({ id: '007', amount: 1.5 });
    expect(await readFile('b.txt', 'utf8')).toBe(await readFile('b.ndjson', 'utf8'));
  });

  test.each([
    ['over its input', '- { kind: empty-file }', ['--out', './a.csv'], 'OUTPUT_IS_INPUT'],
    ['over its input by another name', '- { kind: wrong-extension, to: csv }', ['--out', 'a.txt'], 'OUTPUT_IS_INPUT'],
    ['labels as CSV', '- { kind: empty-file }', ['--out', 'b.csv', '--labels', 'l.csv'], 'FORMAT_UNKNOWN'],
    ['an unknown kind', '- { kind: mising }', ['--out', 'b.csv'], 'CONFIG_WRONG_VALUE'],
    ['too many rows', '- { kind: missing, column: id, count: 4 }', ['--out', 'b.csv'], 'DEFECTS_TOO_MANY'],
  ])('%s is refused, and nothing is written', async (_, defects, options, code) => {
    await using folder = await folderWith(`${defects}\n`);
    const ended = await cli(['corrupt', 'a.csv', '--defects', 'd.yaml', ...options]);
    expect(ended.code).toBe(2);
    expect(ended.err).toContain(`[${code}]`);
    expect(await readdir(folder.path)).toEqual(['a.csv', 'd.yaml']);
    expect(await readFile('a.csv', 'utf8')).toBe(CSV);
  });

  test('stopped by Ctrl-C it leaves nothing half written', async () => {
    await using folder = await folderWith('- { kind: missing, column: id, count: 1 }\n');
    const { code } = await cli(['corrupt', 'a.csv', '--defects', 'd.yaml', '--out', 'b.csv'], {
      signal: AbortSignal.abort(),
    });
    expect(code).toBe(130);
    expect(await readdir(folder.path)).toEqual(['a.csv', 'd.yaml']);
  });
});
