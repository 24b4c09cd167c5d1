import { ruleText } from '../../quality/rule-text.ts';
import type { CleanVerdicts } from './judge-clean.ts';
import type { MutantOperator } from './operators.ts';
import type { ColumnMutation, DatasetMutation, DefectMutation, RuleMutation } from './result.ts';
import type { Subject } from './subject.ts';
import { additionsOf, chooseFor, suggestionOf, type Chosen } from './suggest.ts';
import type { TriedMutant, Untried } from './tried-mutant.ts';

interface Trials {
  readonly subject: Subject;
  readonly rows: number;
  readonly clean: CleanVerdicts;
  readonly tried: readonly TriedMutant[];
  readonly untried: readonly Untried[];
  readonly suggest: boolean;
}

/** Sums up the mutants of a dataset by rule, by column and by kind of defect. */
export function summarize({ subject, rows, clean, tried, untried, suggest }: Trials): DatasetMutation {
  const groups = [...groupBy(tried, ({ operator }) => operator)].map(([operator, some]) => ({
    operator,
    some,
    chosen: chooseFor(some, clean.quiet),
  }));
  return {
    dataset: subject.dataset,
    rows,
    ...tally(tried),
    rules: rulesOf(clean, tried),
    columns: [...groupBy(tried, ({ operator }) => operator.column ?? null)].map(([column, some]): ColumnMutation => ({
      column,
      ...tally(some),
    })),
    defects: groups.map(({ operator, some, chosen }) => defectOf(operator, some, chosen)),
    additions: !suggest
      ? null
      : additionsOf(
          groups.flatMap(({ chosen }) => chosen ?? []),
          tried,
        ),
    cleanRuns: clean.runs,
    untried,
    findings: subject.findings,
  };
}

/** Of no mutants all are killed. */
function tally(tried: readonly { readonly killers: readonly unknown[] }[]): {
  readonly score: number;
  readonly tested: number;
  readonly killed: number;
} {
  const tested = tried.length;
  const killed = tried.filter(({ killers }) => killers.length > 0).length;
  return { score: tested === 0 ? 1 : killed / tested, tested, killed };
}

function rulesOf({ rules }: CleanVerdicts, tried: readonly TriedMutant[]): RuleMutation[] {
  return rules.map(({ rule, verdict, falseAlarms }) => {
    const killed = tried.filter(({ killers }) => killers.some((killer) => killer.rule === rule));
    return {
      rule: ruleText(rule),
      clean: verdict.outcome,
      reason: verdict.outcome === 'Passed' ? null : verdict.reason,
      kills: killed.length,
      alone: killed.filter(({ killers }) => killers.length === 1).length,
      falseAlarms,
    };
  });
}

function defectOf(
  { kind, level, column, hasRate }: MutantOperator,
  tried: readonly TriedMutant[],
  chosen: Chosen | undefined,
): DefectMutation {
  const lastSurvivor = tried.findLastIndex(({ killers }) => killers.length === 0);
  return {
    kind,
    level,
    column: column ?? null,
    mutants: tried.map(({ amount, killers }) => ({
      rate: amount.rate,
      rows: hasRate ? amount.count : null,
      killed: killers.length > 0,
      killers: killers.map(({ rule, outcome }) => ({ rule: ruleText(rule), outcome })),
    })),
    killedFrom: tried[lastSurvivor + 1]?.amount.rate ?? null,
    example: tried[0]?.example ?? null,
    suggestion: suggestionOf(chosen),
  };
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
