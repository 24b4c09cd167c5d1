import type { Plain } from '../../duckdb/plain.ts';
import type { Row, Session } from '../../duckdb/session.ts';
import { id, join, lit, raw } from '../../duckdb/sql.ts';
import { toNumber } from '../measure/to-number.ts';
import type { RowPlan } from '../plan/row-plan.ts';
import { POSITION } from '../plan/row-source.ts';
import type { FailingRows } from '../types.ts';
import { judgedRows, verdictName } from './judged.ts';
import { withUsablePlan } from './usable-plan.ts';

/**
 * For each verdict of the plan: how many rows fail, and the first of them in input order. Two statements for all
 * rules: one finds the positions, one reads the rows. Undefined where a verdict could not be had.
 */
export async function failingRows(
  session: Session,
  plan: RowPlan,
  { columns, sampleRows }: { readonly columns: readonly string[]; readonly sampleRows: number },
): Promise<(FailingRows | undefined)[]> {
  return withUsablePlan(session, plan, async (usable) => {
    const found = await findRows(session, usable, sampleRows);
    const rows = await rowsAt(session, usable, columns, new Set(found.flatMap(({ positions }) => positions)));
    return usable.verdicts.map((verdict, index) => {
      if (verdict === undefined) return undefined;
      const { count = 0, positions = [] } = found[index] ?? {};
      return { count, sample: positions.flatMap((position) => rows.get(position) ?? []) };
    });
  });
}

interface Found {
  readonly count: number;
  /** Of the first rows, in order: a number, or its digits where it is large. */
  readonly positions: readonly Plain[];
}

async function findRows(session: Session, plan: RowPlan, limit: number): Promise<Found[]> {
  const columns = plan.verdicts.flatMap((_, index) => {
    const failing = `filter (where not ${verdictName(index)})`;
    const first = limit > 0 ? `min(${id(POSITION)}, ${lit(limit).text}) ${failing}` : 'null';
    return [`count(*) ${failing} as n${index}`, `${first} as p${index}`];
  });
  const [row = {}] = await session.rows(raw(`${judgedRows(plan)} select ${columns.join(', ')} from judged`));
  return plan.verdicts.map((_, index) => {
    const positions = row[`p${index}`];
    return { count: toNumber(row[`n${index}`]) ?? 0, positions: Array.isArray(positions) ? positions : [] };
  });
}

/** Rows by their position; two that share one (a number twice in one object) are both there. */
async function rowsAt(
  session: Session,
  plan: RowPlan,
  columns: readonly string[],
  positions: ReadonlySet<Plain>,
): Promise<ReadonlyMap<Plain, readonly Row[]>> {
  const rows = new Map<Plain, readonly Row[]>();
  if (positions.size === 0) return rows;
  const wanted = join([...positions].map((position) => raw(String(position)))).text;
  const selected = [POSITION, ...columns].map((name) => id(name).text).join(', ');
  const statement = `select ${selected} from ${plan.source.from} where ${id(POSITION)} in (${wanted})`;
  for (const { [POSITION]: position = null, ...row } of await session.rows(raw(statement))) {
    rows.set(position, [...(rows.get(position) ?? []), row]);
  }
  return rows;
}
