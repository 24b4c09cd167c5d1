import type { RuleNode } from '../dqdl/ast.ts';
import { printCondition } from '../dqdl/print-condition.ts';
import { printRule } from '../dqdl/print.ts';
import type { Claim } from './claim.ts';
import { keysOf, tagsOf } from './demand.ts';
import type { Rule } from '../dqdl/ast.ts';

/** A rule and what its text claims; of a rule that is refused or can never pass, nothing. */
export interface Claimed {
  readonly rule: Rule;
  readonly claim: Claim | undefined;
}

/** With more on one thing than this, each is compared with the first of them only. */
export const MOST_COMPARED = 64;

/** Numbers that are equal for rules of the same meaning, labels aside: a composite's is made of its members'. */
export class Meanings {
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<RuleNode, number>();

  of(node: RuleNode): number {
    const known = this.#known.get(node);
    if (known !== undefined) return known;
    const key =
      node.kind === 'rule' ? textOf(node) : `${node.operator} ${node.members.map((each) => this.of(each)).join(' ')}`;
    const number = this.#numbers.get(key) ?? this.#numbers.size;
    this.#numbers.set(key, number);
    this.#known.set(node, number);
    return number;
  }
}

function textOf(rule: Rule): string {
  const conditions = [rule.condition, rule.threshold].map((each) => (each === undefined ? null : printCondition(each)));
  return JSON.stringify([rule.type, keysOf(rule), conditions, rule.where ?? null, tagsOf(rule)]);
}

/** The text of a rule as messages show it. */
export function shortText(node: RuleNode): string {
  const text = printRule(node).replaceAll(/\s+/g, ' ');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 120;
