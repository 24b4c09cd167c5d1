import { printable } from '../../reports/display-width.ts';
import { findingLines } from '../../reports/finding-lines.ts';
import { paintFor } from '../../reports/paint.ts';
import type { OutcomeKind } from '../../runner/trigger/trigger.ts';
import type { WatchEvent } from '../../runner/trigger/watch-queue.ts';

/** The longest word in front of a line, and two spaces. */
const WIDTH = 13;

/** How well an object fared. */
const LOOKS: Readonly<Record<OutcomeKind, 'good' | 'bad' | 'dim'>> = {
  accepted: 'good',
  quarantined: 'bad',
  unrouted: 'bad',
  ignored: 'dim',
  gone: 'dim',
  superseded: 'dim',
};

/** A line of what happened, and below it a line for each reason. */
export function watchLines(event: WatchEvent, { color, maxTries }: { color: boolean; maxTries: number }): string {
  const paint = paintFor(color);
  const lines = linesOf(event, maxTries);
  const look = event.kind === 'object' ? LOOKS[event.outcome] : event.kind === 'message' ? 'bad' : 'dim';
  const findings = event.kind === 'ignored' ? [] : event.findings.flatMap((finding) => findingLines(finding, paint));
  const first = `${paint[look](lines.word.padEnd(WIDTH))}${printable(lines.rest)}`;
  return [first, ...findings.map((line) => `  ${line}`)].map((line) => `${line}\n`).join('');
}

function linesOf(event: WatchEvent, maxTries: number): { word: string; rest: string } {
  switch (event.kind) {
    case 'object': {
      const { outcome, bucket, key, source, format, reason } = event;
      const facts = [source, format, reason].filter((fact) => fact !== null).join(', ');
      return { word: outcome, rest: `s3://${bucket}/${key}${facts === '' ? '' : `   ${facts}`}` };
    }
    case 'ignored':
      return { word: 'ignored', rest: event.reason };
    case 'message':
      return event.outcome === 'left'
        ? { word: 'left', rest: `message ${event.message}   try ${event.tries} of ${maxTries}` }
        : { word: 'dead-letter', rest: `message ${event.message}   after ${event.tries} tries` };
  }
}
