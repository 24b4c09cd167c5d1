import type { DefectKind, DefectLevel } from './defect-kind.ts';
import { blank } from './kinds/blank.ts';
import { columnAdded } from './kinds/column-added.ts';
import { columnDropped } from './kinds/column-dropped.ts';
import { columnRenamed } from './kinds/column-renamed.ts';
import { columnRetyped } from './kinds/column-retyped.ts';
import { columnsReordered } from './kinds/columns-reordered.ts';
import { corruptedBlock } from './kinds/corrupted-block.ts';
import { delimiterChanged } from './kinds/delimiter-changed.ts';
import { driftedMean } from './kinds/drifted-mean.ts';
import { driftedMix } from './kinds/drifted-mix.ts';
import { duplicate } from './kinds/duplicate.ts';
import { duplicateKey } from './kinds/duplicate-key.ts';
import { duplicatedFile } from './kinds/duplicated-file.ts';
import { emptyFile } from './kinds/empty-file.ts';
import { flippedSign } from './kinds/flipped-sign.ts';
import { futureDate } from './kinds/future-date.ts';
import { gapInDays } from './kinds/gap-in-days.ts';
import { headerMissing } from './kinds/header-missing.ts';
import { lateRows } from './kinds/late-rows.ts';
import { letterCase } from './kinds/letter-case.ts';
import { missing } from './kinds/missing.ts';
import { mojibake } from './kinds/mojibake.ts';
import { nearDuplicate } from './kinds/near-duplicate.ts';
import { nullToken } from './kinds/null-token.ts';
import { orphan } from './kinds/orphan.ts';
import { outOfRange } from './kinds/out-of-range.ts';
import { outlier } from './kinds/outlier.ts';
import { raggedRows } from './kinds/ragged-rows.ts';
import { rowDrop } from './kinds/row-drop.ts';
import { rowSurge } from './kinds/row-surge.ts';
import { staleDate } from './kinds/stale-date.ts';
import { swappedColumns } from './kinds/swapped-columns.ts';
import { swappedDayMonth } from './kinds/swapped-day-month.ts';
import { truncatedFile } from './kinds/truncated-file.ts';
import { truncatedText } from './kinds/truncated-text.ts';
import { unitChange } from './kinds/unit-change.ts';
import { whiteSpace } from './kinds/white-space.ts';
import { wrongEncoding } from './kinds/wrong-encoding.ts';
import { wrongExtension } from './kinds/wrong-extension.ts';
import { wrongType } from './kinds/wrong-type.ts';

/** Every kind of defect, by level. A new one is a file in kinds/ and a line here. */
export const DEFECT_KINDS = [
  missing,
  blank,
  nullToken,
  duplicateKey,
  orphan,
  outOfRange,
  outlier,
  wrongType,
  truncatedText,
  mojibake,
  whiteSpace,
  letterCase,
  swappedColumns,
  swappedDayMonth,
  unitChange,
  flippedSign,
  staleDate,
  futureDate,
  duplicate,
  nearDuplicate,
  lateRows,
  gapInDays,
  rowDrop,
  rowSurge,
  driftedMean,
  driftedMix,
  columnRenamed,
  columnDropped,
  columnAdded,
  columnRetyped,
  columnsReordered,
  headerMissing,
  delimiterChanged,
  raggedRows,
  truncatedFile,
  wrongExtension,
  wrongEncoding,
  emptyFile,
  duplicatedFile,
  corruptedBlock,
] as const satisfies readonly DefectKind[];

/** What the defects of a kind damage; undefined where there is no such kind. */
export function levelOf(kind: string): DefectLevel | undefined {
  return DEFECT_KINDS.find((candidate) => candidate.kind === kind)?.level;
}
