import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { kindOf } from '../column-type.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, type Analyzer } from './analyzer.ts';
import { ratio } from './counts.ts';
import { aggregate, total, type AggregateRequest, type Combine } from './request.ts';

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
    const present = total(`count(${id(column.name)})`, { where: scope.where });
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

/** Count, mean and population variance of the finite values, and how many others there are but NULL. */
export interface CentralMoments {
  readonly count: AggregateRequest;
  readonly mean: AggregateRequest;
  readonly variance: AggregateRequest;
  /** NaN and infinities, of which DuckDB makes an error where Spark answers NaN; undefined where there can be none. */
  readonly others: AggregateRequest | undefined;
}

export function centralMoments(column: Column, { where }: Scope): CentralMoments {
  const value = `${id(column.name)}::double`;
  const isFloat = kindOf(column.type) === 'float';
  const options = { where, ...(isFloat ? { filter: `isfinite(${value})` } : {}) };
  const count = total(`count(${value})`, options);
  const mean = aggregate(`avg(${value})`, { ...options, combine: weighted(count) });
  return {
    count,
    mean,
    variance: aggregate(`var_pop(${value})`, { ...options, combine: pooled(count, mean) }),
    others: isFloat ? total('count(*)', { where, filter: `not isfinite(${value})` }) : undefined,
  };
}

function spread(metric: string, name: string, scope: Scope, of: (variance: number) => number): Analyzer {
  return columnAnalyzer({ metric, state: `${metric}(${name},None)`, name, demand: 'numeric', scope }, (column) => {
    const { count, mean: average, variance: squared, others } = centralMoments(column, scope);
    return {
      needs: [count, average, squared, ...(others === undefined ? [] : [others])],
      value: (read) => {
        if (others !== undefined && (read(others) ?? 0) > 0) return Number.NaN;
        const found = read(squared);
        return found === null ? undefined : of(found);
      },
    };
  });
}

/** The mean of all from the means of parts. */
function weighted(count: AggregateRequest): Combine {
  return (parts, self) => {
    const known = parts.flatMap((part) => {
      const [size, value] = [part(count) ?? 0, part(self)];
      return value === null || size === 0 ? [] : [{ size, value }];
    });
    const size = known.reduce((sum, each) => sum + each.size, 0);
    return size === 0 ? null : known.reduce((sum, each) => sum + each.value * (each.size / size), 0);
  };
}

/** The variance of all: that within the parts, and that of their means (Chan, Golub, LeVeque 1979). */
function pooled(count: AggregateRequest, mean: AggregateRequest): Combine {
  return (parts, self) => {
    const center = weighted(count)(parts, mean);
    if (center === null) return null;
    const size = parts.reduce((sum, part) => sum + (part(count) ?? 0), 0);
    const squares = parts.map((part) => {
      const [n, value, within] = [part(count) ?? 0, part(mean), part(self)];
      return value === null || within === null ? 0 : n * (within + (value - center) ** 2);
    });
    return squares.reduce((sum, each) => sum + each, 0) / size;
  };
}

function totalOf(column: Column, scope: Scope): AggregateRequest {
  return total(`sum(${id(column.name)})`, { where: scope.where });
}
