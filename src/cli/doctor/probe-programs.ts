import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { messageOf } from '../../core/errors.ts';
import type { ProbeContext, ProbeResult } from './probe.ts';

const run = promisify(execFile);
const PATIENCE_MS = 5000;

/** The daemon, not only the program: without it no container starts. */
export async function probeDocker({ io }: ProbeContext): Promise<ProbeResult> {
  return program('Docker', ['docker', 'version', '--format', '{{.Server.Version}}'], {
    env: io.env,
    hint: 'For LocalStack in a container: install Docker and start its daemon.',
  });
}

export async function probeJava({ io }: ProbeContext): Promise<ProbeResult> {
  return program('Java', ['java', '-version'], {
    env: io.env,
    hint: 'For jobs on Spark: install a JDK 17 (openjdk-17-jdk-headless, temurin-17).',
  });
}

async function program(
  name: string,
  [command, ...args]: readonly [string, ...string[]],
  { env, hint }: { env: ProbeContext['io']['env']; hint: string },
): Promise<ProbeResult> {
  try {
    const { stdout, stderr } = await run(command, args, { timeout: PATIENCE_MS, env: { ...env } });
    const found = (stdout.trim() || stderr.trim()).split('\n')[0] ?? '';
    return { name, required: false, ok: true, found, hint: null };
  } catch (error) {
    return { name, required: false, ok: false, found: whyNot(error, command), hint };
  }
}

function whyNot(error: unknown, command: string): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return `no program ${command}`;
  if (error instanceof Error && 'killed' in error && error.killed === true) return `${command} does not answer`;
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return (said || messageOf(error)).split('\n')[0] ?? '';
}
