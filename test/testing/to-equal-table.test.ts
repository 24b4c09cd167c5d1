import { describe, expect, test } from 'vitest';
import type { DataInput } from '../../src/index.ts';
import { replay } from '../../src/index.ts';
import { queryLake, rows, table, writeRows, type TableOptions } from '../../src/testing/index.ts';
import { codesOf, findingsOf } from '../findings.ts';
import { tempFolder } from '../temp-folder.ts';

const ORDERS = table`
  id | amount | day
  1  | 10.50  | 2023-01-01
  2  |        | 2023-01-02
  3  | 7.25   | 2023-01-02
`;

/** What the matcher says, line by line; empty where the tables are equal. */
async function said(found: DataInput, expected: DataInput, options?: TableOptions): Promise<string[]> {
  try {
    await expect(found).toEqualTable(expected, options);
    return [];
  } catch (error) {
    return error instanceof Error ? error.message.split('\n') : [];
  }
}

describe('tables that are equal', () => {
  test('are so whatever form they come in', async () => {
    await using folder = await tempFolder();
    const csv = await folder.write(
      'orders.csv',
      'id,amount,day\n1,10.5,2023-01-01\n2,,2023-01-02\n3,7.25,2023-01-02\n',
    );
    await writeRows(`${folder.path}/sub/orders.parquet`, csv);
    await expect(csv).toEqualTable(ORDERS);
    await expect(`${folder.path}/sub/orders.parquet`).toEqualTable(ORDERS);
    await expect(ORDERS).toEqualTable(csv);
  });

  test('the order of columns does not matter, nor the type of a number or of nothing but NULL', async () => {
    const found = rows([{ b: null, a: 1.5 }], { types: { a: 'double', b: 'date' } });
    await expect(found).toEqualTable(rows([{ a: '1.50', b: null }], { types: { a: 'decimal(38,4)' } }));
  });

  test.each<[string, DataInput, DataInput, TableOptions]>([
    ['in another order', table`a\n`, table`a\n`, {}],
    ['with rows in another order', rows([{ a: 1 }, { a: 2 }]), rows([{ a: 2 }, { a: 1 }]), { ignoreOrder: true }],
    [
      'by key',
      rows([
        { a: 1, b: 1 },
        { a: 2, b: 2 },
      ]),
      rows([
        { a: 2, b: 2 },
        { a: 1, b: 1 },
      ]),
      { key: 'a' },
    ],
    ['but for a column', rows([{ a: 1, b: 1 }]), rows([{ a: 1 }]), { ignoreColumns: ['b'] }],
    ['within a tolerance', rows([{ a: 0.1 + 0.2 }]), rows([{ a: 0.3 }]), { tolerance: 1e-9 }],
    [
      'within the tolerance of a column, in another order',
      rows([
        { a: 1, b: 10.01 },
        { a: 2, b: 5 },
      ]),
      rows([
        { a: 2, b: 5 },
        { a: 1, b: 10 },
      ]),
      { tolerance: { b: 0.1 }, ignoreOrder: true },
    ],
  ])('%s', async (_, found, expected, options) => {
    expect(await said(found, expected, options)).toEqual([]);
  });

  test('and are not to be say so', async () => {
    await expect(expect(ORDERS).not.toEqualTable(ORDERS)).rejects.toThrow('they have the same 3 rows');
    await expect(ORDERS).not.toEqualTable(rows([{ id: 1 }]));
  });
});

describe('what differs', () => {
  test('is a table of the rows, changed cells as expected → found', async () => {
    const found = table`
      id | amount | day
      1  | 10.55  | 2023-01-01
      3  | 7.25   | 2023-01-02
      4  | 8.00   |
    `;
    expect(await said(found, ORDERS, { key: 'id' })).toEqual([
      'the tables are not equal',
      '1 row changed, 1 row missing, 1 row added; 1 equal',
      '     row  id  amount         day',
      '  ~  1    1   10.50 → 10.55  2023-01-01',
      '  -  2    2   ∅              2023-01-02',
      '  +  3    4   8.00           ∅',
      '  ~ expected → found   - expected, not found   + found, not expected',
    ]);
  });

  test('without a key, rows are paired with those that are most alike', async () => {
    const found = table`
      id | amount | day
      2  |        | 2023-01-02
      1  | 10.50  | 2023-01-05
      3  | 7.25   | 2023-01-02
    `;
    expect(await said(found, ORDERS, { ignoreOrder: true })).toEqual([
      'the tables are not equal',
      '1 row changed; 2 equal',
      '     row  id  amount  day',
      '  ~  1    1   10.50   2023-01-01 → 2023-01-05',
      '  ~ expected → found   - expected, not found   + found, not expected',
    ]);
  });

  test('is the order, where the rows are the same', async () => {
    const found = rows([{ a: 1 }, { a: 3 }, { a: 2 }]);
    expect(await said(found, rows([{ a: 1 }, { a: 2 }, { a: 3 }]))).toEqual([
      'the tables are not equal',
      'the rows are the same 3, in another order: the first that differs is row 2',
    ]);
  });

  test('is how often a row is there', async () => {
    const [, counts] = await said(rows([{ a: 1 }, { a: 1 }]), rows([{ a: 1 }]));
    expect(counts).toBe('1 row added; 1 equal');
  });

  test('NULL, an empty text and space are told apart', async () => {
    const found = rows([
      { a: '', b: 1 },
      { a: ' x', b: 2 },
    ]);
    const expected = rows([
      { a: null, b: 1 },
      { a: 'x', b: 2 },
    ]);
    const [, , , first, second] = await said(found, expected, { key: 'b' });
    expect([first, second]).toEqual([`  ~  1    ∅ → ''    1`, `  ~  2    x → ' x'  2`]);
  });

  test('are columns, and their types where these have no common values', async () => {
    expect(await said(rows([{ a: 1, b: 'x', c: 1 }]), rows([{ a: 1, b: 2, d: 1 }]))).toEqual([
      'the tables are not equal',
      'column b is VARCHAR, expected BIGINT',
      'column d is missing',
      'column c is not expected',
    ]);
  });

  test('is cut off after the rows that are to be shown', async () => {
    const found = rows(Array.from({ length: 30 }, (_, id) => ({ id, value: id })));
    const expected = rows(Array.from({ length: 30 }, (_, id) => ({ id, value: -1 })));
    const lines = await said(found, expected, { key: 'id', show: 2 });
    expect(lines.slice(1)).toEqual([
      '30 rows changed; 0 equal',
      '     row  id  value',
      '  ~  1    0   -1 → 0',
      '  ~  2    1   -1 → 1',
      '  … 28 more rows',
      '  ~ expected → found   - expected, not found   + found, not expected',
    ]);
  });

  test('of many columns, keys and those that changed are shown', async () => {
    const lines = await said(wide(1), wide(2), { key: 'key' });
    expect(lines[2]).toMatch(/c0 .* key {2}z$/);
    expect(lines).toContain('  … 12 more columns');
  });

  test('a number beyond its tolerance', async () => {
    const [, counts] = await said(rows([{ a: 1.2, b: 1 }]), rows([{ a: 1, b: 1 }]), { tolerance: 0.1 });
    expect(counts).toBe('1 row changed; 0 equal');
  });

  test('rows that could not be read', async () => {
    await using folder = await tempFolder();
    const csv = await folder.write('a.csv', 'a,b\n1,2\n1,2,3\n');
    expect((await said(csv, rows([{ a: 1, b: 2 }]))).join('\n')).toContain('1 row could not be read and is left out');
  });
});

describe('options that fit no table', () => {
  test.each<[string, TableOptions]>([
    ['a key that is no column', { key: 'idd' }],
    ['a tolerance for no column', { tolerance: { amuont: 1 } }],
    ['a key that does not tell rows apart', { key: 'day' }],
  ])('%s', async (_, options) => {
    expect(await codesOf(() => expect(ORDERS).toEqualTable(ORDERS, options))).toEqual(['TABLE_OPTION']);
  });
});

describe('queryLake', () => {
  test('gives the rows of datasets of a lake', async () => {
    await using folder = await tempFolder();
    await replay({ scenario: 'scenarios/quickstart', lake: folder.path });
    const query = 'select count(*) as rows, count(amount) as amounts from processed.transactions';
    await expect(await queryLake(folder.path, query)).toEqualTable(rows([{ rows: 20, amounts: 18 }]));
    expect(await findingsOf(() => queryLake(folder.path, 'select 1 from processed.transaction'))).toMatchObject([
      { code: 'LAKE_QUERY', expected: expect.stringContaining('processed.transactions') },
    ]);
  });

  test('a lake that is not there is told', async () => {
    expect(await codesOf(() => queryLake('nix', 'select 1'))).toEqual(['LAKE_MISSING']);
  });
});

describe('writeRows', () => {
  test('writes types exactly, in the format of the extension', async () => {
    await using folder = await tempFolder();
    await writeRows(`${folder.path}/orders.parquet`, ORDERS);
    await expect(`${folder.path}/orders.parquet`).toEqualTable(ORDERS);
    expect(await codesOf(() => writeRows(`${folder.path}/orders.foo`, ORDERS))).toEqual(['FORMAT_UNKNOWN']);
  });
});

/** One row of 22 columns, of which the last is `last`. */
function wide(last: number): DataInput {
  return rows([
    { ...Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`c${index}`, index])), key: 1, z: last },
  ]);
}
