import { EXIT } from './exit-code.ts';
import type { Io, Output } from './io.ts';

/** What is used of a process: `process` itself, or a stand-in of a test. */
export interface HostProcess {
  readonly stdin: AsyncIterable<string | Uint8Array>;
  readonly stdout: HostStream;
  readonly stderr: HostStream;
  readonly env: NodeJS.ProcessEnv;
  exitCode?: number | string | null | undefined;
  cwd(): string;
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

interface HostStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

/** A process as commands see it. The first Ctrl-C (or a TERM signal) asks for a clean end, the second ends at once. */
export function processIo(host: HostProcess): Io {
  const stop = new AbortController();
  const onSignal = (): void => {
    if (stop.signal.aborted) {
      host.exit(EXIT.stopped);
      return;
    }
    stop.abort();
    host.stderr.write('\nstopping after this step; Ctrl-C again ends it at once\n');
  };
  const onFailure = ({ message }: Error): void => {
    host.exitCode = EXIT.broken;
    host.stderr.write(`the output could not be written: ${message}\n`);
  };
  host.on('SIGINT', onSignal);
  host.on('SIGTERM', onSignal);
  return {
    // Opened only by a command that reads it.
    get stdin() {
      return host.stdin;
    },
    stdout: outputOf(host.stdout, onFailure),
    stderr: outputOf(host.stderr, () => {}),
    env: host.env,
    cwd: host.cwd(),
    signal: stop.signal,
  };
}

/** A closed pipe is no failure: what is written afterwards is dropped. Any other write error makes the exit code 3. */
function outputOf(stream: HostStream, onFailure: (error: Error) => void): Output {
  let closed = false;
  stream.on('error', (error) => {
    closed = true;
    if (error.code !== 'EPIPE') onFailure(error);
  });
  return {
    write: (text) => {
      if (!closed) stream.write(text);
    },
    isTTY: stream.isTTY ?? false,
    get columns() {
      return stream.columns === 0 ? undefined : stream.columns;
    },
    get closed() {
      return closed;
    },
  };
}
