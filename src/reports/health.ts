import type { HealthRecord, Hop } from '../runner/health/health-record.ts';
import { alignRows, type Cell } from './align.ts';
import { counted, formatCount, formatSeconds } from './amounts.ts';
import { printable } from './display-width.ts';
import { findingLines } from './finding-lines.ts';
import { MARKS, paintFor, type Paint } from './paint.ts';

/** A health check for people: each hop with its state and time, why it stopped, what was left behind, a verdict. */
export function renderHealth(record: HealthRecord, { color }: { color: boolean }): string {
  const paint = paintFor(color);
  const rows = alignRows(record.hops.map((hop) => hopRow(hop, paint)));
  const lines = record.hops.flatMap((hop, index) => [
    `  ${(rows[index] ?? '').trimEnd()}`,
    ...hop.findings.flatMap((finding) => findingLines(finding, paint)).map((line) => `      ${line}`),
  ]);
  return [header(record, paint), ...lines, ...cleanupLines(record, paint), verdict(record, paint)]
    .map((line) => `${line}\n`)
    .join('');
}

/** A health check for monitors, as schemas/health-record.json describes it. */
export function renderHealthJson(record: HealthRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

function header({ scenario, mode, day, lake, marker }: HealthRecord, paint: Paint): string {
  const facts = [mode, `day ${day}`, `lake ${printable(lake)}`, marker];
  return [paint.strong(printable(scenario.name)), ...facts].join('   ');
}

/** How a state looks, and the mark that says it without colour. */
const LOOKS: Readonly<Record<Hop['state'], { mark: string; look: 'good' | 'bad' | 'warn' | 'dim' }>> = {
  alive: { mark: MARKS.good, look: 'good' },
  stopped: { mark: MARKS.bad, look: 'bad' },
  unknown: { mark: MARKS.warn, look: 'warn' },
  skipped: { mark: '-', look: 'dim' },
};

function hopRow({ hop, subject, state, rows, detail, elapsedMs }: Hop, paint: Paint): Cell[] {
  const { mark, look } = LOOKS[state];
  return [
    { text: hop },
    { text: printable(subject) },
    { text: `${mark} ${state}`, paint: paint[look] },
    { text: state === 'skipped' ? '' : formatSeconds(elapsedMs), align: 'right' },
    { text: rows === null ? '' : `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`, align: 'right' },
    { text: printable(detail ?? ''), paint: paint.dim },
  ];
}

function cleanupLines({ cleanup, lake, marker }: HealthRecord, paint: Paint): string[] {
  if (cleanup.kept) return [`  ${paint.warn(MARKS.warn)} everything of ${marker} is kept in ${printable(lake)}`];
  return cleanup.left.map(
    ({ zone, key, reason }) => `  ${paint.warn(MARKS.warn)} left: ${zone}/${printable(key)}: ${printable(reason)}`,
  );
}

function verdict({ status, hops, stoppedAt, elapsedMs, cleanup, findings }: HealthRecord, paint: Paint): string {
  const gone = cleanup.deleted === 0 ? '' : `, ${counted(cleanup.deleted, 'object')} cleared up`;
  const time = `${formatSeconds(elapsedMs)}${gone}`;
  switch (status) {
    case 'alive':
      return paint.good(`alive: ${counted(hops.length, 'hop')} in ${time}`);
    case 'stopped':
      return paint.bad(`stopped at ${stoppedAt.map(printable).join(', ')}, after ${time}`);
    default:
      return [
        paint.bad(`the check itself broke, after ${time}`),
        ...findings.flatMap((finding) => findingLines(finding, paint)),
      ].join('\n');
  }
}
