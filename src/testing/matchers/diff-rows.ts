import { userError } from '../../core/errors.ts';
import type { ComparedColumn } from './comparable-columns.ts';
import type { ComparedRow } from './compared-rows.ts';

/** A row of one table, and its place in it, from 0. */
export interface PlacedRow {
  readonly at: number;
  readonly row: ComparedRow;
}

/** Two rows that are one, changed in some columns. */
export interface ChangedRow {
  readonly found: PlacedRow;
  readonly expected: PlacedRow;
  /** The places of the columns. */
  readonly columns: readonly number[];
}

export interface RowsDiff {
  readonly equal: number;
  readonly changed: readonly ChangedRow[];
  /** Expected, and not found. */
  readonly missing: readonly PlacedRow[];
  /** Found, and not expected. */
  readonly added: readonly PlacedRow[];
  /** Where rows that are equal otherwise are in another order: the first place, from 0. */
  readonly movedAt: number | undefined;
}

interface Pairs {
  readonly found: readonly ComparedRow[];
  readonly expected: readonly ComparedRow[];
}

/** In what the rows of two tables differ: paired by their keys where there are any, else those that are most alike. */
export function diffRows(
  rows: Pairs,
  { columns, ignoreOrder }: { readonly columns: readonly ComparedColumn[]; readonly ignoreOrder: boolean },
): RowsDiff {
  const keys = columns.flatMap(({ isKey }, index) => (isKey ? [index] : []));
  if (keys.length > 0) return diffByKey(rows, columns, keys);
  const firstMoved = movedAt(rows, columns);
  if (firstMoved === undefined && rows.found.length === rows.expected.length) {
    return { equal: rows.found.length, changed: [], missing: [], added: [], movedAt: undefined };
  }
  const diff = diffBySimilarity(rows, columns);
  const isMoved = !ignoreOrder && diff.missing.length + diff.added.length + diff.changed.length === 0;
  return { ...diff, movedAt: isMoved ? firstMoved : undefined };
}

function diffByKey({ found, expected }: Pairs, columns: readonly ComparedColumn[], keys: readonly number[]): RowsDiff {
  const byKey = keyed(expected, columns, keys);
  const changed: ChangedRow[] = [];
  const added: PlacedRow[] = [];
  let equal = 0;
  for (const [key, row] of keyed(found, columns, keys)) {
    const other = byKey.get(key);
    byKey.delete(key);
    if (other === undefined) {
      added.push(row);
      continue;
    }
    const differing = differingColumns(row.row, other.row, columns);
    if (differing.length === 0) equal += 1;
    else changed.push({ found: row, expected: other, columns: differing });
  }
  return { equal, changed, missing: [...byKey.values()], added, movedAt: undefined };
}

function keyed(
  rows: readonly ComparedRow[],
  columns: readonly ComparedColumn[],
  keys: readonly number[],
): Map<string, PlacedRow> {
  const byKey = new Map<string, PlacedRow>();
  for (const [at, row] of rows.entries()) {
    const key = JSON.stringify(keys.map((index) => row.forms[index]));
    if (byKey.has(key)) {
      throw userError({
        code: 'TABLE_OPTION',
        message: 'the key of toEqualTable is there twice in one table, so that it does not tell rows apart',
        row: at + 1,
        found: keys.map((index) => `${columns[index]?.name}: ${JSON.stringify(row.cells[index])}`).join(', '),
      });
    }
    byKey.set(key, { at, row });
  }
  return byKey;
}

/** Equal rows first, then those that tolerances make equal, then those that are alike in half of their columns. */
function diffBySimilarity(rows: Pairs, columns: readonly ComparedColumn[]): RowsDiff {
  const { found, expected, equal } = withoutEqual(rows);
  const within = pairUp({ found, expected }, (one, other) =>
    differingColumns(one.row, other.row, columns).length === 0 ? 1 : 0,
  );
  const alike = pairUp(within, (one, other) => {
    const differing = differingColumns(one.row, other.row, columns).length;
    return differing * 2 <= columns.length ? columns.length - differing : 0;
  });
  return {
    equal: equal + within.pairs.length,
    changed: alike.pairs.map((pair) => ({
      ...pair,
      columns: differingColumns(pair.found.row, pair.expected.row, columns),
    })),
    missing: alike.expected,
    added: alike.found,
    movedAt: undefined,
  };
}

function withoutEqual({ found, expected }: Pairs): {
  found: readonly PlacedRow[];
  expected: readonly PlacedRow[];
  equal: number;
} {
  const byForm = new Map<string, PlacedRow[]>();
  for (const [at, row] of expected.entries()) {
    const form = JSON.stringify(row.forms);
    const like = byForm.get(form);
    if (like === undefined) byForm.set(form, [{ at, row }]);
    else like.push({ at, row });
  }
  const rest = found
    .map((row, at) => ({ at, row }))
    .filter(({ row }) => byForm.get(JSON.stringify(row.forms))?.shift() === undefined);
  const unmatched = [...byForm.values()].flat().toSorted((one, other) => one.at - other.at);
  return { found: rest, expected: unmatched, equal: found.length - rest.length };
}

/** Comparing every row with every other is for few rows: beyond this, rows are paired with those near their place. */
const NEAR = 200;

/** Pairs each expected row with the one found that has the highest score above 0; of equal scores, with the nearest. */
function pairUp(
  { found, expected }: { readonly found: readonly PlacedRow[]; readonly expected: readonly PlacedRow[] },
  scoreOf: (found: PlacedRow, expected: PlacedRow) => number,
): {
  readonly pairs: readonly { readonly found: PlacedRow; readonly expected: PlacedRow }[];
  readonly found: readonly PlacedRow[];
  readonly expected: readonly PlacedRow[];
} {
  const left = new Set(found);
  const pairs: { found: PlacedRow; expected: PlacedRow }[] = [];
  const alone: PlacedRow[] = [];
  for (const [index, row] of expected.entries()) {
    const near = found.length <= NEAR ? found : found.slice(Math.max(0, index - NEAR / 2), index + NEAR / 2);
    const ranked = near
      .filter((other) => left.has(other))
      .map((other) => ({ other, score: scoreOf(other, row), distance: Math.abs(other.at - row.at) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || a.distance - b.distance);
    const [best] = ranked;
    if (best === undefined) {
      alone.push(row);
      continue;
    }
    left.delete(best.other);
    pairs.push({ found: best.other, expected: row });
  }
  return { pairs, found: [...left], expected: alone };
}

function movedAt({ found, expected }: Pairs, columns: readonly ComparedColumn[]): number | undefined {
  const at = found.findIndex((row, index) => {
    const other = expected[index];
    return other === undefined || differingColumns(row, other, columns).length > 0;
  });
  return at === -1 ? undefined : at;
}

function differingColumns(one: ComparedRow, other: ComparedRow, columns: readonly ComparedColumn[]): number[] {
  return [...columns.keys()].filter((index) => {
    if (one.forms[index] === other.forms[index]) return false;
    const { tolerance = 0 } = columns[index] ?? {};
    const [a, b] = [one.cells[index] ?? null, other.cells[index] ?? null];
    return tolerance === 0 || a === null || b === null || !(Math.abs(Number(a) - Number(b)) <= tolerance);
  });
}
