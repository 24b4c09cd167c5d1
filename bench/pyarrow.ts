import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * A Python process with PyArrow in which the statements of `setup` have run; the function that is given runs one more
 * statement there and waits for its end, so that neither the start of Python nor its imports are timed. The process
 * ends with this one.
 */
export async function openPyArrow(setup: string): Promise<(statement: string) => Promise<void>> {
  const python = process.env['GLUE_REPLAY_TEST_PYTHON'];
  if (python === undefined) throw new Error('GLUE_REPLAY_TEST_PYTHON is not set: eval "$(.ci/services.sh)" sets it');
  const child = spawn(python, ['-u', '-c', SERVER], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = child;
  const pipes = [child, ...[stdin, stdout].filter((pipe) => pipe instanceof Socket)];
  const answers = createInterface({ input: stdout });
  const run = async (statement: string): Promise<void> => {
    for (const pipe of pipes) pipe.ref();
    stdin.write(`${JSON.stringify(statement)}\n`);
    const [answer]: unknown[] = await Promise.race([once(answers, 'line'), once(answers, 'close')]);
    for (const pipe of pipes) pipe.unref();
    if (answer !== 'done') throw new Error(`Python did not run ${statement}`);
  };
  await run(setup);
  return run;
}

const SERVER = `
import json, sys
scope = {}
for line in sys.stdin:
    exec(json.loads(line), scope)
    print('done')
`;
