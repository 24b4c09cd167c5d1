import { findColumn, type Scope } from '../dataset.ts';
import { id } from '../../duckdb/sql.ts';
import { emptyState, missingColumn, unmeasurable, unmetDemand, type Analyzer } from './analyzer.ts';
import { covariance, offsetOf } from './covariance.ts';
import { doubleOf } from './double-of.ts';

/** Pearson's correlation over the rows in which both columns have a value: NaN where one of them does not vary. */
export function correlation(names: readonly [string, string], scope: Scope): Analyzer {
  const base = { metric: `Multicolumn.${names.join(',')}.ColumnCorrelation`, where: scope.where };
  const [first, second] = names.map((name) => findColumn(scope.dataset.primary, name));
  const refused = refusalOf(names, scope);
  if (first === undefined || second === undefined || refused !== undefined) {
    return { ...unmeasurable, ...base, refused };
  }
  const pairs = { where: scope.where, filter: `${id(first.name)} is not null and ${id(second.name)} is not null` };
  const [x, y] = [offsetOf(doubleOf(first), pairs), offsetOf(doubleOf(second), pairs)];
  const [both, alongX, alongY] = [covariance(x, y, pairs), covariance(x, x, pairs), covariance(y, y, pairs)];
  return {
    ...base,
    needs: [x.count, both, alongX, alongY],
    value: (of) => {
      const n = of(x.count) ?? 0;
      const [common, squareX, squareY] = [of(both), of(alongX), of(alongY)];
      if (common === null || squareX === null || squareY === null) return undefined;
      // Sums rather than means: the last digit is Deequ's more often, and a line gives 1.
      return (common * n) / Math.sqrt(squareX * n * (squareY * n));
    },
    whenEmpty: emptyState(`Correlation(${names.join(',')},None)`),
    emptyAlwaysFails: false,
    refused,
  };
}

/** Why there is none: the first column that is missing or not a number. */
function refusalOf(names: readonly string[], { dataset }: Scope): string | undefined {
  for (const name of names) {
    const column = findColumn(dataset.primary, name);
    const refused = column === undefined ? missingColumn(name) : unmetDemand(column, name, 'numeric');
    if (refused !== undefined) return refused;
  }
  return undefined;
}
