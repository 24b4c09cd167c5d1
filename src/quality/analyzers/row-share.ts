import type { Scope } from '../dataset.ts';
import { unmeasurable, type Analyzer } from './analyzer.ts';
import { countRows } from './counts.ts';
import { total } from './request.ts';

/** What is tested of each row. */
export type RowShareTest = {
  /** SQL that is TRUE where the row passes. */
  readonly passes: string;
  /** SQL that is TRUE for a row on which Spark gives up, and what it says then. */
  readonly breaks?: { readonly sql: string; readonly reason: string };
};

/**
 * The share of rows that pass, as Deequ measures it for ColumnDataType and DataFreshness: without rows the rule passes;
 * a row for which `where` is NULL may pass, but is none of those that it is a share of.
 */
export function rowShare(metric: string, scope: Scope, test: RowShareTest | { readonly refused: string }): Analyzer {
  const rows = countRows(scope);
  const where = scope.where === undefined ? undefined : notFalse(scope.where);
  const breaking = 'refused' in test ? undefined : test.breaks;
  const passed = 'refused' in test ? undefined : total('count(*)', { filter: test.passes, where });
  const broken = breaking && total('count(*)', { filter: breaking.sql, where });
  return {
    ...unmeasurable,
    metric,
    where: scope.where,
    needs: [rows, ...(passed === undefined ? [] : [passed]), ...(broken === undefined ? [] : [broken])],
    value(of) {
      const all = of(rows) ?? 0;
      if (all === 0) return { passes: 'No rows matched the filter' };
      if ('refused' in test) return { fails: exception(test.refused) };
      if (breaking !== undefined && broken !== undefined && of(broken) !== 0)
        return { fails: exception(breaking.reason) };
      return passed === undefined ? undefined : (of(passed) ?? 0) / all;
    },
    refused: undefined,
  };
}

/** The rows that `where` does not rule out. A comment at its end must not swallow what follows. */
function notFalse(where: string): string {
  return `coalesce((${where}${where.includes('--') ? '\n' : ''}), true)`;
}

function exception(message: string): string {
  return `Exception thrown while evaluating rule: ${message}`;
}
