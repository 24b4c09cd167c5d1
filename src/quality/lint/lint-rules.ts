import type { Finding } from '../../core/finding.ts';
import type { Rule, RuleNode } from '../dqdl/ast.ts';
import { claimOf } from './claim.ts';
import { Meanings, type Claimed } from './claimed.ts';
import { contradictions } from './contradictions.ts';
import { judgeAlone } from './judge-alone.ts';
import { idleThreshold } from './idle-threshold.ts';
import { impliedRules, repetitions } from './redundancies.ts';
import { refusedRule } from './refused-rule.ts';

/** What the texts of rules say without data: rules that never pass or always do, contradict or repeat each other. */
export function lintRules(rules: readonly RuleNode[]): Finding[] {
  const linter = new RuleLinter();
  linter.together(rules);
  return linter.findings;
}

class RuleLinter {
  readonly findings: Finding[] = [];
  readonly #meanings = new Meanings();
  readonly #claims = new Map<Rule, Claimed>();

  /** Nodes that must all pass. */
  together(nodes: readonly RuleNode[]): void {
    this.#add(contradictions(nodes.flatMap((node) => this.#mustPass(node))));
    this.#besides(nodes);
    this.#within(nodes);
  }

  /** The rules that must pass for the node to pass. */
  #mustPass(node: RuleNode): Claimed[] {
    if (node.kind === 'rule') return [this.#claimed(node)];
    return node.operator === 'and' ? node.members.flatMap((member) => this.#mustPass(member)) : [];
  }

  /** Nodes of one list, or joined by one `and`. */
  #besides(nodes: readonly RuleNode[]): void {
    const rules = nodes.flatMap((node) => (node.kind === 'rule' ? [this.#claimed(node)] : []));
    this.#add(repetitions(nodes, this.#meanings));
    this.#add(impliedRules(rules, this.#meanings));
  }

  #within(nodes: readonly RuleNode[]): void {
    for (const node of nodes) {
      if (node.kind === 'rule') continue;
      if (node.operator === 'and') {
        this.#besides(node.members);
        this.#within(node.members);
      } else {
        this.#add(repetitions(node.members, this.#meanings));
        for (const member of node.members) this.together([member]);
      }
    }
  }

  #claimed(rule: Rule): Claimed {
    const known = this.#claims.get(rule);
    if (known !== undefined) return known;
    const claimed = { rule, claim: this.#judge(rule) };
    this.#claims.set(rule, claimed);
    return claimed;
  }

  /** Reports what the rule says alone; its claim, unless it is one that nothing meets. */
  #judge(rule: Rule): Claimed['claim'] {
    const refused = refusedRule(rule);
    const claim = refused === undefined ? claimOf(rule) : undefined;
    const alone = refused === undefined ? (claim === undefined ? [] : judgeAlone(rule, claim)) : [refused];
    this.#add(alone);
    this.#add(idleThreshold(rule));
    return alone.length === 0 ? claim : undefined;
  }

  #add(findings: readonly Finding[]): void {
    for (const finding of findings) this.findings.push(finding);
  }
}
