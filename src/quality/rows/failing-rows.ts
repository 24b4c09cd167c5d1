import type { Plain } from '../../duckdb/plain.ts';
import type { Row, Session } from '../../duckdb/session.ts';
import { id, raw } from '../../duckdb/sql.ts';
import type { RowPlan, RowVerdict } from '../plan/row-plan.ts';
import type { FailingRows } from '../types.ts';
import { positionOf } from './judged-rows.ts';
import type { Found } from './survey.ts';

/**
 * The rows that were found to fail, one entry a verdict of the plan, in one statement for all. Undefined where nothing
 * could be found. `columns` are those to show.
 */
export async function failingRows(
  session: Session,
  plan: RowPlan,
  { found, columns }: { readonly found: readonly (Found | undefined)[]; readonly columns: readonly string[] },
): Promise<(FailingRows | undefined)[]> {
  const positions = new Set(found.flatMap((each) => each?.positions ?? []));
  const rows = positions.size === 0 ? new Map<Plain, ShownRow[]>() : await rowsAt(session, plan, columns, positions);
  return plan.verdicts.map((verdict, index) => {
    const each = found[index];
    if (each === undefined) return undefined;
    const shown = each.positions.flatMap((position) => rows.get(position) ?? []);
    return {
      count: each.count,
      sample: shown.map(({ row }) => row),
      sampleColumns: shown.map(({ fails }) => breakingColumns(verdict, index, fails)),
    };
  });
}

interface ShownRow {
  readonly row: Row;
  /** Whether the parts of composites fail, by {@link partName}. */
  readonly fails: Row;
}

/** Rows by their position; two that share one (a number twice in one object) are both there. */
async function rowsAt(
  session: Session,
  plan: RowPlan,
  columns: readonly string[],
  positions: ReadonlySet<Plain>,
): Promise<Map<Plain, ShownRow[]>> {
  const shown = columns.map((name, index) => `"primary".${id(name).text} as c${index}`);
  const parts = plan.verdicts.flatMap(({ node, parts: all }, verdict) =>
    node.kind === 'rule'
      ? []
      : all.map(({ sql }, part) => `coalesce(not (${sql}), false) as ${partName(verdict, part)}`),
  );
  const wanted = [...positions].map(String).join(', ');
  const statement = [
    plan.relations,
    `select ${[`${positionOf(plan)} as row_position`, ...shown, ...parts].join(',\n  ')}`,
    `from ${plan.source.withPosition}`,
    ...(parts.length === 0 ? [] : plan.joins),
    `where ${positionOf(plan)} in (${wanted})`,
  ].join('\n');
  const rows = new Map<Plain, ShownRow[]>();
  for (const row of await session.rows(raw(statement))) {
    const { row_position: position = null } = row;
    const cells = columns.map((name, index) => [name, row[`c${index}`] ?? null] as const);
    rows.set(position, [...(rows.get(position) ?? []), { row: Object.fromEntries(cells), fails: row }]);
  }
  return rows;
}

function breakingColumns({ node, parts }: RowVerdict, verdict: number, fails: Row): readonly string[] {
  const broken = node.kind === 'rule' ? parts : parts.filter((_, part) => fails[partName(verdict, part)] === true);
  return [...new Set(broken.flatMap(({ columns }) => columns))];
}

function partName(verdict: number, part: number): string {
  return `fails${verdict}_${part}`;
}
