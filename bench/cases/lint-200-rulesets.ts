import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench.ts';
import { manyRules, rulesetText } from '../rulesets.ts';
import { CLI, runProcess } from '../run-process.ts';

const RULESETS = 200;
const RULES = 40;

export const lint200Rulesets: Bench = {
  name: 'lint-200-rulesets',
  about: 'lint of 200 rulesets of 40 rules each as a cold process, beside a process that only starts and ends',
  budget: { seconds: 1 },
  rounds: 9,
  async prepare(folder) {
    const text = rulesetText(manyRules(RULES));
    for (let index = 0; index < RULESETS; index++) {
      await writeFile(join(folder, `ruleset-${index}.dqdl`), text.replaceAll('column_', `column_${index}_`));
    }
    return {
      subject: { name: 'glue-replay lint', run: () => runProcess(CLI, ['lint', folder]) },
      baselines: [{ name: 'bare node', run: () => runProcess('-e', ['0']) }],
    };
  },
};
