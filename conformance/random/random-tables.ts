import fc from 'fast-check';
import type { CaseTable, Cell } from '../case.ts';
import { ALL_SUBJECTS } from '../cases/subjects.ts';

/** A column of a random table, and texts that stand near its values: what rules ask for. */
export interface RandomColumn {
  readonly name: string;
  readonly type: string;
  readonly values: readonly Cell[];
}

/** Columns of the same length; the first counts the rows from 1. */
export type RandomTable = readonly RandomColumn[];

const NAMES = ['v', 'w', 'x'] as const;

/** Values that no case of one type alone has: they are many by now, and a rule meets some of each. */
const MORE: Readonly<Record<string, readonly Cell[]>> = {
  int: [0, 1, 2, 3, 10, -1],
  bigint: ['0', '1', '2', '10', '-7'],
  'decimal(10,2)': ['1.00', '2.00', '10.10', '99999999.99', '-1.50'],
  float: ['1.0', '2.5', '1e10', '-0.0', 'Infinity', '1.1'],
  double: ['1.0', '2.0', '2.5', '10', '1.1', '-1'],
  string: ['1', '2', '01', '1e1', ' a', 'a ', 'ab', 'true', '2023-06-15', 'Straße', 'ÀB', 'x_1', '-1.5', 'NaN'],
  boolean: [true, false],
  date: ['2023-06-14', '2023-06-16', '2000-02-29', '1900-01-01'],
  timestamp: ['2023-06-15 00:00:00', '2000-02-29 23:59:59.5', '2023-06-16 12:00:00'],
};

/** The values to choose from, of each type. */
const POOLS: ReadonlyMap<string, readonly Cell[]> = new Map(
  [...new Set(ALL_SUBJECTS.map(({ type }) => type))].map((type) => [
    type,
    [
      ...ALL_SUBJECTS.filter((each) => each.type === type).flatMap(({ values }) => values.filter((v) => v !== null)),
      ...(MORE[type] ?? []),
    ],
  ]),
);

const COMMON = [
  'int',
  'bigint',
  'double',
  'string',
  'string',
  'decimal(10,2)',
  'date',
  'timestamp',
  'boolean',
] as const;

const types = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...COMMON) },
  { weight: 1, arbitrary: fc.constantFrom(...POOLS.keys()) },
);

/** Tables of one to three columns and up to seven rows, with values that meet again and with NULL. */
export const randomTable: fc.Arbitrary<RandomTable> = fc
  .tuple(fc.array(types, { minLength: 1, maxLength: NAMES.length }), sizes())
  .chain(([all, size]) => fc.tuple(...all.map((type, index) => columnOf(NAMES[index] ?? '', type, size))))
  .map((columns) => [
    { name: 'k', type: 'int', values: (columns[0]?.values ?? []).map((_, index) => index + 1) },
    ...columns,
  ]);

function sizes(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, 1) },
    { weight: 5, arbitrary: fc.integer({ min: 2, max: 7 }) },
  );
}

function columnOf(name: string, type: string, size: number): fc.Arbitrary<RandomColumn> {
  const pool = POOLS.get(type) ?? [];
  const few = fc.array(fc.constantFrom(...pool), { minLength: 1, maxLength: 4 });
  return fc.tuple(few, fc.constantFrom(0, 0, 1, 3)).chain(([some, nulls]) => {
    const cell = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...some) },
      { weight: nulls, arbitrary: fc.constant(null) },
    );
    return fc.array(cell, { minLength: size, maxLength: size }).map((values) => ({ name, type, values }));
  });
}

/** Another dataset beside it: the same columns, some rows fewer, twice, or with values of another row. */
export function randomReference(table: RandomTable): fc.Arbitrary<RandomTable> {
  const size = table[0]?.values.length ?? 0;
  const rows = fc.array(fc.nat(Math.max(0, size - 1)), { maxLength: size + 1 }).map((all) => (size === 0 ? [] : all));
  const inOrder = fc.constant(Array.from({ length: size }, (_, index) => index));
  return fc.oneof(rows, inOrder, inOrder).chain((picked) =>
    fc.tuple(fc.constantFrom(...table.map(({ name }) => name), ''), fc.nat(3)).map(([changed, by]) =>
      table.map((column) => ({
        ...column,
        values: picked.map((row) => column.values[column.name === changed ? (row + by) % size : row] ?? null),
      })),
    ),
  );
}

export function caseTable(table: RandomTable): CaseTable {
  return {
    columns: table.map(({ name, type }) => [name, type]),
    rows: (table[0]?.values ?? []).map((_, row) => table.map(({ values }) => values[row] ?? null)),
  };
}
