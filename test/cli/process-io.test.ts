import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { processIo, type HostProcess } from '../../src/cli/process-io.ts';

/** A stand-in for the process: its streams can fail, signals can be sent to it, and it notes how it was ended. */
function host() {
  const written: string[] = [];
  const exits: number[] = [];
  const streamTo = (name: string) =>
    Object.assign(new EventEmitter(), { write: (text: string) => written.push(`${name}: ${text}`) });
  const streams = { stdout: streamTo('out'), stderr: streamTo('err') };
  const signals = new EventEmitter();
  const process: HostProcess = Object.assign(signals, {
    ...streams,
    stdin: Readable.from([]),
    env: {},
    cwd: () => '/work',
    exit: (code: number) => void exits.push(code),
  });
  const send = (signal: string): void => void signals.emit(signal);
  const fail = (stream: 'stdout' | 'stderr', code: string): void =>
    void streams[stream].emit('error', Object.assign(new Error(code), { code }));
  return { process, written, exits, send, fail };
}

test.each(['SIGINT', 'SIGTERM'])('the first %s asks for a clean end, the second ends at once', (signal) => {
  const { process, exits, send, written } = host();
  const io = processIo(process);
  expect(io.signal.aborted).toBe(false);
  send(signal);
  expect(io.signal.aborted).toBe(true);
  expect(exits).toEqual([]);
  expect(written.join('')).toContain('Ctrl-C again');
  send(signal);
  expect(exits).toEqual([130]);
});

test('a reader that has enough is no failure, and nothing more is written', () => {
  const { process, written, fail } = host();
  const { stdout } = processIo(process);
  stdout.write('a');
  fail('stdout', 'EPIPE');
  stdout.write('b');
  expect({ written, closed: stdout.closed, exitCode: process.exitCode }).toEqual({ written: ['out: a'], closed: true });
});

test('output that cannot be written is a failure that says so', () => {
  const { process, written, fail } = host();
  processIo(process);
  fail('stdout', 'ENOSPC');
  expect(process.exitCode).toBe(3);
  expect(written).toEqual(['err: the output could not be written: ENOSPC\n']);
});
