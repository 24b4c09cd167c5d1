import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSession } from '../../../src/duckdb/open-session.ts';
import type { Session } from '../../../src/duckdb/session.ts';
import type { DefectInput } from '../../../src/generators/defects/schema.ts';
import { damageAll } from './damaged.ts';

let session: Session;
beforeAll(async () => void (session = await openSession()));
afterAll(() => session[Symbol.asyncDispose]());

/** The numbers of the rows that lost their `n`. */
async function rowsHit(
  defect: Omit<Extract<DefectInput, { kind: 'missing' }>, 'kind' | 'column'>,
  { rows = 200, seed = 1 } = {},
): Promise<number[]> {
  const { labelRows } = await damageAll(session, {
    rows,
    seed,
    defects: [{ kind: 'missing', column: 'n', ...defect }],
  });
  return labelRows.map(({ row }) => Number(row));
}

describe('where a defect may hit', () => {
  test('a rate with `where` is of the rows where it is true', async () => {
    const hit = await rowsHit({ rate: 0.5, where: "colour = 'red' and n <= 30" });
    expect(hit).toHaveLength(5);
    expect(hit.every((row) => row <= 30 && (row - 1) % 3 === 0)).toBe(true);
  });

  test('a comment or a bracket in `where` cannot reach what is around it', async () => {
    expect(await rowsHit({ rate: 1, where: 'n < 4 -- and so on' })).toEqual([1, 2, 3]);
  });

  test('a partition is equality on each of its columns', async () => {
    const hit = await rowsHit({ rate: 1, partition: { day: '2023-01-03', flag: true } });
    expect(hit).toEqual([3, 43, 83, 123, 163]);
  });

  test('a defect that names another file does nothing', async () => {
    expect(await rowsHit({ count: 3, file: '*.parquet' })).toEqual([]);
    expect(await rowsHit({ count: 3, file: 'a?l.*' })).toHaveLength(3);
  });
});

describe('which rows chance takes', () => {
  test('`by` a column takes high values more often, and never the same rows for another seed', async () => {
    const hit = await rowsHit({ count: 60, random: { by: 'ratio' } }, { rows: 1000 });
    const mean = hit.reduce((sum, row) => sum + row, 0) / hit.length;
    // The mean of a draw by weight is at two thirds of the range, that of a uniform one at half.
    expect(mean).toBeGreaterThan(580);
    expect(new Set(hit).size).toBe(60);
    expect(await rowsHit({ count: 60, random: { by: 'ratio' } }, { rows: 1000, seed: 2 })).not.toEqual(hit);
  });

  test('`weights` by value leave rows of other values alone', async () => {
    const hit = await rowsHit({ count: 20, random: { by: 'colour', weights: { red: 1 } } });
    expect(hit.every((row) => (row - 1) % 3 === 0)).toBe(true);
  });

  test('`bursts` takes runs of neighbouring rows', async () => {
    const hit = await rowsHit({ count: 20, random: { bursts: 5 } });
    const starts = hit.filter((row) => !hit.includes(row - 1));
    expect(hit).toHaveLength(20);
    expect(starts.every((row) => [0, 1, 2, 3, 4].every((step) => hit.includes(row + step)))).toBe(true);
    expect(starts.length).toBeLessThanOrEqual(4);
  });

  test('free text of a defect is in its labels', async () => {
    const defects: DefectInput[] = [
      { kind: 'missing', column: 'n', count: 1, label: 'one' },
      { kind: 'duplicate', count: 1 },
      { kind: 'column-added', label: 'three' },
    ];
    const { labelRows } = await damageAll(session, { defects });
    expect(labelRows.map(({ kind, label }) => [kind, label])).toEqual([
      ['missing', 'one'],
      ['duplicate', null],
      ['column-added', 'three'],
    ]);
  });
});

test('the same rows are hit and made on one thread and on four', async () => {
  const defects: DefectInput[] = [
    { kind: 'duplicate-key', column: 'n', rate: 0.01 },
    { kind: 'missing', column: 'name', rate: 0.01, random: { by: 'ratio' } },
    { kind: 'row-surge', rate: 0.01, copies: 2 },
    { kind: 'late-rows', rate: 0.01, random: { bursts: 7 } },
    { kind: 'row-drop', rate: 0.01 },
  ];
  const results = [];
  for (const threads of [1, 4]) {
    await using own = await openSession({ threads });
    const { after, labelRows } = await damageAll(own, { rows: 20_000, defects });
    results.push(JSON.stringify([after, labelRows]));
  }
  expect(results[0] === results[1]).toBe(true);
});
