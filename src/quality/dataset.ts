import type { Column } from '../duckdb/session.ts';
import type { FileSource } from './file-source.ts';
import type { Relation } from './types.ts';

/** What a ruleset is run on. */
export interface Dataset {
  readonly primary: Relation;
  /** Further relations by the alias that rules use for them. */
  readonly references: Readonly<Record<string, Relation>>;
  /** What `now()` is. */
  readonly clock: Date;
  /** Where rules on files find them; undefined where the data are not files. */
  readonly files: FileSource | undefined;
}

/** The rows an analyzer looks at: those of the primary relation for which `where` is true. */
export interface Scope {
  readonly dataset: Dataset;
  /** The user's SQL, as written between the quotes of `where "…"`. */
  readonly where: string | undefined;
}

/** The column a rule means: names are case-insensitive, as in Spark. */
export function findColumn({ columns, nested = [] }: Relation, name: string): Column | undefined {
  const wanted = name.toLowerCase();
  const isWanted = (column: Column): boolean => column.name.toLowerCase() === wanted;
  return columns.find((column) => column.name === name) ?? columns.find(isWanted) ?? nested.find(isWanted);
}
