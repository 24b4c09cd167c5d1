import { deriveSeed } from '../../core/seed.ts';
import { defectError, type Damage, type DefectContext } from './defect-kind.ts';
import { DEFECT_KINDS } from './registry.ts';
import type { Defect } from './schema.ts';

/** One defect, ready to be done. */
export interface PlannedDefect {
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly kind: string;
  /** How many rows it hits, exactly. */
  readonly rows: number;
  /** Which rows it hits follows from it. */
  readonly seed: bigint;
  readonly damage: Damage;
}

/**
 * What each defect does and to how many of `rows` rows. As every row is hit once at most, all of them together must not
 * hit more rows than there are.
 */
export async function planDefects(
  defects: readonly Defect[],
  { rows, seed, ...context }: DefectContext & { readonly rows: number; readonly seed: number | bigint | string },
): Promise<PlannedDefect[]> {
  const planned: PlannedDefect[] = [];
  for (const [index, defect] of defects.entries()) {
    const kind = DEFECT_KINDS.find((candidate) => candidate.kind === defect.kind);
    if (!kind) throw new TypeError(`no defect of kind ${defect.kind}`);
    planned.push({
      index,
      kind: kind.kind,
      rows: defect.count ?? Math.round((defect.rate ?? 0) * rows),
      seed: deriveSeed(defect.seed ?? seed, context.dataset, 'defect', index, kind.kind),
      damage: await kind.prepare(defect, context),
    });
  }
  const wanted = planned.reduce((sum, defect) => sum + defect.rows, 0);
  if (wanted <= rows) return planned;
  throw defectError(context.dataset, {
    code: 'DEFECTS_TOO_MANY',
    message: 'the defects together hit more rows than there are; each row is hit once at most',
    found: planned.map(({ kind, rows: count }) => `${kind} ${count}`).join(' + ') + ` = ${wanted} rows`,
    expected: `at most ${rows} rows`,
    hint: 'Lower the rates or counts, or make more rows.',
  });
}
