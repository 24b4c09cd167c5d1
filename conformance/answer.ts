/** What became of one rule: the row verdicts are a letter a row (P passed, F failed, S skipped), null where unknown. */
export type RuleAnswer = readonly [
  rule: string,
  outcome: string,
  reason: string | null,
  metrics: Readonly<Record<string, number | string>>,
  rows: string | null,
];

/** The answer to a case. */
export interface Answer {
  /** By canonical text, sorted; a rule written twice is there once. */
  readonly rules: readonly RuleAnswer[];
  /** Rules, as the case writes them, that could not be parsed or that ended the run. */
  readonly errors: Readonly<Record<string, string>>;
}
