import { id } from '../../duckdb/sql.ts';
import { doubleOf } from './double-of.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, type Analyzer } from './analyzer.ts';
import { aggregate, greatest, least } from './request.ts';

/** Largest less smallest value, as doubles; NaN where one is NaN. */
export function range(name: string, scope: Scope): Analyzer {
  return columnAnalyzer({ metric: 'Range', state: `Range(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const smallest = least(`min(${id(column.name)})`, { where: scope.where });
    const largest = greatest(`max(${id(column.name)})`, { where: scope.where });
    return { needs: [smallest, largest], value: (of) => difference(of(largest), of(smallest)) };
  });
}

/** Third less first quartile, each by linear interpolation between the ranks. */
export function interquartileRange(name: string, scope: Scope): Analyzer {
  const metric = 'InterquartileRange';
  return columnAnalyzer({ metric, state: `${metric}(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const [first, third] = [quartile(0.25), quartile(0.75)];
    return { needs: [first, third], value: (of) => difference(of(third), of(first)) };

    function quartile(share: number) {
      return aggregate(`quantile_cont(${doubleOf(column)}, ${share})`, { where: scope.where });
    }
  });
}

function difference(largest: number | null, smallest: number | null): number | undefined {
  return largest === null || smallest === null ? undefined : largest - smallest;
}
