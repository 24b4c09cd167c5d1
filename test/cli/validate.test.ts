import { describe, expect, test } from 'vitest';
import { cli, workingFolder } from './in-process.ts';

const GOOD = 'id,b\n1,2\n';

describe('validate', () => {
  test('says of each file what the gate decides, and what it does not look at', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', GOOD);
    await folder.write('b.csv', 'id,b\n1,=1+1\n');
    await folder.write('c.csv', '#!/bin/sh\n');
    const { code, out, err } = await cli(['validate', 'a.csv', 'b.csv', 'c.csv']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      '✓ a.csv: accepted (csv)',
      '! b.csv: accepted with 1 warning (csv)',
      '✗ c.csv: quarantined (csv)',
      'not looked at: reading (it needs depth full)',
      'not looked at: clamav (no clamd is configured)',
      '3 files   2 accepted, 1 of them with warnings   1 quarantined',
    ]);
    expect(out).toContain(
      '\n  ! row 1 column "b" byte 7: a cell is a formula [FORMULA_IN_CELL]\n      expected: values\n',
    );
  });

  test('ends with 0 where all are accepted, warnings or not', async () => {
    await using folder = await workingFolder();
    await folder.write('b.csv', 'id,b\n1,=1+1\n');
    expect((await cli(['validate', 'b.csv'])).code).toBe(0);
  });

  test('takes globs and folders, with files of any kind', async () => {
    await using folder = await workingFolder();
    await folder.write('in/a.csv', GOOD);
    await folder.write('in/b.exe', '#!/bin/sh\n');
    const { out } = await cli(['validate', 'in', 'in/*.csv', '--json']);
    expect(JSON.parse(out)).toMatchObject([
      { file: 'in/a.csv', verdict: 'accepted', format: 'csv', bytes: 9, findings: [] },
      { file: 'in/b.exe', verdict: 'quarantined', format: null },
    ]);
  });

  test('a path with .. is no traversal, and the folders of a file say its day', async () => {
    await using folder = await workingFolder();
    await folder.write('2024/01/05/a.csv', GOOD);
    await folder.write('2024/01/05/2024-01-06.csv', GOOD);
    process.chdir('2024/01/05');
    const { code, out } = await cli(['validate', '../05/a.csv', '2024-01-06.csv', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ findings: [] }, { findings: [{ code: 'NAME_DATE_DIFFERS' }] }]);
  });

  test('--depth full reads the rows, and counts them', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', GOOD);
    await folder.write('b.json', `[${'{"a":1},'.repeat(40_000)}{"a":]`);
    await folder.write('c.csv', GOOD);
    const { code, out } = await cli(['validate', 'a.csv', 'b.json', 'c.csv', '--depth', 'full']);
    expect(code).toBe(1);
    expect(out).toContain('✓ a.csv: accepted (csv, 1 row)\n✗ b.json: quarantined (json)\n');
    expect(out).toContain('✓ c.csv: accepted (csv, 1 row)\n');
  });

  test('--policy says what is asked for', async () => {
    await using folder = await workingFolder();
    await folder.write('a.csv', GOOD);
    await folder.write(
      'gate.yaml',
      'depth: full\nnames: ^b\nschema: { columns: { id: bigint, c: date }, unexpected: accept }\n',
    );
    const { code, out } = await cli(['validate', 'a.csv', '--policy', 'gate.yaml', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([
      {
        findings: [{ code: 'OBJECT_NAME' }, { code: 'SCHEMA_COLUMN_MISSING' }],
        rowCount: 1,
        columns: [{ name: 'id' }, { name: 'b' }],
      },
    ]);
  });

  test('--like takes the columns of another file', async () => {
    await using folder = await workingFolder();
    await folder.write('old.csv', GOOD);
    await folder.write('new.csv', 'id,b\n1,2.5\n');
    const { code, out } = await cli(['validate', 'new.csv', '--like', 'old.csv']);
    expect(code).toBe(0);
    expect(out).toContain('a column has a wider type than expected [SCHEMA_TYPE_WIDENED]');
    expect((await cli(['validate', 'old.csv', '--like', 'old.csv'])).out).toContain('✓ old.csv: accepted');
  });

  test.each([
    ['a policy with a mistake', ['--policy', 'gate.yaml'], 2, 'gate.yaml:1:1: unknown key "dept"'],
    ['no such policy', ['--policy', 'none.yaml'], 2, '[FILE_NOT_FOUND]'],
    ['--like at quick depth', ['--like', 'a.csv', '--depth', 'quick'], 2, '[OPTION_NEEDS_FULL_DEPTH]'],
    ['a clamd that is not there', ['--policy', 'clamd.yaml'], 3, '[CLAMD_UNAVAILABLE]'],
    ['no such file', ['b.csv'], 2, '[FILE_NOT_FOUND]'],
  ])('%s ends with its code', async (_what, options, code, words) => {
    await using folder = await workingFolder();
    await folder.write('a.csv', GOOD);
    await folder.write('gate.yaml', 'dept: full\n');
    await folder.write('clamd.yaml', 'clamd: 127.0.0.1:1\n');
    const ended = await cli(['validate', 'a.csv', ...options]);
    expect({ code: ended.code, out: ended.out }).toEqual({ code, out: '' });
    expect(ended.err).toContain(words);
  });
});
