import type { Composite, Rule } from '../dqdl/ast.ts';
import { leavesOf } from '../plan/prepare.ts';
import { jvmDouble } from '../jvm-number.ts';
import { unmet } from '../rules/build.ts';
import type { Verdict } from './verdict.ts';

/**
 * Whether the composite can be judged row by row. Rules on shares of rows cannot (reference, 2.1): their verdict on
 * the whole says more than all rows together.
 */
export function hasRowMethod(node: Composite): boolean {
  return leavesOf(node).every((rule) => !EXCLUDED.has(rule.type) && rule.threshold === undefined);
}

/** The verdict of a composite for which `failing` of `rows` rows fail: all must pass. */
export function judgeByRows(
  verdict: Verdict,
  { failing, rows }: { readonly failing: number; readonly rows: number },
): Verdict {
  if (failing === 0) return { ...verdict, outcome: 'Passed', reason: null };
  return { ...verdict, outcome: 'Failed', reason: unmet(jvmDouble((rows - failing) / rows)) };
}

const EXCLUDED: ReadonlySet<Rule['type']> = new Set([
  'Completeness',
  'Uniqueness',
  'ReferentialIntegrity',
  'DatasetMatch',
]);
