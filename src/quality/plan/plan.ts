import type { Center } from '../analyzers/request.ts';
import type { FileQuery } from '../file-source.ts';
import type { PatternTest } from '../patterns/pattern-test.ts';

/** What will be run for a ruleset, as plain data: it can be printed, compared and tested without running it. */
export interface Plan {
  /** The primary relation as it stands in `from`. */
  readonly from: string;
  /** Common table expressions that make `primary` and the references known to the user's SQL. */
  readonly relations: string;
  /** The names that the user's SQL may read. */
  readonly aliases: readonly string[];
  /** The distinct `where` texts, which are vetted before anything runs. */
  readonly filters: readonly string[];
  /** Regular expressions for JavaScript. */
  readonly patterns: readonly PatternTest[];
  /** All plain aggregates of a relation, whatever their `where`: of the primary first, then of references. */
  readonly scans: readonly Scan[];
  /** One for each set of keys, whatever the `where`. */
  readonly groupings: readonly GroupScan[];
  readonly statements: readonly Statement[];
  readonly queries: readonly UserQuery[];
  readonly files: readonly FileListing[];
  readonly rules: readonly PlannedRule[];
}

/** One pass over a relation. */
export interface Scan {
  /** The reference that is read; undefined for the primary relation. */
  readonly alias: string | undefined;
  readonly metrics: readonly PlannedMetric[];
  readonly sql: string;
}

/** One `group by`. */
export interface GroupScan {
  readonly keys: readonly string[];
  readonly metrics: readonly PlannedMetric[];
  readonly sql: string;
  /** For one key of whole numbers: the metrics that tell whether its values lie close together. */
  readonly range: KeyRange | undefined;
}

/** The keys of the least and the greatest value of a key column among the metrics of the scan. */
export interface KeyRange {
  readonly least: string;
  readonly greatest: string;
}

/** A value of a statement: what it is (see `keyOf`), its SQL, and the `where` it depends on. */
export interface PlannedMetric {
  readonly key: string;
  readonly sql: string;
  readonly where: string | undefined;
  /** What the SQL needs to be known before. */
  readonly centers?: readonly PlannedCenter[];
}

/** A value that aggregates of a scan stand around, under the name they have for it. */
export interface PlannedCenter extends Center {
  readonly name: string;
  /** What a row must meet to be counted by those aggregates, if anything. */
  readonly condition: string | undefined;
}

/** A query of ours over several relations. */
export interface Statement {
  readonly key: string;
  readonly about: string;
  readonly sql: string;
}

/** Files to list, with their hashes where one is named. */
export interface FileListing extends FileQuery {
  readonly key: string;
}

/** A query of the user's: its value, or the primary rows it returns. */
export interface UserQuery {
  readonly key: string;
  readonly form: 'scalar query' | 'returned rows';
  /** As written in the rule. */
  readonly query: string;
}

/** A simple rule and the keys of what it needs. */
export interface PlannedRule {
  readonly rule: string;
  readonly needs: readonly string[];
  /** Why it is not evaluated, if it is not. */
  readonly refused: string | undefined;
}
