import type { DefectsRecord, Expectation, ReplayRecord } from '../../runner/record.ts';
import { alignRows, type Cell } from '../align.ts';
import { counted, formatBytes, formatCount } from '../amounts.ts';
import { fitWidth, printable } from '../display-width.ts';
import { MARKS, type Paint } from '../paint.ts';
import { sampleTable } from '../sample-table.ts';
import { DETAIL_INDENT, type Block } from './block.ts';

const MAX_CLAIM = 60;

/** How many labelled defects were caught and how many clean rows were flagged, and the first of what went wrong. */
export function defectsBlock(
  { labelled, caught, falseAlarms, byKind, missed, alarms }: DefectsRecord,
  { paint, width }: { paint: Paint; width: number },
): Block {
  const escaped = byKind.filter((kind) => kind.caught < kind.labelled);
  const sample = (rows: readonly Readonly<Record<string, unknown>>[], total: number): string[] =>
    sampleTable(rows, { total, about: [], width: width - DETAIL_INDENT.length - 2, paint }).map((line) => `  ${line}`);
  return {
    label: 'defects',
    rows: [
      {
        cells: [
          { text: `${formatCount(caught)} of ${formatCount(labelled)} caught` },
          { text: counted(falseAlarms, 'false alarm') },
        ],
        details: [
          ...alignRows(
            escaped.map((kind) => [
              { text: `${MARKS.warn} missed: ${printable(kind.kind)}` },
              { text: printable(kind.dataset) },
              { text: `${formatCount(kind.caught)} of ${formatCount(kind.labelled)} caught` },
            ]),
          ),
          ...sample(missed, labelled - caught),
          ...(falseAlarms > 0 ? [`${MARKS.warn} false alarms`] : []),
          ...sample(alarms, falseAlarms),
        ].map((line) => line.replace(/^!/, paint.warn(MARKS.warn))),
      },
    ],
  };
}

/** How many expectations were met; each that was not, with what was expected and found. */
export function expectBlock(
  expectations: readonly Expectation[],
  { elapsedMs, paint }: { elapsedMs: number; paint: Paint },
): Block {
  const unmet = expectations.filter(({ met }) => !met);
  const heads = alignRows(unmet.map((expectation) => claim(expectation, paint)));
  return {
    label: 'expect',
    rows: [
      {
        cells: [
          { text: `${formatCount(expectations.length - unmet.length)} met` },
          { text: `${formatCount(unmet.length)} not met` },
        ],
        elapsedMs,
        details: unmet.flatMap(({ detail }, index) => [
          heads[index] ?? '',
          ...(detail === null ? [] : detail.split('\n').map((line) => `  ${printable(line)}`)),
        ]),
      },
    ],
  };
}

function claim({ path, expected, found }: Expectation, paint: Paint): Cell[] {
  return [
    { text: `${MARKS.bad} ${printable(path)}`, paint: (text) => paint.bad(text.slice(0, 1)) + text.slice(1) },
    { text: `expected ${fitWidth(printable(expected), MAX_CLAIM)}` },
    { text: `found ${fitWidth(printable(found), MAX_CLAIM)}` },
  ];
}

/** What went over the network to and from a lake on S3. */
export function trafficBlock({ requests, bytesDown, bytesUp }: NonNullable<ReplayRecord['traffic']>): Block {
  const cells = [
    { text: counted(requests, 'request') },
    { text: `${formatBytes(bytesUp)} up` },
    { text: `${formatBytes(bytesDown)} down` },
  ];
  return { label: 'traffic', rows: [{ cells }] };
}
