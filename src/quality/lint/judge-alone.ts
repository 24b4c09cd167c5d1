import type { Finding, Range } from '../../core/finding.ts';
import type { Rule } from '../dqdl/ast.ts';
import { printCondition } from '../dqdl/print-condition.ts';
import type { Claim } from './claim.ts';
import type { Demand } from './demand.ts';
import { areDisjoint, contains, isEmpty } from './number-set.ts';

/** What the claim of a rule says without looking at others: that it can never pass, or cannot but pass. */
export function judgeAlone(rule: Rule, claim: Claim): Finding[] {
  const [main] = claim.demands;
  const impossible = claim.demands.find(isImpossible);
  if (impossible !== undefined) return [neverPasses(rule, claim, impossible)];
  if (main !== undefined && needsRounding(main)) return [passesByRounding(rule, main)];
  if (claim.demands.length === 1 && main !== undefined && isCertain(main)) return [alwaysPasses(rule, main)];
  return [];
}

function isImpossible({ allowed }: Demand): boolean {
  return allowed.kind === 'numbers' && isEmpty(allowed);
}

function needsRounding({ allowed, domain }: Demand): boolean {
  return allowed.kind === 'numbers' && domain !== undefined && areDisjoint(allowed, domain.exact);
}

function isCertain({ allowed, domain }: Demand): boolean {
  return allowed.kind === 'numbers' && domain !== undefined && contains(allowed, domain.usual);
}

function neverPasses(rule: Rule, { mayPassEmpty }: Claim, demand: Demand): Finding {
  const details = { range: placeOf(rule), ...foundIn(rule, demand), ...hintFor(rule) };
  return mayPassEmpty
    ? {
        code: 'LINT_PASSES_ONLY_EMPTY',
        severity: 'warning',
        message: `${rule.type} can pass only where there is nothing to judge: nothing meets its condition`,
        ...details,
      }
    : {
        code: 'LINT_NEVER_PASSES',
        severity: 'error',
        message: `${rule.type} can never pass: nothing meets its condition`,
        ...details,
      };
}

function passesByRounding(rule: Rule, demand: Demand): Finding {
  return {
    code: 'LINT_PASSES_BY_ROUNDING',
    severity: 'warning',
    message: `${rule.type} can pass only by an error of rounding`,
    range: placeOf(rule),
    ...foundIn(rule, demand),
  };
}

function alwaysPasses(rule: Rule, demand: Demand): Finding {
  return {
    code: 'LINT_ALWAYS_PASSES',
    severity: 'warning',
    message: `${rule.type} passes whatever the data are, where it can be measured`,
    range: placeOf(rule),
    ...foundIn(rule, demand),
  };
}

/** The condition, or the threshold that takes its place. */
function placeOf({ condition, threshold, range }: Rule): Range {
  return threshold?.range ?? condition?.range ?? range;
}

function foundIn({ condition, threshold }: Rule, { domain }: Demand): { found?: string; expected?: string } {
  const asked = threshold ?? condition;
  return {
    ...(asked === undefined ? {} : { found: printCondition(asked) }),
    ...(domain === undefined ? {} : { expected: domain.text }),
  };
}

function hintFor({ condition }: Rule): { hint?: string } {
  if (condition?.operator !== 'between') return {};
  return { hint: '`between` wants the smaller bound first, and leaves both out.' };
}
