import type { Bench } from '../bench.ts';
import { CLI, runProcess } from '../run-process.ts';

export const help: Bench = {
  name: 'help',
  about: 'glue-replay --help as a cold process, beside a process that only starts and ends',
  budget: { seconds: 0.15 },
  rounds: 15,
  prepare: () =>
    Promise.resolve({
      subject: { name: 'glue-replay --help', run: () => runProcess(CLI, ['--help']) },
      baselines: [{ name: 'bare node', run: () => runProcess('-e', ['0']) }],
    }),
};
