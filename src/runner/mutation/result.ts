import type { Finding } from '../../core/finding.ts';
import type { Outcome } from '../../quality/types.ts';
import type { MutantLevel } from './operators.ts';

/** Whether rules would notice damage: what became of every mutant, rule by rule and column by column. */
export interface MutationResult {
  readonly seed: number;
  readonly rates: readonly number[];
  /** Killed over tested, 0 to 1, over all datasets. */
  readonly score: number;
  readonly tested: number;
  readonly killed: number;
  readonly datasets: readonly DatasetMutation[];
}

export interface DatasetMutation {
  /** `processed.orders`, or the path of a file. */
  readonly dataset: string;
  readonly rows: number;
  readonly score: number;
  readonly tested: number;
  readonly killed: number;
  readonly rules: readonly RuleMutation[];
  readonly columns: readonly ColumnMutation[];
  /** Every kind of defect in every column that it fits, by column. */
  readonly defects: readonly DefectMutation[];
  /** Null where no suggestions were wanted. */
  readonly additions: Additions | null;
  /** The clean data, beside those that were damaged, on which no rule may alarm: `seed 43`. */
  readonly cleanRuns: readonly string[];
  /** Kinds of defects that were not tried, with the reason. */
  readonly untried: readonly { readonly kind: string; readonly column: string | null; readonly reason: string }[];
  readonly findings: readonly Finding[];
}

export interface RuleMutation {
  readonly rule: string;
  /** On the clean data. A rule that does not pass there kills nothing. */
  readonly clean: Outcome;
  /** Why it does not pass on the clean data. */
  readonly reason: string | null;
  /** How many mutants it kills, and how many of them no other rule does. */
  readonly kills: number;
  readonly alone: number;
  /** The other clean data on which it does not pass. */
  readonly falseAlarms: readonly string[];
}

export interface ColumnMutation {
  /** Null for damage to whole rows or to the table. */
  readonly column: string | null;
  readonly score: number;
  readonly tested: number;
  readonly killed: number;
}

/** One kind of defect in one column, or in none, at every rate. */
export interface DefectMutation {
  readonly kind: string;
  readonly level: MutantLevel;
  readonly column: string | null;
  /** By rate, ascending. */
  readonly mutants: readonly MutantResult[];
  /** The smallest rate from which on every mutant is killed; null where the one of the highest rate survives. */
  readonly killedFrom: number | null;
  /** A value before and after the damage; null where whole rows are damaged. */
  readonly example: { readonly before: string | null; readonly after: string | null } | null;
  /** A rule that kills survivors and is quiet on all clean data; null where none survives, or none was found. */
  readonly suggestion: Suggestion | null;
}

export interface MutantResult {
  /** Share of the rows that were damaged: the rate asked for, to whole rows; 1 for a defect that has no rate, as a column that is dropped. */
  readonly rate: number;
  /** How many rows were damaged; null for a defect that has no rate. */
  readonly rows: number | null;
  readonly killed: boolean;
  /** The rules that kill it. `Error`: the damage broke the rule's evaluation. */
  readonly killers: readonly { readonly rule: string; readonly outcome: Exclude<Outcome, 'Passed'> }[];
}

export interface Suggestion {
  /** DQDL. */
  readonly rule: string;
  /** The rates of the survivors that it kills. */
  readonly rates: readonly number[];
}

/** All that is suggested, each rule once. */
export interface Additions {
  /** By how many survivors each is suggested for. */
  readonly rules: readonly { readonly rule: string; readonly kills: number }[];
  /** The score that the ruleset would have with them. */
  readonly score: number;
}
