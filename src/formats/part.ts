import type { Sql } from '../duckdb/sql.ts';

/** One column of a file: its name there, where its values are found in {@link Part.from}, and their DuckDB type. */
export interface Field {
  readonly name: string;
  /** Its name in the file, where {@link Field.name} was made unique. */
  readonly written?: string;
  readonly value: Sql;
  readonly type: string;
  /** Strings of JSON, whose type is to be found: they may be dates but not numbers. */
  readonly strings?: true;
  /** The file says the type (Parquet, Arrow): text is text there, whatever it looks like. */
  readonly typed?: true;
  /** The value as the file has it, where {@link Field.value} is that cleaned. */
  readonly original?: Sql;
  /** TRUE where the value is a number of JSON, in a column of texts. */
  readonly isNumber?: Sql;
}

/** One file on its way into a relation: rows in file order, not yet typed. */
export interface Part {
  readonly object: string;
  readonly from: Sql;
  readonly fields: readonly Field[];
  /** The text of a row, for a bad one. */
  readonly rawRow: Sql;
  /** What makes a whole row bad: each test is TRUE or FALSE for every row. */
  readonly rowTests: readonly { readonly fits: Sql; readonly reason: string }[];
  /** Whether an empty text is NULL for a column that is not text (CSV). */
  readonly emptyIsNull: boolean;
  /** A key that is not there is NULL (JSON), rather than a file that does not fit. */
  readonly sparse: boolean;
  /** Called when the part's rows are in the table: rows the reader left out. */
  readonly lostRows?: (kept: number) => Promise<readonly LostRow[]>;
}

/** A row that the reader could not cut into fields and left out. */
export interface LostRow {
  readonly row: number;
  readonly reason: string;
  readonly raw: string;
}
