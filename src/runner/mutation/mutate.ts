import { realEffects, type Effects } from '../../core/effects.ts';
import { userError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import { openDataSubject, type DataTarget } from './data-subject.ts';
import { mutateSubject } from './mutate-subject.ts';
import { MUTANT_KINDS, operatorsOf } from './operators.ts';
import type { DatasetMutation, MutationResult } from './result.ts';
import { openScenarioSubjects, type ScenarioTarget } from './scenario-subjects.ts';
import type { Subject } from './subject.ts';

export interface MutationSettings {
  /** Shares of the rows to damage, above 0 to 1. Default: 0.001, 0.01 and 0.1. */
  readonly rates?: readonly number[];
  /** Kinds of defects. Default: all that rules can see. */
  readonly kinds?: readonly string[];
  /** Columns to damage. Default: all, and whole rows. */
  readonly columns?: readonly string[];
  /** Which rows are hit follows from it. Default: the scenario's, or 0. */
  readonly seed?: number;
  /** By how many other clean data sets false alarms are told. Default: 3. */
  readonly seeds?: number;
  /** Whether to look for rules that kill survivors; default true. Without it only the score is had, in less time. */
  readonly suggest?: boolean;
  readonly effects?: Effects;
}

/** A scenario, or data with a ruleset. */
export type MutateOptions = (ScenarioTarget | DataTarget) & MutationSettings;

const DEFAULT_RATES: readonly number[] = [0.001, 0.01, 0.1];
const DEFAULT_SEEDS = 3;

/**
 * Tests rules: damages clean data in every way there is, at several rates, and says which damage the rules notice, which
 * they do not, and what rule would. Throws a `UserError` where the data or the rules cannot be used, or an option names
 * what is not there.
 */
export async function mutate(options: MutateOptions): Promise<MutationResult> {
  const { effects = realEffects(), seeds = DEFAULT_SEEDS, suggest = true } = options;
  const rates = checkedRates(options.rates ?? DEFAULT_RATES);
  const kinds = checkedKinds(options.kinds);
  const common = { seeds, effects };
  await using opened =
    'scenario' in options
      ? await openScenarioSubjects(options, { ...common, seed: options.seed })
      : await openDataSubject(options, { ...common, seed: options.seed ?? 0 });
  const { seed } = opened;
  checkColumns(options.columns, opened.subjects);
  const datasets: DatasetMutation[] = [];
  for (const subject of opened.subjects) {
    const { operators, unstatable } = operatorsOf(kinds, subject.damageable);
    const wanted = operators.filter(({ column }) => isWanted(column, options.columns));
    const dataset = await mutateSubject(subject, { operators: wanted, rates, seed, suggest, effects });
    const untried = unstatable.map((kind) => ({
      kind,
      column: null,
      reason: 'it needs more to be stated than a rate',
    }));
    datasets.push({ ...dataset, untried: [...dataset.untried, ...untried] });
  }
  const tested = datasets.reduce((sum, dataset) => sum + dataset.tested, 0);
  const killed = datasets.reduce((sum, dataset) => sum + dataset.killed, 0);
  if (tested === 0) throw nothingTried(datasets);
  return { seed, rates, score: killed / tested, tested, killed, datasets };
}

/** Rules that nothing was tried against are not good: the score would say so. */
function nothingTried(datasets: readonly DatasetMutation[]): Error {
  const reasons = datasets.flatMap(({ untried }) => untried.map(({ kind, reason }) => `${kind}: ${reason}`));
  return userError({
    code: 'MUTATION_NOTHING_TRIED',
    message: 'no kind of defect could be tried',
    found: reasons.length === 0 ? 'no kind that fits one of the columns' : [...new Set(reasons)].join('; '),
    hint: 'Take more kinds or columns, or lower rates.',
  });
}

function isWanted(column: string | undefined, columns: readonly string[] | undefined): boolean {
  return columns === undefined || (column !== undefined && columns.includes(column));
}

function checkedRates(rates: readonly number[]): readonly number[] {
  const wrong = rates.find((rate) => !(rate > 0 && rate <= 1));
  if (wrong === undefined && rates.length > 0) return [...new Set(rates)].toSorted((a, b) => a - b);
  throw userError({
    code: 'MUTATION_RATE_INVALID',
    message: wrong === undefined ? 'no rate is given' : `${wrong} is no share of rows that could be damaged`,
    expected: 'rates above 0 and up to 1, like 0.01 for 1 %',
  });
}

function checkedKinds(names: readonly string[] | undefined): typeof MUTANT_KINDS {
  if (names === undefined) return MUTANT_KINDS;
  const known = MUTANT_KINDS.map(({ kind }) => kind);
  for (const name of names) {
    if (!known.includes(name)) throw unknown('kind of defect', 'MUTATION_UNKNOWN_KIND', name, known);
  }
  return MUTANT_KINDS.filter(({ kind }) => names.includes(kind));
}

function checkColumns(names: readonly string[] | undefined, subjects: readonly Subject[]): void {
  const known = [...new Set(subjects.flatMap(({ damageable }) => damageable.map(({ name }) => name)))];
  for (const name of names ?? []) {
    if (!known.includes(name)) throw unknown('column', 'MUTATION_UNKNOWN_COLUMN', name, known);
  }
}

function unknown(what: string, code: string, name: string, known: readonly string[]): Error {
  return userError({
    code,
    message: `there is no ${what} ${JSON.stringify(name)}`,
    expected: `one of ${known.join(', ')}`,
    ...nearestOf(name, known),
  });
}
