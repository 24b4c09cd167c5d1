import type { PreparedColumn, RowSite, SqlField } from '../field.ts';
import type { Term } from '../query/term.ts';

/** A column that DuckDB computes from others: it has no value of its own at a row. */
export interface ExpressionColumn {
  readonly field: SqlField;
  /** The type that the recipe states. */
  readonly type: string | undefined;
  /** Whether it has no value at a row; undefined where it always has one. */
  readonly isNull: ((site: RowSite) => Term) | undefined;
}

/** A column of the data, in its place. */
export type PlannedColumn = { readonly name: string } & (PreparedColumn | ExpressionColumn);
