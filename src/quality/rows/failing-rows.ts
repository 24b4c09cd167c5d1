import type { Plain } from '../../duckdb/plain.ts';
import type { Row, Session } from '../../duckdb/session.ts';
import { id, join, lit, raw, type SqlValue } from '../../duckdb/sql.ts';
import { toNumber } from '../measure/to-number.ts';
import { ROW_NUMBER, type RowPlan } from '../plan/row-plan.ts';
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
    const found = await positionsOf(session, usable, sampleRows);
    const rows = await rowsAt(session, usable, columns, [
      ...new Map(found.flatMap(({ positions }) => positions.map((position) => [keyOf(position), position]))).values(),
    ]);
    return usable.verdicts.map((verdict, index) => {
      if (verdict === undefined) return undefined;
      const { count = 0, positions = [] } = found[index] ?? {};
      return { count, sample: positions.flatMap((position) => rows.get(keyOf(position)) ?? []) };
    });
  });
}

type Position = readonly Plain[];

interface Found {
  readonly count: number;
  readonly positions: readonly Position[];
}

async function positionsOf(session: Session, plan: RowPlan, limit: number): Promise<Found[]> {
  const position = `{${plan.position.map((name, index) => `p${index}: ${id(name).text}`).join(', ')}}`;
  const columns = plan.verdicts.flatMap((_, index) => [
    `count(*) filter (where not ${verdictName(index)}) as n${index}`,
    `${limit > 0 ? `min(${position}, ${lit(limit).text}) filter (where not ${verdictName(index)})` : 'null'} as p${index}`,
  ]);
  const [row = {}] = await session.rows(raw(`${judgedRows(plan)} select ${columns.join(', ')} from judged`));
  return plan.verdicts.map((_, index) => ({
    count: toNumber(row[`n${index}`]) ?? 0,
    positions: positionsIn(row[`p${index}`]),
  }));
}

function positionsIn(value: Plain | undefined): Position[] {
  if (!Array.isArray(value)) return [];
  return value.map((each: Plain) => (each !== null && typeof each === 'object' ? Object.values(each) : [each]));
}

/** Rows by the key of their position. */
async function rowsAt(
  session: Session,
  plan: RowPlan,
  columns: readonly string[],
  positions: readonly Position[],
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const rows = new Map<string, readonly Row[]>();
  if (positions.length === 0) return rows;
  const names = plan.position.map((name) => id(name).text);
  const wanted = positions.map((position) => `(${join(position.map(literal)).text})`).join(', ');
  const selected = [
    ...names.map((name, index) => `${name} as __position${index}`),
    ...columns.map((name) => id(name).text),
  ];
  const statement = `select ${selected.join(', ')} from ${plan.source} where (${names.join(', ')}) in (${wanted})`;
  for (const row of await session.rows(raw(statement))) {
    const key = keyOf(names.map((_, index) => row[`__position${index}`] ?? null));
    const shown = Object.entries(row).filter(([name]) => !name.startsWith('__position') && name !== ROW_NUMBER);
    rows.set(key, [...(rows.get(key) ?? []), Object.fromEntries(shown)]);
  }
  return rows;
}

function literal(value: Plain): SqlValue {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

function keyOf(position: Position): string {
  return JSON.stringify(position);
}
