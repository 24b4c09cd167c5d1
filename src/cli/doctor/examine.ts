import { resolve } from 'node:path';
import { alignRows, type Cell } from '../../reports/align.ts';
import { printable } from '../../reports/display-width.ts';
import { MARKS, paintFor, type Paint } from '../../reports/paint.ts';
import type { Cli } from '../cli.ts';
import type { DoctorOptions } from './doctor-options.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { ProbeResult } from './probe.ts';
import { PROBES } from './registry.ts';

/** Looks at everything and prints it. Fails where something required is missing; what is optional may be missing. */
export async function examine({ lake, json }: DoctorOptions, { io, colorOf }: Cli): Promise<ExitCode> {
  const context = { io, lake: resolve(io.cwd, lake) };
  const results = await Promise.all(PROBES.map((probe) => probe(context)));
  io.stdout.write(json ? `${JSON.stringify(results, null, 2)}\n` : renderProbes(results, paintFor(colorOf('stdout'))));
  return results.every(({ ok, required }) => ok || !required) ? EXIT.met : EXIT.notMet;
}

/** Each thing on a line: what is there `✓`, what is required and missing `✗`, what is optional and missing `-`. */
export function renderProbes(results: readonly ProbeResult[], paint: Paint): string {
  const lines = alignRows(results.map((result) => cells(result, paint)));
  return results
    .map(({ hint }, index) => `${(lines[index] ?? '').trimEnd()}\n${hint === null ? '' : `    ${paint.dim(hint)}\n`}`)
    .join('');
}

function cells({ name, required, ok, found }: ProbeResult, paint: Paint): Cell[] {
  const [mark, brush] = ok ? [MARKS.good, paint.good] : required ? [MARKS.bad, paint.bad] : ['-', paint.dim];
  const paintMark = (text: string): string => brush(text.slice(0, 1)) + text.slice(1);
  return [
    { text: `${mark} ${name}`, paint: paintMark },
    { text: required ? '' : 'optional' },
    { text: printable(found) },
  ];
}
