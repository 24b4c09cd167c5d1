import type { ReplayRecord } from '../../record.ts';

/** Places in a raw object, from 0, of records that a replay showed as bad: those in quarantine, and those that fail rules. */
export function guiltyRecords({ stages }: ReplayRecord, key: string): readonly number[] {
  const rows = stages.flatMap((stage) => {
    if (stage.stage === 'ingest') return stage.datasets.flatMap(({ sample }) => sample);
    if (stage.stage !== 'assess') return [];
    return stage.datasets.flatMap(({ outcomes }) => outcomes.flatMap(({ failingRows }) => failingRows?.sample ?? []));
  });
  const places = rows.flatMap(({ _source_object: object, _source_row: row }) =>
    object === key && typeof row === 'number' ? [row - 1] : [],
  );
  return [...new Set(places)].toSorted((one, other) => one - other);
}
