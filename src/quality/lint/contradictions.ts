import type { Finding } from '../../core/finding.ts';
import type { Rule } from '../dqdl/ast.ts';
import type { Claim } from './claim.ts';
import { MOST_COMPARED, shortText, type Claimed } from './claimed.ts';
import type { Demand } from './demand.ts';
import { areDisjoint, keyOfNumbers } from './number-set.ts';
import { areTextsDisjoint, keyOfTexts } from './text-set.ts';

/** Of rules that must all pass those that never pass together with an earlier one. */
export function contradictions(rules: readonly Claimed[]): Finding[] {
  const earlier = new Map<string, Map<string, Asked>>();
  return rules.flatMap(({ rule, claim }) => {
    if (claim === undefined) return [];
    const asked = claim.demands.map((demand) => ({ rule, claim, demand }));
    const opposed = asked.flatMap((one) => opponentsOf(one, [...(earlier.get(one.demand.subject)?.values() ?? [])]));
    for (const one of asked) remember(earlier, one);
    const other = opposed.find((each) => !each.claim.mayPassEmpty) ?? opposed[0];
    return other === undefined ? [] : [contradiction({ rule, claim }, other)];
  });
}

interface Asked {
  readonly rule: Rule;
  readonly claim: Claim;
  readonly demand: Demand;
}

/** A list longer than this is not compared: every rule would be with each of its members. */
const MOST_MEMBERS = 1000;

function opponentsOf({ demand }: Asked, others: readonly Asked[]): Asked[] {
  return isLong(demand) ? [] : others.filter((other) => areOpposed(demand, other.demand));
}

function areOpposed({ allowed }: Demand, { allowed: other }: Demand): boolean {
  if (allowed.kind === 'texts') return other.kind === 'texts' && areTextsDisjoint(allowed, other);
  return other.kind === 'numbers' && areDisjoint(allowed, other);
}

function remember(earlier: Map<string, Map<string, Asked>>, asked: Asked): void {
  const { subject, allowed } = asked.demand;
  const others = earlier.get(subject) ?? new Map<string, Asked>();
  earlier.set(subject, others);
  if (isLong(asked.demand) || others.size >= MOST_COMPARED) return;
  const key = `${allowed.kind === 'texts' ? keyOfTexts(allowed) : keyOfNumbers(allowed)} ${asked.claim.mayPassEmpty}`;
  if (!others.has(key)) others.set(key, asked);
}

function isLong({ allowed }: Demand): boolean {
  return (allowed.kind === 'texts' ? allowed.texts.size : allowed.intervals.length) > MOST_MEMBERS;
}

function contradiction({ rule, claim }: { readonly rule: Rule; readonly claim: Claim }, other: Asked): Finding {
  const { line } = other.rule.range.start;
  const details = {
    range: rule.range,
    found: shortText(rule),
    expected: `what can be so together with ${shortText(other.rule)}`,
  };
  return claim.mayPassEmpty && other.claim.mayPassEmpty
    ? {
        code: 'LINT_CONTRADICTION_UNLESS_EMPTY',
        severity: 'warning',
        message: `This rule and the one in line ${line} can both pass only where there is nothing to judge`,
        ...details,
      }
    : {
        code: 'LINT_CONTRADICTION',
        severity: 'error',
        message: `This rule and the one in line ${line} can never both pass`,
        ...details,
      };
}
