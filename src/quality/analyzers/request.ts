/**
 * One number to be had from the data. Equal requests have equal keys and are measured once. All but queries are plain
 * data that the plan can fuse: every aggregate of a relation into one scan, every grouping of the same keys into one.
 */
export type Request = AggregateRequest | GroupingRequest | ScalarQueryRequest | ReturnedRowsRequest;

/** An aggregate over the rows of a relation. */
export interface AggregateRequest {
  readonly kind: 'aggregate';
  /** One aggregate call: `count(*)`, `min("amount")`. */
  readonly aggregate: string;
  /** A condition of ours that a row must meet to be counted. */
  readonly filter: string | undefined;
  /** The user's condition. */
  readonly where: string | undefined;
}

/** An aggregate over groups of equal keys: each has `size` (rows) and `all_null` (every key is NULL). */
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

export function aggregate(
  call: string,
  { filter, where }: { readonly filter?: string; readonly where: string | undefined },
): AggregateRequest {
  return { kind: 'aggregate', aggregate: call, filter, where };
}

/** What tells requests apart, readable: it stands in the plan. */
export function keyOf(request: Request): string {
  switch (request.kind) {
    case 'aggregate':
      return [
        request.aggregate,
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
  }
}
