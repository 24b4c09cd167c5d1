import type fc from 'fast-check';

/** Something that must hold for any input. */
export interface Target {
  readonly name: string;
  /** The claim, with inputs that are drawn at random; whatever it opens is closed by `close`. */
  open(): Promise<Opened>;
}

export interface Opened {
  readonly property: fc.IRawProperty<unknown>;
  /** Inputs between two looks at the clock. */
  readonly runs: number;
  close(): Promise<void>;
}
