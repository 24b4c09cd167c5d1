import { expect } from 'vitest';
import { check, type CheckOptions } from '../runner/check.ts';
import type { CheckResult } from '../quality/types.ts';

/** The data of a {@link check}, as a matcher takes them. */
type Data = CheckOptions['data'];

export interface GlueReplayMatchers<R = unknown> {
  /**
   * The score of a `check` result, or of a dataset in it, is `score` (0 to 1), to within `tolerance` (default 1e-12).
   *
   * @example expect(await check({ data, rules })).toHaveScore(1)
   */
  toHaveScore(score: number, tolerance?: number): R;
  /**
   * Data pass every rule of a DQDL ruleset (text, or the path of a `.dqdl` file). Asynchronous: await it.
   *
   * @example await expect('orders.csv').toPassRules('Rules = [ IsComplete "id" ]')
   */
  toPassRules(rules: string, options?: Pick<CheckOptions, 'references' | 'strict'>): Promise<R>;
}

declare module 'vitest' {
  // The type parameter must be there to merge with vitest's own declaration.
  interface Matchers<T> extends GlueReplayMatchers<T> {}
}

/** The matchers, for `expect.extend`; importing `glue-replay/testing` has done that already. */
export const glueReplayMatchers = {
  toHaveScore(result: CheckResult, score: number, tolerance = 1e-12) {
    return {
      pass: Math.abs(result.score - score) <= tolerance,
      message: () => `expected a score of ${score}, found ${result.score}\n${notPassed(result)}`,
      actual: result.score,
      expected: score,
    };
  },
  async toPassRules(data: Data, rules: string, options: Pick<CheckOptions, 'references' | 'strict'> = {}) {
    const result = await check({ data, rules, ...options });
    return {
      pass: result.outcomes.every(({ outcome }) => outcome === 'Passed'),
      message: () => `score ${result.score} over ${result.rowCount} rows\n${notPassed(result)}`,
    };
  },
};

expect.extend(glueReplayMatchers);

function notPassed({ outcomes }: CheckResult): string {
  const lines = outcomes
    .filter(({ outcome }) => outcome !== 'Passed')
    .map(({ rule, outcome, failureReason, failingRows }) => {
      const rows = failingRows
        ? `\n    ${failingRows.count} rows, first: ${JSON.stringify(failingRows.sample[0])}`
        : '';
      return `  ${outcome}: ${rule}\n    ${failureReason ?? ''}${rows}`;
    });
  return lines.length === 0 ? 'every rule passed' : lines.join('\n');
}
