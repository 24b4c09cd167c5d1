import type { DoneDefect } from '../../generators/defects/inject-defects.ts';
import { levelOf } from '../../generators/defects/registry.ts';
import type { Defect } from '../../generators/defects/schema.ts';

/** What one defect did, as it is told. */
interface DoneRow {
  readonly kind: string;
  readonly column: string | null;
  readonly count: number;
  /** What is counted. */
  readonly unit: string;
  readonly label: string | null;
}

/** What each defect did, in the order in which they are listed. */
export function doneRows(done: readonly DoneDefect[], defects: readonly Defect[]): DoneRow[] {
  return done
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, kind, count }) => {
      const defect = defects[index];
      return {
        kind,
        column: (defect && 'column' in defect ? defect.column : undefined) ?? null,
        count,
        unit: unitOf(kind, count),
        label: defect?.label ?? null,
      };
    });
}

function unitOf(kind: string, count: number): string {
  const level = levelOf(kind);
  const unit = kind === 'ragged-rows' || kind.startsWith('drifted') ? 'row' : level === 'cell' ? 'row' : level;
  return count === 1 ? (unit ?? '') : `${unit ?? ''}s`;
}
