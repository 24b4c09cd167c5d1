import type { Io } from '../io.ts';

/** What was found out about one thing a replay needs or may use. */
export interface ProbeResult {
  readonly name: string;
  readonly required: boolean;
  readonly ok: boolean;
  /** What is there, or what is wrong. */
  readonly found: string;
  /** How to get it; null where it is there. */
  readonly hint: string | null;
}

export interface ProbeContext {
  readonly io: Io;
  /** The folder lakes are to be kept in. */
  readonly lake: string;
}

export type Probe = (context: ProbeContext) => Promise<ProbeResult>;
