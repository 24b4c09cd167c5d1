import type { Finding } from '../../core/finding.ts';
import type { Detection } from '../detect-file.ts';
import type { FileEnds } from '../file-ends.ts';
import type { Action, GatePolicy } from './policy.ts';
import type { ContentWindow } from './content-window.ts';

/** What is judged, as far as its ends tell. */
export interface Subject {
  /** The name in findings. */
  readonly file: string;
  /** Folders and name as they are stored, parted by `/`: what the checks of names look at. */
  readonly key: string;
  readonly ends: FileEnds;
  readonly detection: Detection;
}

/** A finding without what the gate adds to it: the file, and the severity that the policy gives. */
export type Evidence = Omit<Finding, 'file' | 'severity'>;

/** Looks at the content as it comes by, from the first window to the last; a window may be far behind the one before. */
export interface Scanner {
  take(window: ContentWindow): void;
  /** What was found in all of it. */
  end(): readonly Evidence[];
}

interface CheckBase {
  /** The name by which it is told to be skipped. */
  readonly name: string;
  /** What the policy does about its findings. */
  action(policy: GatePolicy): Action;
}

/** A check that the name, the size and both ends decide. */
export interface EndsCheck extends CheckBase {
  judge(subject: Subject, policy: GatePolicy): readonly Evidence[];
}

/** A check that looks at as much of the content as the depth gives. Undefined: it has nothing to look for there. */
export interface ContentCheck extends CheckBase {
  scanner(subject: Subject, policy: GatePolicy): Scanner | undefined;
}

/** One check of the gate: a file in checks/, and a line in registry.ts. */
export type GateCheck = EndsCheck | ContentCheck;
