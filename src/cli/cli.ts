import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

/** What a command is given: the world, how to look, and where to say how it ended. */
export interface Cli {
  readonly io: Io;
  /** Whether a stream gets colour. */
  readonly colorOf: (stream: 'stdout' | 'stderr') => boolean;
  /** Says the exit code; without it a command ends with 0. */
  readonly finish: (code: ExitCode) => void;
}

/** Cells of a line of the result: those of the terminal, 100 where there is none. */
export function widthOf({ io }: Cli): number {
  return Math.max(40, io.stdout.columns ?? 100);
}
