import { id, join, sql } from '../../../duckdb/sql.ts';
import type { FieldInput } from '../../field-schema.ts';
import type { SeenColumn, SeenData } from './seen-column.ts';

/** Weaker correlations are left out. */
const WEAKEST = 0.3;
const MOST_COLUMNS = 30;
const MOST_ROWS = 20_000;
/** With fewer rows chance alone gives correlations. */
const FEWEST_ROWS = 30;

interface Drafted {
  readonly column: SeenColumn;
  readonly field: FieldInput;
}

/**
 * The fields with the strongest rank correlations between them: each number is correlated with at most one other field,
 * so that they form trees, whose root may be a day or time.
 */
export async function correlate(data: SeenData, drafts: readonly Drafted[]): Promise<FieldInput[]> {
  const able = drafts.filter(({ field }) => isRoot(field)).slice(0, MOST_COLUMNS);
  const pairs = await rankCorrelations(data, able);
  const parents = treesOf(able, pairs);
  return drafts.map(({ column, field }) => {
    const parent = parents.get(column.name);
    if (parent === undefined || !('number' in field)) return field;
    return { ...field, number: { ...field.number, correlate: parent } };
  });
}

/** Whether other fields may be correlated with it. */
function isRoot(field: FieldInput): boolean {
  if ('number' in field) return !('unique' in field);
  const spec = 'date' in field ? field.date : 'timestamp' in field ? field.timestamp : undefined;
  return spec !== undefined && Object.keys(spec).every((key) => key === 'from' || key === 'to');
}

interface Pair {
  readonly one: number;
  readonly other: number;
  readonly coefficient: number;
}

async function rankCorrelations(data: SeenData, able: readonly Drafted[]): Promise<Pair[]> {
  const pairs = able.flatMap((_, other) => able.slice(0, other).map((__, one) => ({ one, other })));
  if (pairs.length === 0) return [];
  const some = sql`(select ${join(able.map(({ column }) => id(column.name)))} from ${data.sample} limit ${MOST_ROWS})`;
  const ranks = able.map(({ column: { name } }, index) => {
    const value = id(name);
    return sql`case when ${value} is not null then
      rank() over (order by ${value}) + (count(*) over (partition by ${value}) - 1) / 2 end as ${id(`rank ${index}`)}`;
  });
  const measures = pairs.flatMap(({ one, other }, index) => {
    const both = sql`${id(`rank ${one}`)}, ${id(`rank ${other}`)}`;
    return [sql`corr(${both}) as ${id(`corr ${index}`)}`, sql`regr_count(${both}) as ${id(`rows ${index}`)}`];
  });
  const [row = {}] = await data.session.rows(sql`select ${join(measures)} from (select ${join(ranks)} from ${some})`);
  return pairs.flatMap((pair, index) => {
    const coefficient = Number(Number(row[`corr ${index}`] ?? 0).toFixed(2));
    const isMarked = Math.abs(coefficient) >= WEAKEST && Number(row[`rows ${index}`]) >= FEWEST_ROWS;
    return isMarked ? [{ ...pair, coefficient }] : [];
  });
}

interface Parent {
  readonly with: string;
  readonly coefficient: number;
}

/** The strongest pairs that join no two columns twice and no two moments: each column's parent by its name. */
function treesOf(able: readonly Drafted[], pairs: readonly Pair[]): ReadonlyMap<string, Parent> {
  const tree = able.map((_, index) => index);
  const isMoment = able.map(({ field }) => !('number' in field));
  const edges: Pair[] = [];
  for (const pair of pairs.toSorted((a, b) => Math.abs(b.coefficient) - Math.abs(a.coefficient))) {
    const [one, other] = [tree[pair.one] ?? 0, tree[pair.other] ?? 0];
    const moments = isMoment.filter((is, index) => is && (tree[index] === one || tree[index] === other));
    if (one === other || moments.length > 1) continue;
    edges.push(pair);
    for (const [index, root] of tree.entries()) if (root === other) tree[index] = one;
  }
  return directed(able, edges, isMoment);
}

/** Edges turned away from a moment, or else from the first column of their tree. */
function directed(
  able: readonly Drafted[],
  edges: readonly Pair[],
  isMoment: readonly boolean[],
): ReadonlyMap<string, Parent> {
  const order = able.map((_, index) => index).toSorted((a, b) => Number(isMoment[b]) - Number(isMoment[a]) || a - b);
  const seen = new Set<number>();
  const parents = new Map<string, Parent>();
  const visit = (index: number): void => {
    seen.add(index);
    for (const { one, other, coefficient } of edges) {
      const next = one === index ? other : other === index ? one : undefined;
      if (next === undefined || seen.has(next)) continue;
      parents.set(nameAt(able, next), { with: nameAt(able, index), coefficient });
      visit(next);
    }
  };
  for (const index of order) if (!seen.has(index)) visit(index);
  return parents;
}

function nameAt(able: readonly Drafted[], index: number): string {
  return able[index]?.column.name ?? '';
}
