import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import type { Scope } from '../dataset.ts';
import { columnAnalyzer, unmeasurable, type Analyzer } from './analyzer.ts';
import { keyOf, total, type AggregateRequest } from './request.ts';

/** Rows of the scope: a real 0 when there is none; under a `where`, empty data are an empty state. */
export function rowCount(scope: Scope): Analyzer {
  const rows = countRows(scope);
  const all = countRows({ ...scope, where: undefined });
  return {
    ...unmeasurable,
    metric: 'Dataset.*.RowCount',
    where: scope.where,
    needs: [rows, all],
    value: (of) => (scope.where !== undefined && of(all) === 0 ? undefined : (of(rows) ?? 0)),
    refused: undefined,
  };
}

/** Share of rows in which the column is not NULL. */
export function completeness(name: string, scope: Scope): Analyzer {
  const state = `Completeness(${name},None,None)`;
  return columnAnalyzer({ metric: 'Completeness', state, name, demand: 'not nested', scope }, (column) => {
    const rows = countRows(scope);
    const present = countPresent(column, scope);
    return { needs: [rows, present], value: (of) => ratio(of(present), of(rows)) };
  });
}

/** Number of values that are 0 or -0.0. NULLs only: a real 0, also under a `where` that matches no row. */
export function zerosCount(name: string, scope: Scope): Analyzer {
  const shape = { metric: 'ZerosCount', state: `ZerosCount(${name},None)`, name, demand: 'numeric', scope } as const;
  return columnAnalyzer(shape, (column) => {
    const all = countRows({ ...scope, where: undefined });
    const zeros = total('count(*)', { filter: `${id(column.name)} = 0`, where: scope.where });
    return { needs: [all, zeros], value: (of) => ((of(all) ?? 0) === 0 ? undefined : (of(zeros) ?? 0)) };
  });
}

/** A metric that the schema alone gives. */
export function known(metric: string, value: number): Analyzer {
  return { ...unmeasurable, metric, where: undefined, value: () => value, refused: undefined };
}

export function countRows(scope: Scope): AggregateRequest {
  return total('count(*)', { where: scope.where });
}

/** The key of the number of all rows, which every plan measures. */
export const ROW_COUNT = keyOf(total('count(*)', { where: undefined }));

/** Rows of the scope in which the column has a value. */
export function countPresent(column: Column, { where }: Scope): AggregateRequest {
  return total(`count(${id(column.name)})`, { where });
}

/** part / whole; undefined where there is no whole. */
export function ratio(part: number | null, whole: number | null): number | undefined {
  return part === null || whole === null || whole === 0 ? undefined : part / whole;
}
