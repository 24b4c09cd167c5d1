import type { Plain } from '../../duckdb/plain.ts';
import type { Row } from '../../duckdb/session.ts';
import { describeFiles, type FileQuery } from '../file-source.ts';
import { exactSum } from './exact-sum.ts';

/**
 * What an analyzer asks of the data. Equal requests have equal keys and are measured once. Aggregates and groupings are
 * plain data that the plan can fuse: every aggregate of a relation into one scan, every grouping of the same keys into
 * one.
 */
export type Request = NumberRequest | TableRequest;

/** One number. */
export type NumberRequest = AggregateRequest | GroupingRequest | ScalarQueryRequest | ReturnedRowsRequest;

/** Some rows. */
export type TableRequest = StatementRequest | FilesRequest;

/** An aggregate over the rows of a relation. */
export interface AggregateRequest {
  readonly kind: 'aggregate';
  /** One aggregate call: `count(*)`, `min("amount")`. */
  readonly aggregate: string;
  /** The reference it reads; undefined for the primary relation. */
  readonly alias: string | undefined;
  /** A condition of ours that a row must meet to be counted. */
  readonly filter: string | undefined;
  /** The user's condition. */
  readonly where: string | undefined;
  /** The value over all rows from the values over parts of them; undefined where all rows must be read at once. */
  readonly combine: Combine | undefined;
  /** What `combine` must know of each part beside the value itself: it is measured only where there are parts. */
  readonly beside: readonly AggregateRequest[];
  /** What the call sees the values beside, which is found before it; undefined for a call that stands alone. */
  readonly around: Around | undefined;
}

/** A call that is written with the names of its centers. */
export interface Around {
  readonly centers: readonly Center[];
  call(names: readonly string[]): string;
}

/** What values are seen beside: their mean, or any one that is finite. `of` is SQL of a double. */
export interface Center {
  readonly kind: 'mean' | 'one value';
  readonly of: string;
}

/** From readers of the parts, each of which gives the number of an aggregate over its part, to the whole. */
export type Combine = (parts: readonly AggregateReader[], self: AggregateRequest) => number | null;

/** Gives the number of an aggregate over a part. */
export interface AggregateReader {
  (request: AggregateRequest): number | null;
  /** With every digit: long whole numbers and decimals as text. */
  exact(request: AggregateRequest): Plain;
}

/**
 * An aggregate over groups of equal keys: each has `size` (rows) and `all_null` (every key is NULL). Groups are made once
 * for all conditions, and `size` is NULL in those without a row: `count(*)` leaves them out, and so must every other
 * aggregate, as one of `size` does.
 */
export interface GroupingRequest {
  readonly kind: 'grouping';
  /** Quoted column names. */
  readonly keys: readonly string[];
  readonly where: string | undefined;
  /** For example `count(*) filter (where size = 1)`. */
  readonly measure: string;
}

/** The one value of the user's query. */
export interface ScalarQueryRequest {
  readonly kind: 'scalar query';
  readonly query: string;
}

/** How many rows of the primary relation the user's query returns. */
export interface ReturnedRowsRequest {
  readonly kind: 'returned rows';
  readonly query: string;
}

/** A query of ours. It names the relations it reads by themselves, not by aliases, which are the user's to choose. */
export interface StatementRequest {
  readonly kind: 'statement';
  /** What it is for, in a few words, for the printed plan. */
  readonly about: string;
  readonly sql: string;
}

/** Files: rows with `path`, `size` in bytes, `modified` in milliseconds since 1970, and `hash`, in the order of paths. */
export interface FilesRequest extends FileQuery {
  readonly kind: 'files';
}

/** What was measured, for an analyzer to make its metric of; NULL where there was no value. */
export type NumberReader = (request: NumberRequest) => number | null;
export type RowsReader = (request: TableRequest) => readonly Row[];

/** `count(…)`, `sum(…)`: parts add up. */
export function total(call: string, options: AggregateOptions): AggregateRequest {
  return aggregate(call, { ...options, combine: addUp });
}

/** `min(…)` of numbers. */
export function least(call: string, options: AggregateOptions): AggregateRequest {
  return aggregate(call, { ...options, combine: extreme((a, b) => (compareAsSpark(a, b) <= 0 ? a : b)) });
}

/** `max(…)` of numbers. */
export function greatest(call: string, options: AggregateOptions): AggregateRequest {
  return aggregate(call, { ...options, combine: extreme((a, b) => (compareAsSpark(a, b) >= 0 ? a : b)) });
}

export interface AggregateOptions {
  readonly filter?: string;
  readonly where: string | undefined;
  readonly alias?: string;
}

/** How parts are combined, if they can be. */
export interface CombineOptions {
  readonly combine?: Combine;
  /** Default: nothing. */
  readonly beside?: readonly AggregateRequest[];
}

/** An aggregate with its own way to combine parts; without one all rows are read at once. */
export function aggregate(call: string, options: AggregateOptions & CombineOptions): AggregateRequest {
  const { filter, where, alias, combine, beside = [] } = options;
  return { kind: 'aggregate', aggregate: call, alias, filter, where, combine, beside, around: undefined };
}

/** An aggregate of what values differ from others by: it is written with the names of these. */
export function aggregateAround(
  centers: readonly Center[],
  call: Around['call'],
  options: AggregateOptions & CombineOptions,
): AggregateRequest {
  const described = centers.map(({ kind, of }) => (kind === 'mean' ? `avg(${of})` : `one(${of})`));
  return { ...aggregate(call(described), options), around: { centers, call } };
}

/** What tells requests apart, readable: it stands in the plan. */
export function keyOf(request: Request): string {
  switch (request.kind) {
    case 'aggregate':
      return [
        request.aggregate,
        ...(request.alias === undefined ? [] : [`of ${request.alias}`]),
        ...(request.filter === undefined ? [] : [`filter ${request.filter}`]),
        ...(request.where === undefined ? [] : [`where ${request.where}`]),
      ].join(' ');
    case 'grouping':
      return [
        `group by ${request.keys.toSorted().join(', ')}`,
        ...(request.where === undefined ? [] : [`where ${request.where}`]),
        request.measure,
      ].join(' ');
    case 'scalar query':
      return `value of ${request.query}`;
    case 'returned rows':
      return `rows of ${request.query}`;
    case 'statement':
      return `${request.about}: ${request.sql}`;
    case 'files':
      return describeFiles(request);
  }
}

function addUp(parts: readonly AggregateReader[], self: AggregateRequest): number | null {
  return exactSum(parts.map((part) => part.exact(self)));
}

/** Parts without a value (NULL) are left out. */
function extreme(choose: (a: number, b: number) => number): Combine {
  return (parts, self) => {
    const values = parts.flatMap((part) => part(self) ?? []);
    return values.length === 0 ? null : values.reduce(choose);
  };
}

/** NaN is the largest value, as in Spark and DuckDB. */
function compareAsSpark(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}
