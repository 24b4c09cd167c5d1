import type { ReplayRecord } from '../runner/record.ts';

/** Replay records as one JSON array, as schemas/replay-record.json describes each. */
export function renderJson(records: readonly ReplayRecord[]): string {
  return `${JSON.stringify(records, null, 2)}\n`;
}
