import type { Finding } from '../../core/finding.ts';

/** An object that was created, as an event tells of it. What the event leaves out is null. */
export interface ObjectEvent {
  readonly bucket: string;
  /** As it is in the bucket: decoded. */
  readonly key: string;
  readonly bytes: number | null;
  /** Without quotes. */
  readonly etag: string | null;
  readonly versionId: string | null;
  /** Of two events for one key, the greater is the later (hexadecimal, the shorter padded with zeros on the left). */
  readonly sequencer: string | null;
  /** When it was created: ISO 8601 in UTC. */
  readonly time: string;
}

/** What an event came to. */
export interface ParsedEvent {
  readonly objects: readonly ObjectEvent[];
  /** Why parts of the event call for nothing, one reason a part. */
  readonly ignored: readonly string[];
  /** Of parts that cannot be read: errors. */
  readonly findings: readonly Finding[];
}

export const NO_EVENT: ParsedEvent = { objects: [], ignored: [], findings: [] };

/** Several parts as one event, in order. */
export function joinEvents(parts: readonly ParsedEvent[]): ParsedEvent {
  return {
    objects: parts.flatMap(({ objects }) => objects),
    ignored: parts.flatMap(({ ignored }) => ignored),
    findings: parts.flatMap(({ findings }) => findings),
  };
}

/** A part that calls for nothing. */
export function ignoredEvent(reason: string): ParsedEvent {
  return { ...NO_EVENT, ignored: [reason] };
}

/** A part that cannot be read. */
export function brokenEvent(finding: Omit<Finding, 'severity'>): ParsedEvent {
  return { ...NO_EVENT, findings: [{ severity: 'error', ...finding }] };
}
