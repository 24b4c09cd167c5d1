import type { Finding } from '../../core/finding.ts';
import type { RuleNode } from '../dqdl/ast.ts';
import type { Claim } from './claim.ts';
import { MOST_COMPARED, shortText, type Claimed, type Meanings } from './claimed.ts';
import type { Demand } from './demand.ts';
import { contains } from './number-set.ts';

/** Rules and composites that stand beside each other and say the same: each after the first. */
export function repetitions(nodes: readonly RuleNode[], meanings: Meanings): Finding[] {
  const first = new Map<number, RuleNode>();
  return nodes.flatMap((node) => {
    const meaning = meanings.of(node);
    const earlier = first.get(meaning);
    if (earlier !== undefined) return [repetition(node, earlier)];
    first.set(meaning, node);
    return [];
  });
}

/** Of rules that must all pass those that pass wherever another of them does, both being about the same thing. */
export function impliedRules(rules: readonly Claimed[], meanings: Meanings): Finding[] {
  const byMain = new Map<string, Claimed[]>();
  const seen = new Set<number>();
  return rules.flatMap((one) => {
    const main = one.claim?.demands[0]?.subject;
    const meaning = meanings.of(one.rule);
    if (main === undefined || seen.has(meaning)) return [];
    seen.add(meaning);
    const others = byMain.get(main) ?? [];
    byMain.set(main, others);
    return compared(one, others);
  });
}

/** Compares a rule with earlier ones, and leaves among these those that no other makes needless. */
function compared(one: Claimed, others: Claimed[]): Finding[] {
  const same = others.find((other) => implies(other.claim, one.claim) && implies(one.claim, other.claim));
  if (same !== undefined) return [repetition(one.rule, same.rule)];
  const stronger = others.find((other) => implies(other.claim, one.claim) && haveSameLabels(other.rule, one.rule));
  if (stronger !== undefined) return [implied(one.rule, stronger.rule)];
  const weaker = others.filter((other) => implies(one.claim, other.claim) && haveSameLabels(one.rule, other.rule));
  for (const other of weaker) others.splice(others.indexOf(other), 1);
  if (others.length < MOST_COMPARED) others.push(one);
  return weaker.map((other) => implied(other.rule, one.rule));
}

/** A weaker rule of another severity is there on purpose. */
function haveSameLabels(one: RuleNode, other: RuleNode): boolean {
  return labelsOf(one) === labelsOf(other);
}

function labelsOf({ labels }: RuleNode): string {
  return labels
    .map(({ key, value }) => `${key}=${value}`)
    .toSorted()
    .join('\n');
}

/** Whether data that meet the one meet the other. */
function implies(one: Claim | undefined, other: Claim | undefined): boolean {
  if (one === undefined || other === undefined || (one.mayPassEmpty && !other.mayPassEmpty)) return false;
  return other.demands.every((demand) => one.demands.some((each) => isWithin(each, demand)));
}

function isWithin(inner: Demand, outer: Demand): boolean {
  if (inner.subject !== outer.subject) return false;
  if (inner.allowed.kind === 'texts' || outer.allowed.kind === 'texts') return inner === outer;
  return contains(outer.allowed, inner.allowed);
}

function repetition(node: RuleNode, earlier: RuleNode): Finding {
  return {
    code: 'LINT_DUPLICATE',
    severity: 'warning',
    message: `This asks for the same as line ${earlier.range.start.line}`,
    range: node.range,
    found: shortText(node),
    hint: `Leave it out: it counts twice in the score. The other: ${shortText(earlier)}`,
  };
}

function implied(node: RuleNode, other: RuleNode): Finding {
  return {
    code: 'LINT_IMPLIED',
    severity: 'warning',
    message: `This passes wherever line ${other.range.start.line} does`,
    range: node.range,
    found: shortText(node),
    hint: `It tells something only where ${shortText(other)} fails.`,
  };
}
