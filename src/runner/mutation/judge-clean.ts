import type { Effects } from '../../core/effects.ts';
import type { RuleNode } from '../../quality/dqdl/ast.ts';
import type { Verdict } from '../../quality/judge/verdict.ts';
import { checkStopped } from '../context.ts';
import { judgeRules } from './judge-rules.ts';
import type { Subject } from './subject.ts';

/** A rule of the ruleset with what it says of data that are not damaged. */
export interface CleanRule {
  readonly rule: RuleNode;
  readonly verdict: Verdict;
  /** The other clean data on which it does not pass, though it does on the first. */
  readonly falseAlarms: readonly string[];
}

export interface CleanVerdicts {
  readonly rules: readonly CleanRule[];
  /** Those of the candidates that pass on all clean data, in their order. */
  readonly quiet: readonly RuleNode[];
  /** The names of the other clean data. */
  readonly runs: readonly string[];
}

/** Judges rules, and candidates for more, by all clean data there are. */
export async function judgeClean(
  subject: Subject,
  candidates: readonly RuleNode[],
  effects: Effects,
): Promise<CleanVerdicts> {
  const { rules } = subject.ruleset;
  const all = [...rules, ...candidates];
  const first = await judgeRules(all, subject);
  const alarms = new Map<RuleNode, string[]>(all.map((rule) => [rule, []]));
  const runs: string[] = [];
  const passing = all.filter((_, index) => first[index]?.outcome === 'Passed');
  for await (const other of subject.others()) {
    checkStopped(effects);
    runs.push(other.name);
    const verdicts = await judgeRules(passing, other);
    for (const [index, rule] of passing.entries()) {
      if (verdicts[index]?.outcome !== 'Passed') alarms.get(rule)?.push(other.name);
    }
  }
  return {
    rules: rules.flatMap((rule, index) => {
      const verdict = first[index];
      return verdict === undefined ? [] : [{ rule, verdict, falseAlarms: alarms.get(rule) ?? [] }];
    }),
    quiet: candidates.filter((rule) => passing.includes(rule) && alarms.get(rule)?.length === 0),
    runs,
  };
}
