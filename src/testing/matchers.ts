import { expect } from 'vitest';
import type { DataInput } from '../formats/open-data.ts';
import type { CheckResult } from '../quality/types.ts';
import { check, type CheckOptions } from '../runner/check.ts';
import { compareTables } from './matchers/compare-tables.ts';
import type { TableOptions } from './matchers/table-options.ts';

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
  /**
   * Data have the columns and rows of a table: a path, `rows(…)`, `table`, an Arrow table. What differs is shown as a
   * table. Asynchronous: await it.
   *
   * @example await expect('out/orders.parquet').toEqualTable(rows([{ id: 1, amount: 10.5 }]), { key: 'id' })
   */
  toEqualTable(expected: DataInput, options?: TableOptions): Promise<R>;
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
  async toPassRules(data: DataInput, rules: string, options: Pick<CheckOptions, 'references' | 'strict'> = {}) {
    const result = await check({ data, rules, ...options });
    return {
      pass: result.outcomes.every(({ outcome }) => outcome === 'Passed'),
      message: () => `score ${result.score} over ${result.rowCount} rows\n${notPassed(result)}`,
    };
  },
  toEqualTable(found: DataInput, expected: DataInput, options: TableOptions = {}) {
    return compareTables(found, expected, options);
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
