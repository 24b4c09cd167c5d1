import { hostname } from 'node:os';

/** Something that happened during a run, for whoever shows progress. Counts and bytes only grow within one stage. */
export interface ProgressEvent {
  readonly kind: 'start' | 'advance' | 'end';
  /** What is being worked on: a scenario's name, a file. */
  readonly subject: string;
  readonly stage: string;
  readonly rows?: number;
  readonly detail?: string;
  /** Milliseconds since the stage began; with `end`. */
  readonly elapsedMs?: number;
}

/** All that the toolkit takes from the world around it. A real default exists; tests hand in their own. */
export interface Effects {
  /** Wall clock: what "now" is. A replay freezes it to the scenario's clock. */
  now(): Date;
  /** Monotonic milliseconds, for timings only; never written into the lake. */
  elapsed(): number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The talk (stderr), one line a call. */
  log(line: string): void;
  progress(event: ProgressEvent): void;
  /** Who is running: to tell the leavings of a dead run from the work of a live one. */
  readonly owner: { readonly host: string; readonly pid: number };
  /** Aborted on Ctrl-C: long work stops at the next step. */
  readonly signal: AbortSignal;
}

/** The real world, silent: the command line replaces `log`, `progress` and `signal`. */
export function realEffects(overrides: Partial<Effects> = {}): Effects {
  return {
    now: () => new Date(),
    elapsed: () => performance.now(),
    env: process.env,
    log: () => {},
    progress: () => {},
    owner: { host: hostname(), pid: process.pid },
    signal: new AbortController().signal,
    ...overrides,
  };
}
