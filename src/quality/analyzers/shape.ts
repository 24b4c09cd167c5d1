import { id } from '../../duckdb/sql.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, type Analyzer } from './analyzer.ts';
import { powerMeans } from './power-means.ts';
import { greatest, least } from './request.ts';

/** Population skewness: the third central moment in standard deviations; 0 where all values are equal. */
export function skewness(name: string, scope: Scope): Analyzer {
  return shape('Skewness', name, scope, 3, ([first, second, third]) => {
    const variance = second - first ** 2;
    return (third - 3 * first * second + 2 * first ** 3) / variance ** 1.5;
  });
}

/** Population excess kurtosis: the fourth central moment in standard deviations, less 3; 0 where all values are equal. */
export function kurtosis(name: string, scope: Scope): Analyzer {
  return shape('Kurtosis', name, scope, 4, ([first, second, third, fourth]) => {
    const variance = second - first ** 2;
    return (fourth - 4 * first * third + 6 * first ** 2 * second - 3 * first ** 4) / variance ** 2 - 3;
  });
}

type Powers = readonly [first: number, second: number, third: number, fourth: number];

function shape(metric: string, name: string, scope: Scope, highest: 3 | 4, of: (means: Powers) => number): Analyzer {
  return columnAnalyzer({ metric, state: `${metric}(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const { center, powers } = powerMeans(column, scope, highest);
    const smallest = least(`min(${id(column.name)})`, { where: scope.where });
    const largest = greatest(`max(${id(column.name)})`, { where: scope.where });
    return {
      needs: [smallest, largest, center, ...powers],
      value: (read) => {
        const [first, second, third, fourth] = powers.map((power) => read(power) ?? 0);
        if (first === undefined || second === undefined || third === undefined || read(center) === null)
          return undefined;
        const isConstant = read(smallest) === read(largest) && Number.isFinite(first);
        return isConstant || second === 0 ? 0 : of([first, second, third, fourth ?? 0]);
      },
    };
  });
}
