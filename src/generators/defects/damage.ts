import type { Column } from '../../duckdb/session.ts';
import type { Sql } from '../../duckdb/sql.ts';

/** Another value in a column. */
export interface CellChange {
  readonly column: Column;
  /** The value put in place, as SQL over the row. */
  readonly after: Sql;
  /** The type the column must take to hold it, where it is not its own. */
  readonly type?: string;
}

/** Other values in one column of a row, or in two. */
export interface CellDamage {
  readonly target: 'cell';
  readonly cells: readonly CellChange[];
  /** Which rows can be damaged so, as a predicate over the row. */
  readonly eligible: Sql;
  /** A value that came out as NULL did not fit the type of its column, which is an error. */
  readonly mustFit?: true;
  /** The value comes from this column of another row, which then stays clean: `__given` in `after`. */
  readonly takesFrom?: Column;
  /** One label for all that it does, with this measure of the clean and of the damaged rows. */
  readonly summary?: Summary;
}

/** Whole rows. */
export interface RowDamage {
  readonly target: 'row';
  /** `copy-to-end`: once more after the last row. `copy-beside`: right after the row. `move-to-end`, `remove`. */
  readonly action: 'copy-to-end' | 'copy-beside' | 'move-to-end' | 'remove';
  readonly eligible: Sql;
  /** How many copies of a row. */
  readonly copies: number;
  /** What is different in a copy. */
  readonly change?: CellChange;
  /** Rows are chosen by this value, all rows of one together; amounts count values. */
  readonly unit?: Sql;
}

/** All values of a column, in rows that `where` and `partition` allow; what damages a cell there is put over it. */
export interface ColumnDamage {
  readonly target: 'column';
  readonly change: CellChange;
  readonly summary: Summary;
}

/** What the columns are. */
export interface SchemaDamage {
  readonly target: 'schema';
  /** The column that it concerns, as the label names it. */
  readonly column: string | null;
  /** No other defect may damage the column. */
  readonly isAlone: boolean;
  readonly reshape: (columns: readonly OutColumn[]) => OutColumn[];
  readonly before: string | null;
  readonly after: string | null;
}

/** A column of the damaged table. */
export interface OutColumn {
  readonly name: string;
  readonly type: string;
  /** Its value, as SQL over the row with its other damage done. */
  readonly value: Sql;
  /** The name of the clean column that it is. */
  readonly origin: string | null;
}

/** What a label of a drift says of the rows before and after. */
export interface Summary {
  readonly column: Column;
  /** An aggregate over values of the column, `value`, as text. */
  readonly measure: (value: Sql) => Sql;
}

export type Damage = CellDamage | RowDamage | ColumnDamage | SchemaDamage;
