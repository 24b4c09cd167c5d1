import { parseArgs } from 'node:util';
import fc from 'fast-check';
import type { Target } from './target.ts';
import { patterns } from './targets/patterns.ts';
import { tables } from './targets/tables.ts';
import { texts } from './targets/texts.ts';

/**
 * `npm run fuzz -- [--minutes N] [--seed S] [--only TARGET]`: looks for inputs that break a claim, in all targets by
 * turns. Exit code 1 with the smallest such input that was found, and the seed that finds it again.
 */
const TARGETS: readonly Target[] = [texts, tables, patterns];
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
const wanted = TARGETS.filter(({ name }) => values.only === undefined || name === values.only);
if (wanted.length === 0 || !(minutes > 0) || !Number.isInteger(seed)) {
  console.error(
    `expected --minutes above 0, a whole --seed, --only one of ${TARGETS.map(({ name }) => name).join(', ')}`,
  );
  process.exitCode = 2;
} else {
  for (const target of wanted) {
    if (!(await fuzz(target, seed, (minutes * 60_000) / wanted.length))) process.exitCode = 1;
  }
}

/** Whether the claim held until the time was up. */
async function fuzz(target: Target, first: number, milliseconds: number): Promise<boolean> {
  const opened = await target.open();
  const until = performance.now() + milliseconds;
  let inputs = 0;
  try {
    for (let next = first; performance.now() < until; next += 1) {
      const details = await fc.check(opened.property, { seed: next, numRuns: opened.runs });
      inputs += details.numRuns;
      if (!details.failed) continue;
      console.error(`${target.name}, seed ${next}: ${await fc.asyncDefaultReportMessage(details)}`);
      console.error(details.errorInstance);
      console.error(`again: npm run fuzz -- --only ${target.name} --seed ${next}`);
      return false;
    }
    console.log(`${target.name}: ${inputs} inputs, seeds from ${first}`);
    return true;
  } finally {
    await opened.close();
  }
}
