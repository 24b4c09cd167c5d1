import type { DatasetStatus, LakeStatus } from '../../lake/status.ts';
import { ZONES } from '../../lake/store.ts';
import { alignRows, type Cell } from '../../reports/align.ts';
import { counted, formatBytes } from '../../reports/amounts.ts';
import { printable } from '../../reports/display-width.ts';

/** A lake's counts as text: whose it is, its zones, its datasets, its quarantine. */
export function renderStatus({ lake, scenario, zones, datasets, quarantine }: LakeStatus): string {
  const parts = [
    [`lake ${printable(lake)}   ${scenario === null ? 'of no scenario' : `of scenario ${printable(scenario)}`}`],
    alignRows(
      ZONES.map((zone) =>
        zoneRow(
          zone,
          zones.find((status) => status.zone === zone),
        ),
      ),
    ),
    alignRows(datasets.map(datasetRow)),
    [`quarantine   ${counted(quarantine.objects, 'object')}   ${counted(quarantine.rowFiles, 'file')} of rows`],
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line.trimEnd()}\n`).join(''))
    .join('\n');
}

function zoneRow(zone: string, status: LakeStatus['zones'][number] | undefined): Cell[] {
  if (!status) return [{ text: zone }, { text: 'cannot be read', align: 'right' }];
  return [
    { text: zone },
    { text: counted(status.objects, 'object'), align: 'right' },
    { text: formatBytes(status.bytes), align: 'right' },
  ];
}

function datasetRow(status: DatasetStatus): Cell[] {
  const { zone, dataset, version, rows, objects, bytes, partitions } = status;
  return [
    { text: `${zone}.${printable(dataset)}` },
    { text: version === null ? 'no commit' : `version ${version}` },
    { text: counted(rows, 'row'), align: 'right' },
    { text: partitions === 0 ? '' : counted(partitions, 'partition'), align: 'right' },
    { text: counted(objects, 'object'), align: 'right' },
    { text: formatBytes(bytes), align: 'right' },
    { text: leavingsOf(status) },
  ];
}

/** What a run under way, or a dead one, has in a dataset. */
function leavingsOf({ underWay, dead, orphans }: DatasetStatus): string {
  return [
    ...(underWay === 0 ? [] : [`${counted(underWay, 'commit')} under way`]),
    ...(dead === 0 ? [] : [`${counted(dead, 'commit')} of dead runs`]),
    ...(orphans === 0 ? [] : [`${counted(orphans, 'object')} that no commit lists`]),
  ].join(', ');
}
