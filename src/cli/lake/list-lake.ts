import { ZONES, type StoredObject, type Zone } from '../../lake/store.ts';
import { printable } from '../../reports/display-width.ts';
import type { Cli } from '../cli.ts';
import type { LakeListOptions } from './lake-options.ts';
import { openLake } from './open-lake.ts';
import { parseWhere } from './zone-argument.ts';

/** Lines written at a time. */
const BATCH = 500;

/** Prints the objects of a lake as they are listed, in flat memory. */
export async function listLake(
  lake: string,
  where: string | undefined,
  options: LakeListOptions,
  cli: Cli,
): Promise<void> {
  const { stdout, signal } = cli.io;
  const places = where === undefined ? ZONES.map((zone) => ({ zone, prefix: '' })) : [parseWhere(where)];
  const lineOf = options.json ? jsonLine : options.long ? longLine : shortLine;
  await using store = await openLake(lake, { ...options, write: false }, cli);
  let lines: string[] = [];
  for (const { zone, prefix } of places) {
    for await (const object of store.list(zone, prefix)) {
      signal.throwIfAborted();
      if (stdout.closed) return;
      lines.push(lineOf(zone, object));
      if (lines.length < BATCH) continue;
      stdout.write(lines.join(''));
      lines = [];
    }
  }
  stdout.write(lines.join(''));
}

function shortLine(zone: Zone, { key, bytes }: StoredObject): string {
  return `${String(bytes).padStart(10)} ${zone}/${printable(key)}\n`;
}

/** As `aws s3 ls` has it, but for the time zone: `2026-01-02 06:00:00       1234 raw/…`. */
function longLine(zone: Zone, object: StoredObject): string {
  return `${object.modified.toISOString().slice(0, 19).replace('T', ' ')} ${shortLine(zone, object)}`;
}

function jsonLine(zone: Zone, { key, bytes, modified, etag }: StoredObject): string {
  return `${JSON.stringify({ zone, key, bytes, modified: modified.toISOString(), etag })}\n`;
}
