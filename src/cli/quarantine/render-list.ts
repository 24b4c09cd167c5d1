import { alignRows, type Cell } from '../../reports/align.ts';
import { counted, formatBytes } from '../../reports/amounts.ts';
import { printable } from '../../reports/display-width.ts';
import type { BadRowsSummary } from '../../runner/quarantine/bad-rows.ts';
import type { QuarantineEntry } from '../../runner/quarantine/quarantine-entry.ts';
import { codesOf } from './entry-json.ts';

/** Reasons of a batch that are shown. */
const SHOWN = 5;

/** What is in quarantine as text: objects, then rows, then how many. */
export function renderList({
  objects,
  rows,
}: {
  objects: readonly QuarantineEntry[];
  rows: readonly BadRowsSummary[];
}): string {
  const badRows = rows.reduce((sum, batch) => sum + batch.rows, 0);
  const parts = [
    alignRows(objects.map(objectRow)),
    alignRows(rows.flatMap(batchRows)),
    [`${counted(objects.length, 'object')}   ${counted(badRows, 'row')}`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

function objectRow(entry: QuarantineEntry): Cell[] {
  const { rawKey, bytes, modified, stage, release } = entry;
  return [
    { text: printable(rawKey) },
    { text: formatBytes(bytes), align: 'right' },
    { text: modified.toISOString().slice(0, 19).replace('T', ' ') },
    { text: stage === 'ingest' ? 'not readable' : 'not valid' },
    { text: printable(codesOf(entry).join(' ')) },
    { text: release === null ? '' : printable(`released by ${release.by}: ${release.reason}`) },
  ];
}

function batchRows({ dataset, day, rows, reasons }: BadRowsSummary): Cell[][] {
  const shown = reasons
    .slice(0, SHOWN)
    .map(({ column, reason, rows: count }, index) => [
      { text: index === 0 ? printable(dataset) : '' },
      { text: index === 0 ? day : '' },
      { text: index === 0 ? counted(rows, 'row') : '', align: 'right' as const },
      { text: counted(count, 'row'), align: 'right' as const },
      { text: column === null ? 'the row' : printable(column) },
      { text: printable(reason) },
    ]);
  const more = reasons.length - SHOWN;
  return more > 0
    ? [...shown, [...Array.from({ length: 3 }, () => ({ text: '' })), { text: `… ${more} more` }]]
    : shown;
}
