import { describe, expect, test } from 'vitest';
import { rows } from '../../../src/generators/unit/rows.ts';
import { check } from '../../../src/index.ts';
import { codesOf, findingsOf } from '../../findings.ts';
import { readBack } from './read-back.ts';

describe('rows', () => {
  test('have the types of their values, in the order of the first row', async () => {
    const day = new Date('2023-01-02T03:04:05.678Z');
    const data = rows([
      { id: 1, big: 12345678901234567890n, ratio: 0.5, name: 'a', ok: true, at: day, tags: ['x'], place: { zip: 7 } },
      { id: 2, big: 1n, ratio: 2, name: '', ok: null, at: null, tags: [], place: { zip: null } },
    ]);
    expect(await readBack(data)).toEqual({
      types: {
        id: 'BIGINT',
        big: 'HUGEINT',
        ratio: 'DOUBLE',
        name: 'VARCHAR',
        ok: 'BOOLEAN',
        at: 'TIMESTAMP',
        tags: 'VARCHAR[]',
        place: 'STRUCT(zip BIGINT)',
      },
      rows: [
        {
          id: 1,
          big: '12345678901234567890',
          ratio: 0.5,
          name: 'a',
          ok: true,
          at: '2023-01-02T03:04:05.678000',
          tags: ['x'],
          place: { zip: 7 },
        },
        { id: 2, big: 1, ratio: 2, name: '', ok: null, at: null, tags: [], place: { zip: null } },
      ],
    });
  });

  test('take stated types: exact decimals, dates, moments with a zone', async () => {
    const at = new Date('2023-01-02T00:00:00Z');
    const data = rows([{ amount: '10.50', day: at, at, code: 7 }], {
      types: { amount: 'decimal(12,2)', day: 'date', at: 'timestamptz', code: 'string' },
    });
    expect(await readBack(data)).toEqual({
      types: { amount: 'DECIMAL(12,2)', day: 'DATE', at: 'TIMESTAMP WITH TIME ZONE', code: 'VARCHAR' },
      rows: [{ amount: '10.50', day: '2023-01-02', at: '2023-01-02T00:00:00.000000Z', code: '7' }],
    });
  });

  test('of stated types may be none', async () => {
    expect(await readBack(rows([], { types: { id: 'bigint' } }))).toEqual({ types: { id: 'BIGINT' }, rows: [] });
  });

  test('of nothing but null are text', async () => {
    expect(await readBack(rows([{ a: null }]))).toEqual({ types: { a: 'VARCHAR' }, rows: [{ a: null }] });
  });

  test('are data for check', async () => {
    const { outcomes } = await check({ data: rows([{ id: 1 }, { id: 1 }]), rules: 'Rules = [ IsUnique "id" ]' });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['Failed']);
  });

  test('a value that is no value of its stated type is told when it is read, with its row', async () => {
    const data = rows([{ amount: '1.00' }, { amount: '1.005' }], { types: { amount: 'decimal(12,2)' } });
    expect(await findingsOf(() => readBack(data))).toMatchObject([{ code: 'VALUE_UNFIT', row: 2, column: 'amount' }]);
  });

  test.each<[string, () => unknown, string]>([
    ['a row without a column of the first', () => rows([{ a: 1, b: 2 }, { a: 1 }]), 'ROWS_RAGGED'],
    ['a row with a column more', () => rows([{ a: 1 }, { a: 1, b: 2 }]), 'ROWS_RAGGED'],
    ['an undefined value', () => rows([{ a: 1 }, { a: undefined }]), 'ROWS_RAGGED'],
    ['texts and numbers in one column', () => rows([{ a: 1 }, { a: 'x' }]), 'ROWS_TYPES_MIXED'],
    ['a number that JavaScript has rounded', () => rows([{ a: 2 ** 53 }]), 'ROWS_VALUE'],
    ['a date that is none', () => rows([{ a: new Date('x') }]), 'ROWS_VALUE'],
    ['a function', () => rows([{ a: () => 1 }]), 'ROWS_VALUE'],
    ['no rows and no types', () => rows([]), 'ROWS_EMPTY'],
    ['a type for no column', () => rows([{ amount: 1 }], { types: { amuont: 'int' } }), 'COLUMN_UNKNOWN'],
    ['a type that is none', () => rows([{ a: 1 }], { types: { a: 'strng' } }), 'TYPE_UNKNOWN'],
    ['two columns of one name', () => rows([{ a: 1, A: 2 }]), 'ROWS_COLUMN_TWICE'],
  ])('%s: a clear error', async (_, build, code) => {
    expect(await codesOf(build)).toEqual([code]);
  });

  test('a ragged row is named with what it lacks and the nearest name', async () => {
    expect(await findingsOf(() => rows([{ amount: 1 }, { amuont: 1 }]))).toMatchObject([
      { row: 2, found: 'no "amount", "amuont" besides', expected: 'amount', nearest: 'amount' },
    ]);
  });
});
