import type { Effects } from '../../core/effects.ts';
import type { Finding } from '../../core/finding.ts';
import type { Column, Row } from '../../duckdb/session.ts';
import type { Outcome } from '../../quality/types.ts';
import type { CheckOptions } from '../check.ts';

/** The outcome that is to be shown, as the command line says it. */
export type WantedOutcome = 'failed' | 'passed' | 'error';

/** What every way to shrink takes. */
export interface ShrinkSettings {
  /** Its text as results show it, or its number in the ruleset, from 1. Default: the first with the outcome. */
  readonly rule?: string | number;
  /** Default `failed`. */
  readonly outcome?: WantedOutcome;
  /** The folder to write the scenario to: new, or empty. Absent: nothing is written. */
  readonly out?: string;
  /** Seconds after which the smallest so far is the result; default 60. */
  readonly maxSeconds?: number;
  /** The command that did it, for the README of what is written. */
  readonly command?: string;
  /** Where its `signal` is aborted, the smallest so far is the result. */
  readonly effects?: Effects;
}

/** A rule of a ruleset, on data. */
export interface ShrinkDataOptions
  extends ShrinkSettings, Pick<CheckOptions, 'data' | 'rules' | 'references' | 'strict' | 'limits'> {}

/** A rule of a scenario, on a dataset that the scenario makes. */
export interface ShrinkDatasetOptions extends ShrinkSettings {
  /** The folder of a scenario, or its scenario.yaml. */
  readonly scenario: string;
  /** `processed.x` or `curated.y`. Default: the first on which a rule has the outcome. */
  readonly dataset?: string;
}

export type ShrinkOptions = ShrinkDataOptions | ShrinkDatasetOptions;

/** A table before and after. */
export interface ShrunkTable {
  /** What it is called in the scenario. */
  readonly name: string;
  readonly rows: { readonly from: number; readonly to: number };
  readonly columns: { readonly from: number; readonly to: readonly Column[] };
  /** The first rows that are left. */
  readonly sample: readonly Row[];
}

/** How far {@link shrink} got. */
export interface ShrinkResult {
  /** Canonical text of the rule. */
  readonly rule: string;
  readonly outcome: Outcome;
  /** Why, on the smallest data; null for a rule that passes. */
  readonly failureReason: string | null;
  /** What the data were, for people. */
  readonly source: string;
  /** The table that the rule judges, then those that it names. */
  readonly tables: readonly ShrunkTable[];
  /**
   * `minimal`: without any single row, or any single column, it does not show (each table keeps one of both at least).
   * Otherwise it ended before that was known: the time was over, or it was stopped.
   */
  readonly ended: ShrinkEnd;
  /** How often the rule was judged. */
  readonly tries: number;
  readonly elapsedMs: number;
  /** The scenario that was written and replayed. */
  readonly folder?: string;
  readonly findings: readonly Finding[];
}

export type ShrinkEnd = 'minimal' | 'time' | 'stopped';
