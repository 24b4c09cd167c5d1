import type { Column } from '../../duckdb/session.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, type Analyzer, type ColumnDemand } from './analyzer.ts';
import { countRows, ratio } from './counts.ts';
import { total } from './request.ts';

/**
 * Share of rows for which `predicate` (SQL over the column) is true; a predicate that is NULL does not count. Where it is
 * NULL on all rows, the state is empty, but not of a pattern: so it is in Deequ.
 */
export function compliance(
  {
    metric,
    name,
    demand,
    scope,
  }: {
    readonly metric: 'ColumnValues.Compliance' | 'LengthCompliance' | 'PatternMatch';
    readonly name: string;
    readonly demand: ColumnDemand;
    readonly scope: Scope;
  },
  predicate: (column: Column) => string,
): Analyzer {
  const state = `${metric === 'PatternMatch' ? 'PatternMatch' : 'Compliance'}(${name})`;
  return columnAnalyzer({ metric, state, name, demand, scope }, (column) => {
    const rows = countRows(scope);
    const { where } = scope;
    const matching =
      metric === 'PatternMatch'
        ? total('count(*)', { filter: predicate(column), where })
        : total(`sum((${predicate(column)})::integer)`, { where });
    return { needs: [rows, matching], value: (of) => ratio(of(matching), of(rows)) };
  });
}
