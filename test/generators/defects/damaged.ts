import type { Plain } from '../../../src/duckdb/plain.ts';
import type { Column, Row, Session } from '../../../src/duckdb/session.ts';
import { id, sql } from '../../../src/duckdb/sql.ts';
import { injectDefects, type Injected } from '../../../src/generators/defects/inject-defects.ts';
import { defectsSchema, type DefectInput } from '../../../src/generators/defects/schema.ts';

export interface DamagedRows extends Injected {
  readonly before: readonly Row[];
  readonly after: readonly Row[];
  readonly labelRows: readonly Row[];
  readonly cleanColumns: readonly Column[];
}

/** Columns of every kind a defect can want; `rows` rows in the order of `n`, some values missing. Values are given as text. */
export async function damageAll(
  session: Session,
  { rows = 60, defects, seed = 1 }: { rows?: number; defects: readonly DefectInput[]; seed?: number },
): Promise<DamagedRows> {
  const table = id('all kinds');
  await session.run(sql`
    create or replace table ${table} as
    select range + 1 as n, cast(range % 7 as smallint) as small,
      if(range % 11 = 5, null, 'Zoë of row ' || range) as name, if(range % 3 = 0, 'red', 'blue') as colour,
      date '2023-01-01' + cast(range % 40 as integer) as day, timestamp '2023-03-04 05:06:07' + to_hours(range) as moment,
      if(range % 10 = 9, null, cast(range + 0.25 as decimal(12,2))) as amount, range / 7 as ratio, range % 2 = 0 as flag
    from range(${rows})`);
  const cleanColumns = await session.columns(table);
  const parsed = defectsSchema.parse(defects);
  const options = { table, columns: cleanColumns, dataset: 'all', object: 'all.csv', defects: parsed, seed };
  const injected = await injectDefects(session, options);
  return {
    ...injected,
    cleanColumns,
    before: await session.rows(sql`select columns(*)::varchar from ${table} order by rowid`),
    after: await session.rows(sql`select columns(*)::varchar from ${injected.relation} order by rowid`),
    labelRows: await session.rows(sql`select * from ${injected.labels} order by rowid`),
  };
}

/** A cell that is another than in the clean row it comes from; rows are 1-based. */
interface Difference {
  readonly row: number;
  readonly column: string;
  readonly before: Plain;
  readonly after: Plain;
}

/**
 * What is different in the damaged rows, found by comparison: which clean row each comes from is told by the labels of
 * copies, moves and removals; all others must be the clean rows in their order.
 */
export function differences({ before, after, labelRows, cleanColumns }: DamagedRows): Difference[] {
  const placed = new Map<number, number>();
  const gone = new Set<number>();
  for (const { row, origin_row: origin, kind } of labelRows) {
    if (origin === null || kind === 'duplicate-key') continue;
    if (row !== null) placed.set(Number(row), Number(origin));
    if (row === null || kind === 'late-rows') gone.add(Number(origin));
  }
  const others = before.map((_, index) => index + 1).filter((row) => !gone.has(row));
  let next = 0;
  return after.flatMap((values, index) => {
    const origin = placed.get(index + 1) ?? others[next++] ?? 0;
    const clean = before[origin - 1] ?? {};
    return cleanColumns.flatMap(({ name }) => {
      const [was, is] = [clean[name] ?? null, values[name] ?? null];
      return was === is ? [] : [{ row: index + 1, column: name, before: was, after: is }];
    });
  });
}
