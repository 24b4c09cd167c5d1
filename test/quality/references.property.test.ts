import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judge, type TinyTable } from './judged.ts';

type Cell = number | null;
type Row = readonly [a: Cell, b: Cell, v: Cell];

const cell = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 });

test('ReferentialIntegrity counts the rows for which some row of the reference has the same key', async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, async (here, there) => {
      const found = here.filter((row) => there.some((other) => isSameKey(row, other)));
      expect(await failing('ReferentialIntegrity "a,b" "ref.{a,b}" > 2', here, there)).toEqual({
        shares: here.length === 0 ? [] : [found.length / here.length],
        rows: here.length === 0 ? undefined : here.length - found.length,
      });
    }),
    { numRuns: 40 },
  );
});

test('DatasetMatch counts the rows that the reference has, too, where keys are unique', async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, async (here, there) => {
      const isJudged = here.length > 0 && !hasDuplicates(here) && !hasDuplicates(there);
      const same = here.filter((row) => there.some((other) => isSameKey(row, other) && row[2] === other[2]));
      expect(await failing('DatasetMatch "ref" "a,b" > 2', here, there)).toEqual({
        shares: isJudged ? [same.length / here.length] : [],
        rows: isJudged ? here.length - same.length : undefined,
      });
    }),
    { numRuns: 40 },
  );
});

async function failing(rule: string, here: readonly Row[], there: readonly Row[]) {
  const { evaluatedMetrics, failingRows } = await judge(table(here), rule, { others: { ref: table(there) } });
  return { shares: Object.values(evaluatedMetrics), rows: failingRows?.count };
}

function isSameKey([a, b]: Row, [c, d]: Row): boolean {
  return a !== null && b !== null && a === c && b === d;
}

/** To a grouping NULL is a key like any other. */
function hasDuplicates(all: readonly Row[]): boolean {
  return new Set(all.map(([a, b]) => `${a} ${b}`)).size < all.length;
}

function table(all: readonly Row[]): TinyTable {
  return { columns: 'a integer, b integer, v integer', rows: all.map((row) => row.map(String).join(', ')) };
}
