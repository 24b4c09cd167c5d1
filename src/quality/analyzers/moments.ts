import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { kindOf } from '../column-type.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, type Analyzer } from './analyzer.ts';
import { ratio } from './counts.ts';
import { aggregate } from './request.ts';

/** Sum of the values as a double; integers and decimals are added exactly first. */
export function sum(name: string, scope: Scope): Analyzer {
  return columnAnalyzer({ metric: 'Sum', state: `Sum(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const total = totalOf(column, scope);
    return { needs: [total], value: (of) => of(total) ?? undefined };
  });
}

/** Arithmetic mean of the values that are not NULL. */
export function mean(name: string, scope: Scope): Analyzer {
  return columnAnalyzer({ metric: 'Mean', state: `Mean(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const total = totalOf(column, scope);
    const present = aggregate(`count(${id(column.name)})`, { where: scope.where });
    return { needs: [total, present], value: (of) => ratio(of(total), of(present)) };
  });
}

/** Population standard deviation (AWS docs: 0, 20, 40 gives 16.33). */
export function standardDeviation(name: string, scope: Scope): Analyzer {
  const metric = 'StandardDeviation';
  const state = `StandardDeviation(${name},None)`;
  return columnAnalyzer({ metric, state, name, demand: 'numeric', scope }, (column) => {
    const value = `${id(column.name)}::double`;
    if (kindOf(column.type) !== 'float') {
      const deviation = aggregate(`stddev_pop(${value})`, { where: scope.where });
      return { needs: [deviation], value: (of) => of(deviation) ?? undefined };
    }
    // DuckDB refuses NaN and infinities here, where Spark answers NaN.
    const finite = `isfinite(${value})`;
    const deviation = aggregate(`stddev_pop(${value})`, { filter: finite, where: scope.where });
    const others = aggregate('count(*)', { filter: `not ${finite}`, where: scope.where });
    return {
      needs: [deviation, others],
      value: (of) => ((of(others) ?? 0) > 0 ? Number.NaN : (of(deviation) ?? undefined)),
    };
  });
}

function totalOf(column: Column, scope: Scope) {
  return aggregate(`sum(${id(column.name)})`, { where: scope.where });
}
