import type { ProgressEvent } from '../core/effects.ts';
import { counted, formatSeconds } from '../reports/amounts.ts';
import { fitWidth, printable } from '../reports/display-width.ts';
import type { Output } from './io.ts';

/** Shows what is going on, on stderr. */
export interface Progress {
  readonly event: (event: ProgressEvent) => void;
  /** A line that stays, above the moving one. */
  readonly log: (line: string) => void;
  /** Takes the moving line away, before something else is printed. */
  readonly clear: () => void;
}

const REDRAW_MS = 80;
const CLEAR_LINE = '\r\u001b[K';

/** On a terminal one line that is drawn over and over; elsewhere one line for each stage that has ended. */
export function createProgress(
  output: Output,
  { quiet, elapsed }: { quiet: boolean; elapsed: () => number },
): Progress {
  if (quiet) return { event: () => {}, log: () => {}, clear: () => {} };
  return output.isTTY ? movingLine(output, elapsed) : plainLines(output);
}

function plainLines(output: Output): Progress {
  return {
    event: (event) => {
      if (event.kind === 'end') output.write(`${describe(event, event.elapsedMs)}\n`);
    },
    log: (line) => output.write(`${line}\n`),
    clear: () => {},
  };
}

function movingLine(output: Output, elapsed: () => number): Progress {
  let shown = '';
  let began = elapsed();
  let drawn = -Infinity;
  const draw = (text: string): void => {
    shown = fitWidth(text, (output.columns ?? 80) - 1);
    output.write(CLEAR_LINE + shown);
  };
  return {
    event: (event) => {
      const now = elapsed();
      if (event.kind === 'start') began = now;
      else if (now - drawn < REDRAW_MS) return;
      drawn = now;
      draw(describe(event, event.elapsedMs ?? now - began));
    },
    log: (line) => {
      output.write(`${CLEAR_LINE}${line}\n${shown}`);
    },
    clear: () => {
      if (shown !== '') output.write(CLEAR_LINE);
      shown = '';
    },
  };
}

function describe({ subject, stage, rows, detail }: ProgressEvent, elapsedMs: number | undefined): string {
  return [
    printable(subject),
    stage,
    ...(rows === undefined ? [] : [counted(rows, 'row')]),
    ...(detail === undefined ? [] : [printable(detail)]),
    ...(elapsedMs === undefined ? [] : [formatSeconds(elapsedMs)]),
  ].join('  ');
}
