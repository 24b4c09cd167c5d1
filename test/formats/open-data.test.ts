import { tableFromArrays } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Row } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import type { Finding } from '../../src/core/finding.ts';
import { foldersOf, openData, type DataInput } from '../../src/formats/open-data.ts';
import { codesOf, findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

interface Opened {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
}

/** Opens data with a session that may read what the input needs, and nothing else. */
async function open(input: DataInput): Promise<Opened> {
  await using session = await openSession({ folders: await foldersOf(input) });
  const { relation, columns, rowOrder, findings } = await openData(session, input, { into: 'data' });
  const rows = await session.rows(
    sql`select * exclude (_source_object, _source_row) from ${relation} order by ${rowOrder}`,
  );
  return { columns: Object.fromEntries(columns.map(({ name, type }) => [name, type])), rows, findings };
}

const FILES = {
  'a.csv': 'n\n1\n',
  'b.csv': 'n,m\n2,x\n',
  'sub/c.csv': 'n\n3\n',
  'sub/.hidden.csv': 'n\n9\n',
  'sub/_temporary.csv': 'n\n8\n',
  'notes.md': '# notes',
};

async function filled(files: Readonly<Record<string, string>> = FILES): ReturnType<typeof tempFolder> {
  const folder = await tempFolder();
  for (const [name, content] of Object.entries(files)) await folder.write(name, content);
  return folder;
}

describe('paths', () => {
  test.each([
    ['one file', ['a.csv'], [1]],
    ['several, each once', ['b.csv', 'a.csv', 'b.csv'], [1, 2]],
    ['* stays in its folder', ['*.csv'], [1, 2]],
    ['** goes into folders, and takes what a folder passes over', ['**/*.csv'], [1, 2, 8, 3]],
    ['** takes no folder too', ['**/a.csv'], [1]],
    ['? is one character', ['?.csv'], [1, 2]],
    ['[...] is one of some', ['[b-z].csv'], [2]],
    ['[!...] is one of the others', ['[!b-z].csv'], [1]],
    ['a folder is all data files in it', [''], [1, 2, 3]],
  ])('%s', async (_, names, expected) => {
    await using folder = await filled();
    const { rows } = await open(names.map((name) => `${folder.path}/${name}`));
    expect(rows.map(({ n }) => n)).toEqual(expected);
  });

  test('columns are united by name', async () => {
    await using folder = await filled();
    const { columns, rows, findings } = await open(`${folder.path}/?.csv`);
    expect(columns).toEqual({ n: 'BIGINT', m: 'VARCHAR' });
    expect(rows).toEqual([
      { n: 1, m: null },
      { n: 2, m: 'x' },
    ]);
    expect(findings).toMatchObject([{ code: 'COLUMN_ABSENT', file: `${folder.path}/a.csv`, column: 'm' }]);
  });

  test('a value of another type in one file widens the column of all', async () => {
    await using folder = await filled({ 'a.csv': 'n\n1\n', 'b.csv': 'n\n1.5\n', 'c.csv': 'n\n2023-01-02\n' });
    expect((await open(`${folder.path}/[ab].csv`)).columns).toEqual({ n: 'DOUBLE' });
    expect((await open(`${folder.path}/[ac].csv`)).columns).toEqual({ n: 'VARCHAR' });
  });

  test('partition folders are columns', async () => {
    await using folder = await filled({
      'day=2023-01-02/kind=a%20b/x.csv': 'n\n1\n',
      'day=2023-01-03/kind=__HIVE_DEFAULT_PARTITION__/x.csv': 'n\n2\n',
    });
    const { columns, rows } = await open(folder.path);
    expect(columns).toEqual({ n: 'BIGINT', day: 'DATE', kind: 'VARCHAR' });
    expect(rows).toEqual([
      { n: 1, day: '2023-01-02', kind: 'a b' },
      { n: 2, day: '2023-01-03', kind: null },
    ]);
  });

  test('rows that cannot be read are told, each file by itself', async () => {
    await using folder = await filled({ 'a.csv': 'n,m\n1,2\n3\n4,5,6\n', 'b.csv': 'n,m\n1,2\n' });
    const { rows, findings } = await open(folder.path);
    expect(rows).toHaveLength(2);
    expect(findings).toMatchObject([
      {
        code: 'BAD_ROWS',
        file: `${folder.path}/a.csv`,
        message: '2 rows could not be read and are left out',
        found: 'row 2: expected 2 fields, found 1; row 3: expected 2 fields, found 3',
      },
    ]);
  });

  test.each([
    ['none.csv', 'FILE_NOT_FOUND'],
    ['*.parquet', 'FILES_NO_MATCH'],
    ['notes.md', 'FORMAT_UNKNOWN'],
  ])('%s is an error: %s', async (name, code) => {
    await using folder = await filled();
    expect(await codesOf(() => open(`${folder.path}/${name}`))).toEqual([code]);
  });

  test('a missing file names the nearest', async () => {
    await using folder = await filled();
    expect(await findingsOf(() => open(`${folder.path}/b.cvs`))).toMatchObject([{ nearest: `${folder.path}/b.csv` }]);
  });

  test('no path, an empty folder, formats that differ and an empty file are errors', async () => {
    await using folder = await filled({
      'x/a.csv': 'n\n1\n2\n',
      'x/b.json': '[{"n":1}]',
      'y/c.csv': '',
      'z/.keep': '',
    });
    expect(await codesOf(() => open([]))).toEqual(['FILES_NO_MATCH']);
    expect(await codesOf(() => open(`${folder.path}/z`))).toEqual(['FILES_NO_MATCH']);
    expect(await codesOf(() => open(`${folder.path}/x`))).toEqual(['FORMATS_MIXED']);
    expect(await codesOf(() => open(`${folder.path}/y`))).toEqual(['FILE_EMPTY']);
  });
});

test('an Arrow table is read with its types', async () => {
  const { columns, rows } = await open(tableFromArrays({ n: Int32Array.of(1, 2), f: Float64Array.of(0.5, -0.5) }));
  expect(columns).toEqual({ n: 'INTEGER', f: 'DOUBLE' });
  expect(rows).toEqual([
    { n: 1, f: 0.5 },
    { n: 2, f: -0.5 },
  ]);
});

describe('literal rows', () => {
  test('JSON values are cast to the types of their columns', async () => {
    const { rows } = await open({
      columns: [
        { name: 'amount', type: 'DECIMAL(10,2)' },
        { name: 'ratio', type: 'DOUBLE' },
        { name: 'day', type: 'DATE' },
        { name: 'list', type: 'INTEGER[]' },
        { name: 'deep', type: 'STRUCT(a INTEGER, b VARCHAR)' },
        { name: 'kind', type: "ENUM('p', 'q')" },
        { name: 'big', type: 'HUGEINT' },
        { name: 'text', type: 'VARCHAR' },
      ],
      rows: [
        ['12.50', 'NaN', '2024-02-29', [1, null], { a: 1, b: 'x' }, 'p', '123456789012345678901234567890', ''],
        [3, 1e300, null, [], null, 'q', 5, "it's \0 '"],
      ],
    });
    expect(rows).toEqual([
      {
        amount: '12.50',
        ratio: 'NaN',
        day: '2024-02-29',
        list: [1, null],
        deep: { a: 1, b: 'x' },
        kind: 'p',
        big: '123456789012345678901234567890',
        text: '',
      },
      { amount: '3.00', ratio: 1e300, day: null, list: [], deep: null, kind: 'q', big: 5, text: "it's \0 '" },
    ]);
  });

  test('no rows and many rows', async () => {
    const columns = [{ name: 'n', type: 'INTEGER' }];
    expect((await open({ columns, rows: [] })).rows).toEqual([]);
    const rows = Array.from({ length: 1201 }, (_, n) => [n]);
    expect((await open({ columns, rows })).rows.map(({ n }) => [n])).toEqual(rows);
  });

  test.each([
    ['a value that does not fit', 'INTEGER', [[1], ['x']], { code: 'VALUE_UNFIT', row: 2, column: 'n', found: '"x"' }],
    ['an empty text in a column that is not text', 'DATE', [['']], { code: 'VALUE_UNFIT', row: 1, found: '""' }],
    ['a row that is too long', 'INTEGER', [[1], [2, 3]], { code: 'ROW_LENGTH', row: 2, found: '2 values' }],
    ['an unknown type', 'intger', [], { code: 'TYPE_UNKNOWN', nearest: 'integer' }],
  ])('%s is an error', async (_, type, rows, finding) => {
    expect(await findingsOf(() => open({ columns: [{ name: 'n', type }], rows }))).toMatchObject([finding]);
  });
});
