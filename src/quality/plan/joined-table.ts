/** A table that is joined to the rows of another, at most one of its rows to each. */
export interface JoinedTable {
  readonly alias: string;
  /** The query that makes it, with `alias` in the names of its columns: a row's own columns can be named without qualifier. */
  readonly select: string;
  /** When a row of it belongs to a row of the other table. */
  readonly on: string;
}

/** The join to a table; `from` is where its rows are, if they are at hand already. */
export function leftJoin({ alias, select, on }: JoinedTable, from = `(${select})`): string {
  return `left join ${from} as ${alias} on ${on}`;
}
