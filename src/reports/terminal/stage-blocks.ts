import type { StageOf, StageRecord } from '../../runner/record.ts';
import type { Cell } from '../align.ts';
import { counted, formatBytes, formatCount, formatScore } from '../amounts.ts';
import { cellText } from '../cell-text.ts';
import { fitWidth, printable } from '../display-width.ts';
import { findingLines } from '../finding-lines.ts';
import { outcomeLines } from '../outcome-lines.ts';
import { MARKS, type Paint } from '../paint.ts';
import { DETAIL_INDENT, type Block, type BlockRow } from './block.ts';

interface Look {
  readonly paint: Paint;
  readonly width: number;
}

const MAX_ITEMS = 5;

/** What a stage did, or that it failed and why, or that it was skipped. */
export function stageBlock(stage: StageRecord, look: Look): Block {
  const { paint } = look;
  const findings = stage.findings.flatMap((finding) => findingLines(finding, paint));
  if (stage.status === 'skipped') {
    return { label: stage.stage, rows: [{ cells: [{ text: 'skipped: a stage before it failed', paint: paint.dim }] }] };
  }
  if (stage.status === 'failed') {
    const cells = [{ text: `${MARKS.bad} failed`, paint: paint.bad }];
    return { label: stage.stage, rows: [{ cells, elapsedMs: stage.elapsedMs, details: findings }] };
  }
  const rows = rowsOf(stage, look);
  const all =
    rows.length > 0 ? rows : [{ cells: [{ text: 'nothing to do', paint: paint.dim }], elapsedMs: stage.elapsedMs }];
  return { label: stage.stage, rows: withDetails(all, findings) };
}

function rowsOf(stage: StageRecord, look: Look): BlockRow[] {
  switch (stage.stage) {
    case 'land':
      return [landRow(stage)];
    case 'validate':
      return [validateRow(stage, look)];
    case 'ingest':
      return [...stage.datasets.map((dataset) => ingestRow(dataset, look)), ...refusedRow(stage, look)];
    case 'process':
      return stage.datasets.map(processRow);
    default:
      return stage.datasets.map((dataset) => assessRow(dataset, look));
  }
}

function landRow({ sources, elapsedMs }: StageOf<'land'>): BlockRow {
  const sum = (field: 'objects' | 'bytes' | 'written'): number => sources.reduce((all, one) => all + one[field], 0);
  const objects = sum('objects');
  const cells = [{ text: counted(objects, 'object') }, { text: formatBytes(sum('bytes')) }];
  return { cells: [...cells, ...unchanged(sum('written'), objects)], elapsedMs };
}

function validateRow({ accepted, quarantined, objects, elapsedMs }: StageOf<'validate'>, look: Look): BlockRow {
  const noted = objects.filter(({ findings }) => findings.length > 0);
  const lines = noted.slice(0, MAX_ITEMS).flatMap(({ key, findings }) => refusedLines(key, findings, look));
  return {
    cells: [{ text: `${formatCount(accepted)} accepted` }, { text: `${formatCount(quarantined)} quarantined` }],
    elapsedMs,
    details: [...lines, ...moreLine(noted.length - MAX_ITEMS, 'object', look)],
  };
}

function ingestRow(dataset: StageOf<'ingest'>['datasets'][number], look: Look): BlockRow {
  const { rows, quarantined, partitions, written, reasons, elapsedMs } = dataset;
  const shown = reasons.slice(0, MAX_ITEMS).map((reason) => reasonLine(reason, dataset.sample, look));
  return {
    cells: [
      { text: shortName(dataset.dataset) },
      { text: counted(rows, 'row', 'rows'), align: 'right' },
      { text: `${formatCount(quarantined)} quarantined`, align: 'right' },
      { text: counted(partitions, 'partition') },
      ...unchanged(written, partitions),
    ],
    elapsedMs,
    details: [...shown, ...moreLine(reasons.length - MAX_ITEMS, 'reason', look)],
  };
}

function refusedRow({ refused }: StageOf<'ingest'>, look: Look): BlockRow[] {
  if (refused.length === 0) return [];
  const details = refused.slice(0, MAX_ITEMS).flatMap(({ key, findings }) => refusedLines(key, findings, look));
  const cells = [{ text: `${counted(refused.length, 'object')} refused` }];
  return [{ cells, details: [...details, ...moreLine(refused.length - MAX_ITEMS, 'object', look)] }];
}

/** `! amount: not a decimal   12 rows, first: row 17, "abc"`. */
function reasonLine(
  { column, reason, rows }: StageOf<'ingest'>['datasets'][number]['reasons'][number],
  sample: readonly Readonly<Record<string, unknown>>[],
  { paint }: Look,
): string {
  const first = sample.find((bad) => bad['column_name'] === column && bad['reason'] === reason);
  const value =
    first?.['value'] === null || first?.['value'] === undefined ? '' : `, ${JSON.stringify(first['value'])}`;
  const example = first ? fitWidth(`, first: row ${cellText(first['_source_row'])}${printable(value)}`, 60) : '';
  const about = fitWidth(printable(column === null ? reason : `${column}: ${reason}`), 80);
  return `${paint.warn(MARKS.warn)} ${about}   ${counted(rows, 'row')}${example}`;
}

function processRow({
  dataset,
  rows,
  partitions,
  written,
  elapsedMs,
}: StageOf<'process'>['datasets'][number]): BlockRow {
  const cells: Cell[] = [
    { text: shortName(dataset) },
    { text: counted(rows, 'row', 'rows'), align: 'right' },
    { text: counted(partitions, 'partition') },
    ...unchanged(written, partitions),
  ];
  return { cells, elapsedMs };
}

function assessRow(assessed: StageOf<'assess'>['datasets'][number], { paint, width }: Look): BlockRow {
  const { dataset, score, outcomes, alert, findings, elapsedMs } = assessed;
  const bad = outcomes.filter(({ outcome }) => outcome !== 'Passed');
  const passed = `${formatCount(outcomes.length - bad.length)} of ${counted(outcomes.length, 'rule')}`;
  return {
    cells: [
      { text: printable(dataset) },
      { text: `score ${formatScore(score)}`, paint: bad.length > 0 ? paint.bad : paint.good },
      { text: passed },
    ],
    elapsedMs,
    details: [
      ...outcomeLines(bad, { paint, width: width - DETAIL_INDENT.length }),
      ...(alert === null ? [] : [`${paint.warn(MARKS.warn)} alert: ${printable(alert)}`]),
      ...findings.flatMap((finding) => findingLines(finding, paint)),
    ],
  };
}

function refusedLines(key: string, findings: StageRecord['findings'], { paint }: Look): string[] {
  return findings.flatMap((finding) =>
    findingLines(finding.file === undefined ? { ...finding, file: key } : finding, paint),
  );
}

function moreLine(count: number, what: string, { paint }: Look): string[] {
  return count > 0 ? [paint.dim(`… ${formatCount(count)} more ${count === 1 ? what : `${what}s`}`)] : [];
}

function unchanged(written: number, outOf: number): Cell[] {
  return written === 0 && outOf > 0 ? [{ text: 'unchanged' }] : [];
}

function withDetails(rows: readonly BlockRow[], details: readonly string[]): BlockRow[] {
  return rows.map((row, index) =>
    index === rows.length - 1 ? { ...row, details: [...(row.details ?? []), ...details] } : row,
  );
}

/** Within ingest and process the zone is clear. */
function shortName(dataset: string): string {
  return printable(dataset.replace(/^(processed|curated)\./, ''));
}
