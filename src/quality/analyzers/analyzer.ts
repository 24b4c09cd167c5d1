import type { Column } from '../../duckdb/session.ts';
import { isNested, isNumeric, kindOf, sparkTypeOf } from '../column-type.ts';
import { findColumn, type Scope } from '../dataset.ts';
import type { NumberReader, Request, RowsReader } from './request.ts';

/** Yields one metric from what was requested of the data. */
export interface Analyzer {
  /** The metric's name in AWS Glue's results: `Column.amount.Completeness`. */
  readonly metric: string;
  readonly where: string | undefined;
  readonly needs: readonly Request[];
  /** The metric from what was measured. */
  value(of: NumberReader, rows: RowsReader): MetricValue;
  /** The reason of failure on the empty state. */
  readonly whenEmpty: string;
  /** Whether the empty state fails even where a `where` has filtered every row away. */
  readonly emptyAlwaysFails: boolean;
  /** Why it cannot be measured at all: no such column, or one of the wrong type. */
  readonly refused: string | undefined;
}

/**
 * A metric; undefined for the empty state (no rows, or NULLs only); or that there is none, and the rule fails or passes
 * with this reason.
 */
export type MetricValue = number | undefined | { readonly fails: string } | { readonly passes: string };

/** What may be asked of a column, with the reason Deequ gives when it is not so. */
export type ColumnDemand = 'any' | 'numeric' | 'text' | 'numeric or text' | 'not nested';

export interface ColumnAnalysis {
  readonly needs: readonly Request[];
  value(of: NumberReader, rows: RowsReader): MetricValue;
  readonly emptyAlwaysFails?: boolean;
}

/**
 * An analyzer of one column: refused when the column is missing or of the wrong type. `state` is how Deequ prints the
 * analyzer in the reason of an empty state.
 */
export function columnAnalyzer(
  {
    metric,
    state,
    name,
    demand,
    scope,
  }: {
    readonly metric: string;
    readonly state: string;
    readonly name: string;
    readonly demand: ColumnDemand;
    readonly scope: Scope;
  },
  analyze: (column: Column) => ColumnAnalysis,
): Analyzer {
  const column = findColumn(scope.dataset.primary, name);
  const refused = column === undefined ? missingColumn(name) : unmetDemand(column, name, demand);
  if (column === undefined || refused !== undefined) {
    return { ...unmeasurable, metric: `Column.${name}.${metric}`, where: scope.where, refused };
  }
  return {
    metric: `Column.${name}.${metric}`,
    where: scope.where,
    whenEmpty: emptyState(state),
    emptyAlwaysFails: false,
    refused: undefined,
    ...analyze(column),
  };
}

export const unmeasurable = {
  needs: [],
  value: (): undefined => undefined,
  whenEmpty: '',
  emptyAlwaysFails: false,
} as const;

/** The reason of an analyzer that saw no value (reference, 2.3). */
export function emptyState(analyzer: string): string {
  return `Empty state for analyzer ${analyzer}, all input values were NULL.`;
}

export function missingColumn(name: string): string {
  return `Input data does not include column ${name}!`;
}

/** Why the column does not meet the demand; undefined when it does. */
export function unmetDemand(column: Column, name: string, demand: ColumnDemand): string | undefined {
  const found = sparkTypeOf(column.type);
  const isText = kindOf(column.type) === 'text';
  const numeric = demand === 'numeric' || (demand === 'numeric or text' && !isText);
  if (numeric && !isNumeric(column.type)) {
    return `Expected type of column ${name} to be one of (${NUMERIC_TYPES}), but found ${found} instead!`;
  }
  if (demand === 'text' && !isText) {
    return `Expected type of column ${name} to be StringType, but found ${found} instead!`;
  }
  if (demand === 'not nested' && isNested(column.type)) {
    return `Unsupported nested column type of column ${name}: ${found}!`;
  }
  return undefined;
}

const NUMERIC_TYPES = 'LongType,IntegerType,DoubleType,DecimalType,ByteType,FloatType,ShortType';
