import { DEFECT_KINDS } from '../registry.ts';
import type { Defect } from '../schema.ts';
import type { FileDamage } from './file-damage.ts';

/** What a defect does to the written file; undefined where it is one of the data. */
export function fileDamageOf(defect: Defect): FileDamage | undefined {
  const kind = DEFECT_KINDS.find((candidate) => candidate.kind === defect.kind);
  return kind?.level === 'file' ? kind.damageOf(defect) : undefined;
}
