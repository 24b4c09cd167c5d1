import { fileCount, fileMetric, filesOf, type JudgedFile } from '../../analyzers/files.ts';
import type { FilesRequest } from '../../analyzers/request.ts';
import { isOne, numberTest } from '../../conditions/number-test.ts';
import type { Rule } from '../../dqdl/ast.ts';
import { jvmFixed } from '../../jvm-number.ts';
import { isRefusal, type Refusal } from '../../refusal.ts';
import type { PreparedRule } from '../rule-type.ts';
import type { Analyzer } from '../../analyzers/analyzer.ts';

export interface FileTest {
  readonly metric: string;
  readonly failFast: boolean;
  readonly passes: (file: JudgedFile) => boolean;
  /** What a file that fails is like: `has 5 bytes`. */
  readonly describe: (file: JudgedFile) => string;
  readonly shows: readonly Analyzer[];
}

/**
 * A rule that tests each file: all must pass, or as many as the threshold asks for. With `failFast` the first that fails
 * ends it, whatever the threshold, and there is no share of files.
 */
export function eachFileRule(rule: Rule, files: FilesRequest, test: FileTest): PreparedRule | Refusal {
  const assertion = rule.threshold === undefined ? isOne : numberTest(rule.threshold);
  if (isRefusal(assertion)) return assertion;
  const isFailing = (file: JudgedFile): boolean => !test.passes(file);
  const share = fileMetric(`${test.metric}.Compliance`, [files], (all = []) => {
    const first = test.failFast ? all.find(isFailing) : undefined;
    if (first !== undefined) return { fails: `File ${first.path} ${test.describe(first)}` };
    return all.filter(test.passes).length / all.length;
  });
  const count = fileCount([files], (all = []) => {
    const first = test.failFast ? all.findIndex(isFailing) : -1;
    return first === -1 ? all.length : first + 1;
  });
  return {
    columns: [],
    constraints: [
      { analyzer: share, assertion, reason: (value) => `${jvmFixed(value * 100)} % of files passed the threshold` },
    ],
    shows: [share, count, ...test.shows],
    row: undefined,
    details: (_, rows) =>
      firstOf(
        filesOf(files, rows)
          .filter(isFailing)
          .map((file) => `${file.path} ${test.describe(file)}`),
      ),
  };
}

/** The first of many lines. */
export function firstOf(lines: readonly string[]): readonly string[] {
  const rest = lines.length - MOST_LINES;
  return rest > 1 ? [...lines.slice(0, MOST_LINES), `and ${rest} more`] : lines;
}

const MOST_LINES = 5;
