import type { QuarantineEntry } from '../../runner/quarantine/quarantine-entry.ts';

/** An object in quarantine as `--json` prints it. */
export function entryJson(entry: QuarantineEntry): object {
  const { rawKey, from, key, day, source, object, bytes, modified, stage, reasons, release } = entry;
  return {
    key: rawKey,
    day,
    source,
    object,
    bytes,
    from,
    storedAs: `processed/${key}`,
    quarantinedAt: modified.toISOString(),
    stage,
    codes: codesOf(entry),
    reasons,
    release,
  };
}

/** The codes of the reasons, each once. */
export function codesOf({ reasons }: QuarantineEntry): string[] {
  return [...new Set(reasons.map(({ code }) => code))];
}
