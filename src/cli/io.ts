/** Where text goes: a stream of the process, or an array in a test. */
export interface Output {
  write(text: string): void;
  /** A person is looking: colour and a moving line are of use. */
  readonly isTTY: boolean;
  /** Cells of a line, where known. */
  readonly columns: number | undefined;
  /** Nobody reads any more (`| head` has ended): there is no point in writing on. */
  readonly closed: boolean;
}

/** All that a command takes from the process it runs in. */
export interface Io {
  /** What is piped in, in pieces. */
  readonly stdin: AsyncIterable<string | Uint8Array>;
  /** The result. */
  readonly stdout: Output;
  /** The talk: progress, warnings, errors. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from: the working folder of the process. */
  readonly cwd: string;
  /** Aborted on Ctrl-C. */
  readonly signal: AbortSignal;
}
