import type { Answer } from './answer.ts';
import type { Case } from './case.ts';
import type { Answers } from './conform.ts';

/** Where the real things answer otherwise than the stored answers say: a line each. */
export function drift(cases: readonly Case[], stored: Answers, real: Answers): string[] {
  return cases.flatMap(({ id }) => {
    const [before, now] = [linesOf(stored.get(id)), linesOf(real.get(id))];
    const gone = before.filter((line) => !now.includes(line)).map((line) => `${id}: stored ${line}`);
    return [...gone, ...now.filter((line) => !before.includes(line)).map((line) => `${id}: now ${line}`)];
  });
}

function linesOf(answer: Answer | undefined): string[] {
  if (answer === undefined) return [];
  return [...answer.rules, ...Object.entries(answer.errors)].map((line) => JSON.stringify(line));
}
