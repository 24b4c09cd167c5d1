import { expect, test } from 'vitest';
import type { Row } from '../../../src/duckdb/session.ts';
import { rowsOf } from '../rows-of.ts';

const ROWS = 100_000;
const CELLS = 16;
/** A chi-square of 255 degrees of freedom is beyond this less than once in a hundred thousand times. */
const UNLIKELY = 365;

const names = Array.from({ length: 12 }, (_, index) => `c${index}`);
const dice = Object.fromEntries(names.map((name) => [name, { number: { min: 0, max: CELLS - 1 } }]));

const made = rowsOf({ name: 'dice', fields: dice }, { rows: ROWS });

test('every number is as likely in every column', async () => {
  const rows = await made;
  for (const name of names) {
    expect(
      chiSquare(
        rows.map((row) => Number(row[name])),
        CELLS,
      ),
    ).toBeLessThan(60);
  }
});

const pairs = names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other] as const));

test.each(pairs)('columns %s and %s are independent', async (one, other) => {
  expect(ofPairs(await made, (row) => [Number(row[one]), Number(row[other])])).toBeLessThan(UNLIKELY);
});

test.each([1, 2, 16])('a row is independent of the row %d before it', async (lag) => {
  const rows = await made;
  const later = ofPairs(rows.slice(lag), (row, index) => [Number(row['c0']), Number(rows[index]?.['c0'])]);
  expect(later).toBeLessThan(UNLIKELY);
});

test('three columns are independent', async () => {
  const rows = await made;
  const cubes = rows.map((row) => names.slice(0, 3).reduce((cell, name) => cell * 4 + (Number(row[name]) >> 2), 0));
  expect(chiSquare(cubes, 64)).toBeLessThan(140);
});

function ofPairs(rows: readonly Row[], pairOf: (row: Row, index: number) => readonly [number, number]): number {
  const cells = rows.map((row, index) => {
    const [one, other] = pairOf(row, index);
    return one * CELLS + other;
  });
  return chiSquare(cells, CELLS * CELLS);
}

/** How far the counts of `cells` equally likely values are from even. */
function chiSquare(values: readonly number[], cells: number): number {
  const counts = Array.from({ length: cells }, () => 0);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const even = values.length / cells;
  return counts.reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
}
