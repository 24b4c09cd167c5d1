import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { TARGETS } from './registry.ts';
import type { Target } from './target.ts';

/**
 * `npm run fuzz -- [--minutes N] [--seed S] [--only TARGET]`: looks for inputs that break a claim, in all targets by
 * turns. Exit code 1 with the smallest such input that was found, and the seed that finds it again. Should one never
 * end, it stands in the file {@link LAST}.
 */
const LAST = '.cache/fuzz/last-input.json';
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
  const noted = notingInputs(opened.property);
  const until = performance.now() + milliseconds;
  let inputs = 0;
  try {
    for (let next = first; performance.now() < until; next += 1) {
      const details = await fc.check(noted, { seed: next, numRuns: opened.runs });
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

/** The same claim, which writes each input down before it is tried. */
function notingInputs(property: fc.IRawProperty<unknown>): fc.IRawProperty<unknown> {
  mkdirSync(dirname(LAST), { recursive: true });
  return new Proxy(property, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== 'function') return member;
      return (...inputs: unknown[]): unknown => {
        if (key === 'run') writeFileSync(LAST, JSON.stringify(inputs[0]));
        return Reflect.apply(member, target, inputs);
      };
    },
  });
}
