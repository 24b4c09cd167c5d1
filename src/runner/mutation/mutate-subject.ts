import { join } from 'node:path';
import { userError } from '../../core/errors.ts';
import type { Effects } from '../../core/effects.ts';
import { id, sql } from '../../duckdb/sql.ts';
import type { RuleNode } from '../../quality/dqdl/ast.ts';
import { leavesOf } from '../../quality/plan/prepare.ts';
import { checkStopped } from '../context.ts';
import { candidateRules } from './candidates/candidate-rules.ts';
import { cutClean, type CleanCuts } from './clean-cuts.ts';
import { judgeClean, type CleanVerdicts } from './judge-clean.ts';
import { killersOf, type TestBed } from './judge-mutant.ts';
import { makeMutant, type Mutant, type Unmakable } from './make-mutant.ts';
import { namesInQueries } from './may-change.ts';
import { memoryStates } from './memory-states.ts';
import type { MutantOperator } from './operators.ts';
import { plannedAmounts, type Amount } from './planned-amounts.ts';
import type { DatasetMutation } from './result.ts';
import type { Subject } from './subject.ts';
import { summarize } from './summarize.ts';
import type { TriedMutant, Untried } from './tried-mutant.ts';

export interface MutateSubjectOptions {
  readonly operators: readonly MutantOperator[];
  /** Ascending. */
  readonly rates: readonly number[];
  readonly seed: number;
  /** Whether to look for rules that kill survivors. */
  readonly suggest: boolean;
  readonly effects: Effects;
}

/** Names of the session's relations begin so. */
const INTO = 'mutation';

/** Damages the data of a subject in every way there is, one way at a time, and says which rules notice. */
export async function mutateSubject(subject: Subject, options: MutateSubjectOptions): Promise<DatasetMutation> {
  const { session, primary } = subject;
  const { seed, rates, effects } = options;
  if (subject.ruleset.rules.length === 0) throw noRules(subject);
  const began = effects.elapsed();
  effects.progress({ kind: 'start', subject: subject.dataset, stage: 'clean' });
  const [counted] = await session.rows(sql`select count(*) as rows from ${primary.relation}`);
  const rows = Number(counted?.['rows']);
  if (rows === 0) throw noRows(subject);
  const amounts = plannedAmounts(rates, rows);
  const cuts = await cutClean(session, primary.relation, {
    counts: amounts.map(({ count }) => count),
    seed,
    into: INTO,
  });
  const candidates = options.suggest ? await candidateRules(subject) : [];
  const clean = await judgeClean(subject, candidates, effects);
  effects.progress({ kind: 'end', subject: subject.dataset, stage: 'clean', elapsedMs: effects.elapsed() - began });
  const states = await memoryStates(join(session.scratch, `${INTO} states`));
  const queries = await namesInQueries(session, subject.ruleset.rules, Object.keys(subject.references));
  const bed = { subject, states, queries, whole: id(`${INTO} whole`) };
  const { tried, untried } = await tryAll(bed, { cuts, clean, amounts, options });
  return summarize({ subject, rows, clean, tried, untried, suggest: options.suggest });
}

interface Trial {
  readonly cuts: CleanCuts;
  readonly clean: CleanVerdicts;
  readonly amounts: readonly Amount[];
  readonly options: MutateSubjectOptions;
}

/** Every operator at every rate. One that cannot be done at all is told once. */
async function tryAll(bed: TestBed, trial: Trial): Promise<{ tried: TriedMutant[]; untried: Untried[] }> {
  const { operators, effects } = trial.options;
  const { dataset } = bed.subject;
  const began = effects.elapsed();
  effects.progress({ kind: 'start', subject: dataset, stage: 'mutate' });
  const tried: TriedMutant[] = [];
  const untried: Untried[] = [];
  for (const operator of operators) {
    for (const amount of operator.hasRate ? trial.amounts : [ALL]) {
      checkStopped(effects);
      const result = await tryOne(bed, trial, { operator, amount, name: `mutant ${tried.length}` });
      if ('reason' in result) {
        const { kind, column = null } = operator;
        if (!result.isUnfit) untried.push({ kind, column, reason: result.reason });
        break;
      }
      tried.push(result);
      const elapsedMs = effects.elapsed() - began;
      effects.progress({ kind: 'advance', subject: dataset, stage: 'mutate', detail: detailOf(tried), elapsedMs });
    }
  }
  const elapsedMs = effects.elapsed() - began;
  effects.progress({ kind: 'end', subject: dataset, stage: 'mutate', detail: detailOf(tried), elapsedMs });
  return { tried, untried };
}

/** The amount of a defect that has no rate. */
const ALL: Amount = { rate: 1, count: 1 };

function detailOf({ length }: readonly TriedMutant[]): string {
  return `${length} ${length === 1 ? 'mutant' : 'mutants'}`;
}

async function tryOne(
  bed: TestBed,
  { cuts, clean, options }: Trial,
  { operator, amount, name }: { readonly operator: MutantOperator; readonly amount: Amount; readonly name: string },
): Promise<TriedMutant | Unmakable> {
  const { session, isTyped, primary } = bed.subject;
  const mutant = await makeMutant(session, cuts, { operator, count: amount.count, seed: options.seed, into: INTO });
  if ('reason' in mutant) return mutant;
  try {
    if (isTyped && operator.level === 'cell' && isRetyped(mutant.columns, primary.columns)) return KEPT_OUT;
    const passing = clean.rules.flatMap(({ rule, verdict }) => (verdict.outcome === 'Passed' ? [rule] : []));
    const killers = await killersOf(passing, { mutant, name }, bed);
    const candidates = killers.length > 0 ? [] : clean.quiet.filter((rule) => isAbout(rule, mutant));
    const suggested = await killersOf(candidates, { mutant, name }, bed);
    return { operator, amount, example: mutant.example ?? null, killers, suggested: suggested.map(({ rule }) => rule) };
  } finally {
    await bed.states.forget(name);
    await session.run(sql`drop table if exists ${mutant.damaged}`);
  }
}

/** A rule that says what is wrong: damage to a column is told by a rule on it, not by one on all of them. */
function isAbout(rule: RuleNode, { changed }: Mutant): boolean {
  return (
    changed === undefined ||
    leavesOf(rule).some(({ parameters }) => parameters.some(({ value }) => changed.includes(value)))
  );
}

const KEPT_OUT: Unmakable = {
  isUnfit: false,
  reason: 'the type is declared and keeps such values out',
};

function isRetyped(columns: Subject['primary']['columns'], before: Subject['primary']['columns']): boolean {
  const types = new Map(before.map(({ name, type }) => [name, type]));
  return columns.some(({ name, type }) => types.has(name) && types.get(name) !== type);
}

function noRows({ dataset }: Subject): Error {
  return userError({
    code: 'MUTATION_NO_ROWS',
    dataset,
    message: 'there are no rows to damage',
    expected: 'clean data with at least one row',
    hint: 'Name other data, or give the generated source more rows.',
  });
}

function noRules({ dataset }: Subject): Error {
  return userError({
    code: 'MUTATION_NO_RULES',
    dataset,
    message: 'there are no rules to test',
    expected: 'a ruleset with at least one rule',
    hint: 'Write one, for example: Rules = [ IsComplete "id" ]',
  });
}
