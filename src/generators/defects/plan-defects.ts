import { deriveSeed } from '../../core/seed.ts';
import { sql, type Sql } from '../../duckdb/sql.ts';
import { checkContradictions } from './contradictions.ts';
import { defectError, type DefectContext } from './defect-kind.ts';
import { concerns } from './object-name.ts';
import { rowOrder } from './row-order.ts';
import type { PlannedDefect } from './planned-defect.ts';
import { rowPlace } from './row-place.ts';
import { DEFECT_KINDS } from './registry.ts';
import type { Defect } from './schema.ts';
import type { CommonSettings } from './settings.ts';

interface PlanOptions extends Omit<DefectContext, 'seed'> {
  readonly object: string;
  readonly rows: number;
  readonly seed: number | bigint | string;
}

/**
 * What each defect of the data does, and to how many rows; those of files, and of other objects, are passed over. As
 * every row is hit once at most, all of them together must not hit more rows than there are.
 */
export async function planDefects(defects: readonly Defect[], options: PlanOptions): Promise<PlannedDefect[]> {
  const planned: PlannedDefect[] = [];
  for (const [index, defect] of defects.entries()) {
    const one = concerns(defect, options.object) ? await planDefect(index, defect, options) : undefined;
    if (one) planned.push(one);
  }
  checkContradictions(planned, options);
  checkRows(planned, options);
  return planned;
}

async function planDefect(
  index: number,
  defect: Defect,
  { rows, object: _object, ...options }: PlanOptions,
): Promise<PlannedDefect | undefined> {
  const kind = DEFECT_KINDS.find((candidate) => candidate.kind === defect.kind);
  if (!kind) throw new TypeError(`no defect of kind ${defect.kind}`);
  if (kind.level === 'file') return undefined;
  const settings: CommonSettings = defect;
  const seed = deriveSeed(settings.seed ?? options.seed, options.dataset, 'defect', index, kind.kind);
  const context = { ...options, seed };
  const damage = await kind.prepare(defect, context);
  const place = await rowPlace(settings, context);
  const placeRows = place?.rows ?? rows;
  const units =
    damage.target === 'row' && damage.unit ? await countUnits(damage.unit, place?.predicate, context) : placeRows;
  return {
    index,
    kind: kind.kind,
    rows: settings.count ?? Math.round((settings.rate ?? 0) * units),
    place: place?.predicate ?? sql`true`,
    placeRows,
    order: await rowOrder(settings, context),
    seed,
    label: settings.label ?? null,
    damage,
  };
}

async function countUnits(unit: Sql, place: Sql | undefined, { session, numbered }: DefectContext): Promise<number> {
  const [row] = await session.rows(
    sql`select count(distinct ${unit}) as units from ${numbered} where ${place ?? sql`true`}`,
  );
  return Number(row?.['units']);
}

function checkRows(planned: readonly PlannedDefect[], { dataset, rows }: PlanOptions): void {
  const taken = planned.flatMap(({ kind, rows: hit, damage }) => {
    if (damage.target !== 'cell' && damage.target !== 'row') return [];
    if (damage.target === 'row' && damage.unit) return [];
    return [{ kind, count: damage.target === 'cell' && damage.takesFrom ? 2 * hit : hit }];
  });
  const wanted = taken.reduce((sum, { count }) => sum + count, 0);
  if (wanted <= rows) return;
  throw defectError(dataset, {
    code: 'DEFECTS_TOO_MANY',
    message: 'the defects together hit more rows than there are; each row is hit once at most',
    found: taken.map(({ kind, count }) => `${kind} ${count}`).join(' + ') + ` = ${wanted} rows`,
    expected: `at most ${rows} rows`,
    hint: 'Lower the rates or counts, or make more rows.',
  });
}
