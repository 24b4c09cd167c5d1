import { deriveSeed } from '../../../core/seed.ts';
import { defectError } from '../defect-kind.ts';
import { concerns } from '../object-name.ts';
import type { Defect } from '../schema.ts';
import { DAMAGE_ORDER, type FileDamage } from './file-damage.ts';
import { fileDamageOf } from './file-damage-of.ts';

export interface PlannedFileDefect {
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly kind: string;
  readonly seed: bigint;
  readonly label: string | null;
  readonly damage: FileDamage;
}

/**
 * The defects of the written file that concern an object, in the order in which they are done. Throws a `UserError`
 * for two that cannot both be, and for rows that are damaged in a file whose rows are then lost.
 */
export function planFileDefects(
  defects: readonly Defect[],
  { object, dataset, seed }: { object: string; dataset: string; seed: number | bigint | string },
): PlannedFileDefect[] {
  const planned: PlannedFileDefect[] = [];
  const ofData: { index: number; kind: string }[] = [];
  for (const [index, defect] of defects.entries()) {
    if (!concerns(defect, object)) continue;
    const { kind } = defect;
    const damage = fileDamageOf(defect);
    if (damage === undefined) ofData.push({ index, kind });
    else {
      const own = 'seed' in defect ? defect.seed : undefined;
      const label = defect.label ?? null;
      planned.push({ index, kind, seed: deriveSeed(own ?? seed, dataset, 'defect', index, kind), label, damage });
    }
  }
  planned.sort((a, b) => DAMAGE_ORDER.indexOf(stepOf(a)) - DAMAGE_ORDER.indexOf(stepOf(b)));
  for (const [at, one] of planned.entries()) {
    const other = planned.slice(at + 1).find((candidate) => cannotBoth(one, candidate));
    if (other) throw contradict(dataset, one, other);
    const [row] = losesRows(one) ? ofData : [];
    if (row) throw contradict(dataset, one, row);
  }
  return planned;
}

function stepOf({ damage }: PlannedFileDefect): string {
  return damage.target === 'content' ? damage.phase : damage.target;
}

/** Two of one step, any with what empties the file, and single rows with what loses some. */
function cannotBoth(one: PlannedFileDefect, other: PlannedFileDefect): boolean {
  const steps = [stepOf(one), stepOf(other)];
  if (steps[0] === steps[1]) return true;
  if (one.damage.target !== 'content' || other.damage.target !== 'content') return false;
  return steps.includes('all') || (steps.includes('rows') && (losesRows(one) || losesRows(other)));
}

function losesRows({ damage }: PlannedFileDefect): boolean {
  return damage.target === 'content' && damage.losesRows;
}

function contradict(
  dataset: string,
  one: { readonly index: number; readonly kind: string },
  other: { readonly index: number; readonly kind: string },
): Error {
  return defectError(dataset, {
    code: 'DEFECTS_CONTRADICT',
    message: 'two defects cannot both be done to one file',
    found: `${one.kind} (number ${one.index + 1}) and ${other.kind} (number ${other.index + 1})`,
    expected: 'one of them, or each with a `file` of its own',
  });
}
