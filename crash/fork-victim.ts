import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Running } from './subject.ts';
import type { Order } from './victim.ts';

/** Starts the compiled `victim.js`, and waits until it has loaded what it needs. */
export async function forkVictim(path: string, kind: 'dir' | 's3'): Promise<ChildProcess> {
  const child = fork(path, [kind], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  await once(child, 'message');
  return child;
}

/** A victim that waits for its order. */
export function running(child: ChildProcess, order: Order): Running {
  return {
    kill: () => void child.kill('SIGKILL'),
    async go() {
      let done = false;
      let said = '';
      child.once('message', () => (done = true));
      child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
      child.send(order);
      const [code, signal]: unknown[] = await once(child, 'close');
      if (done && code === 0) return 'done';
      if (signal === 'SIGKILL') return 'killed';
      throw new Error(`the victim ended by itself with code ${String(code)}: ${said}`);
    },
  };
}
