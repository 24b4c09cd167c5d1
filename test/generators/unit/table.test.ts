import { describe, expect, test } from 'vitest';
import { table } from '../../../src/generators/unit/table.ts';
import { check } from '../../../src/index.ts';
import { codesOf, findingsOf } from '../../findings.ts';
import { readBack } from './read-back.ts';

const NOTE = 'note';

describe('table', () => {
  test('is read as it is drawn; types are those of the values', async () => {
    const data = table`
      id | amount | day        | at                  | ok    | code | ratio | name
      1  | 10.50  | 2023-01-01 | 2023-01-01 03:04:05 | true  | 007  | 1e-3  | a b
      2  |        | 2023-01-02 | 2023-01-02T00:00    | false | 08   | 2     |
      30 | -0.125 |            |                     |       |      |       | c
    `;
    expect(await readBack(data)).toEqual({
      types: {
        id: 'BIGINT',
        amount: 'DECIMAL(18,3)',
        day: 'DATE',
        at: 'TIMESTAMP',
        ok: 'BOOLEAN',
        code: 'VARCHAR',
        ratio: 'DOUBLE',
        name: 'VARCHAR',
      },
      rows: [
        {
          id: 1,
          amount: '10.500',
          day: '2023-01-01',
          at: '2023-01-01T03:04:05.000000',
          ok: true,
          code: '007',
          ratio: 0.001,
          name: 'a b',
        },
        {
          id: 2,
          amount: null,
          day: '2023-01-02',
          at: '2023-01-02T00:00:00.000000',
          ok: false,
          code: '08',
          ratio: 2,
          name: null,
        },
        { id: 30, amount: '-0.125', day: null, at: null, ok: null, code: null, ratio: null, name: 'c' },
      ],
    });
  });

  test('a type may be stated behind a name', async () => {
    const { types, rows } = await readBack(table`
      id: string | amount: decimal(12,2) | tags: array<int>
      1          | 10.5                  | [1,2]
    `);
    expect(types).toEqual({ id: 'VARCHAR', amount: 'DECIMAL(12,2)', tags: 'INTEGER[]' });
    expect(rows).toEqual([{ id: '1', amount: '10.50', tags: [1, 2] }]);
  });

  test('a column of numbers and words is text as written', async () => {
    const { types, rows } = await readBack(table`
      amount
      10.50
      twelve
    `);
    expect({ types, rows }).toEqual({
      types: { amount: 'VARCHAR' },
      rows: [{ amount: '10.50' }, { amount: 'twelve' }],
    });
  });

  test('a blank cell is NULL, quotes are text with its spaces, and escapes are characters', async () => {
    const { rows } = await readBack(table`
      a     | b
            | ''
      ' x ' | a\|b
      '7'   | it's\n\\
      \'y\' | '\'|'
    `);
    expect(rows).toEqual([
      { a: null, b: '' },
      { a: ' x ', b: 'a|b' },
      { a: '7', b: "it's\n\\" },
      { a: "'y'", b: "'|" },
    ]);
  });

  test('a value alone in its cell keeps its JavaScript value, and in a text it is text', async () => {
    const day = new Date('2023-01-02T00:00:00Z');
    const text = 'a | b\nc';
    const { types, rows } = await readBack(table`
      id    | day: date | name        | ${NOTE}
      ${7n} | ${day}    | n-${1}-${2} | ${text}
      8     | ${null}   | x           | ${undefined}
    `);
    expect(types).toEqual({ id: 'BIGINT', day: 'DATE', name: 'VARCHAR', note: 'VARCHAR' });
    expect(rows).toEqual([
      { id: 7, day: '2023-01-02', name: 'n-1-2', note: text },
      { id: 8, day: null, name: 'x', note: null },
    ]);
  });

  test('without rows it has its columns', async () => {
    expect(await readBack(table`id: int | name`)).toEqual({ types: { id: 'INTEGER', name: 'VARCHAR' }, rows: [] });
  });

  test('is data for check', async () => {
    const data = table`
      id | amount
      1  |
    `;
    const { score } = await check({ data, rules: 'Rules = [ IsComplete "id", IsComplete "amount" ]' });
    expect(score).toBe(0.5);
  });

  test.each<[string, () => unknown, string]>([
    ['nothing', () => table``, 'TABLE_RAGGED'],
    [
      'a row with a cell too few',
      () => table`
        a | b
        1`,
      'TABLE_RAGGED',
    ],
    [
      'a row with a cell too many',
      () => table`
        a | b
        1 | 2 | 3`,
      'TABLE_RAGGED',
    ],
    ['a column without a name', () => table`a | | c`, 'TABLE_RAGGED'],
    ['two columns of one name', () => table`a | A`, 'ROWS_COLUMN_TWICE'],
    ['a type that is none', () => table`a: strng`, 'TYPE_UNKNOWN'],
    [
      'an escape that means nothing',
      () => table`
        a
        \x`,
      'TABLE_CELL',
    ],
    [
      'a value no column can hold',
      () => table`
        a
        ${() => 1}`,
      'TABLE_CELL',
    ],
    [
      'numbers and values that are no numbers',
      () => table`
        a
        ${1}
        ${true}`,
      'ROWS_TYPES_MIXED',
    ],
  ])('%s: a clear error', async (_, build, code) => {
    expect(await codesOf(build)).toEqual([code]);
  });

  test('a ragged row is named with its cells and the columns', async () => {
    expect(
      await findingsOf(
        () => table`
          id | name
          1  | a
          2  | b | c
        `,
      ),
    ).toMatchObject([{ row: 2, found: '3 cells', expected: '2: id | name' }]);
  });
});
