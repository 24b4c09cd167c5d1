import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { environmentOf, type LakeAt } from './lake-at.ts';
import type { End, Running, Subject } from './subject.ts';

/** A replay of a scenario by the compiled command line, into a lake that is empty at first. */
export function replaySubject(cli: string, scenario: string): Subject {
  const start = (lake: LakeAt): Running => replay([cli, 'run', resolve(scenario), '--lake', lake.url], lake);
  return {
    name: 'replay',
    prepare: async () => {},
    start: async (lake) => start(lake),
    rerun: async (lake) => void (await start(lake).go()),
    [Symbol.asyncDispose]: async () => {},
  };
}

function replay(command: readonly string[], lake: LakeAt): Running {
  let child: ChildProcess | undefined;
  return {
    kill: () => void child?.kill('SIGKILL'),
    go() {
      child = spawn(process.execPath, command, {
        cwd: lake.work,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, ...environmentOf(lake) },
      });
      return endOf(child);
    },
  };
}

async function endOf(child: ChildProcess): Promise<End> {
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const [code, signal]: unknown[] = await once(child, 'close');
  if (code === 0) return 'done';
  if (signal === 'SIGKILL') return 'killed';
  throw new Error(`the replay ended with code ${String(code)}: ${said}`);
}
