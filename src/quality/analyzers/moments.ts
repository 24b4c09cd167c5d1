import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { doubleOf } from './double-of.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, type Analyzer } from './analyzer.ts';
import { countPresent, ratio } from './counts.ts';
import { covariance, offsetOf } from './covariance.ts';
import { total, type AggregateRequest } from './request.ts';

/** Sum of the values as a double; integers and decimals are added exactly first. */
export function sum(name: string, scope: Scope): Analyzer {
  return columnAnalyzer({ metric: 'Sum', state: `Sum(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const value = totalOf(column, scope);
    return { needs: [value], value: (of) => of(value) ?? undefined };
  });
}

/** Arithmetic mean of the values that are not NULL. */
export function mean(name: string, scope: Scope): Analyzer {
  return columnAnalyzer({ metric: 'Mean', state: `Mean(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const value = totalOf(column, scope);
    const present = countPresent(column, scope);
    return { needs: [value, present], value: (of) => ratio(of(value), of(present)) };
  });
}

/** Population standard deviation (AWS docs: 0, 20, 40 gives 16.33). */
export function standardDeviation(name: string, scope: Scope): Analyzer {
  return spread('StandardDeviation', name, scope, Math.sqrt);
}

/** Population variance. */
export function variance(name: string, scope: Scope): Analyzer {
  return spread('Variance', name, scope, (value) => value);
}

function spread(metric: string, name: string, scope: Scope, of: (variance: number) => number): Analyzer {
  return columnAnalyzer({ metric, state: `${metric}(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const { where } = scope;
    const offset = offsetOf(doubleOf(column), { where });
    const squared = covariance(offset, offset, { where });
    return {
      needs: [squared],
      value: (read) => {
        const found = read(squared);
        // Squares beyond the largest double: Spark has NaN where DuckDB has less than nothing.
        return found === null ? undefined : of(found < 0 ? Number.NaN : found);
      },
    };
  });
}

function totalOf(column: Column, scope: Scope): AggregateRequest {
  return total(`sum(${id(column.name)})`, { where: scope.where });
}
