import type { LakeAt } from './lake-at.ts';

/** How a process ended: its work done, or killed before that. */
export type End = 'done' | 'killed';

/** A process that works on a lake as soon as it is told to. */
export interface Running {
  /** Gives its end. Throws where it fails by itself. */
  readonly go: () => Promise<End>;
  readonly kill: () => void;
}

/** Work that must come to the same however often it is killed. */
export interface Subject extends AsyncDisposable {
  readonly name: string;
  /** Brings an empty lake to the state in which the work finds it. */
  prepare(lake: LakeAt): Promise<void>;
  /** A process that has all loaded and waits for {@link Running.go}. */
  start(lake: LakeAt): Promise<Running>;
  /** Does the work to its end. */
  rerun(lake: LakeAt): Promise<void>;
}
