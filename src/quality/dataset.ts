import type { Column } from '../duckdb/session.ts';
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

/** Files, for the rules that judge these rather than their rows. */
export interface FileSource {
  /**
   * The files of a path (a file, a folder, a glob); those of the primary relation where it is undefined. Throws an
   * error that says why where there is none.
   */
  list(path: string | undefined, options: { readonly hash: string | undefined }): Promise<readonly FileFacts[]>;
}

export interface FileFacts {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
  /** Lower-case hexadecimal; undefined where no hash was asked for. */
  readonly hash: string | undefined;
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
