import type { Finding } from '../../../src/core/finding.ts';
import type { Analyzer, Condition, Rule, RuleNode, Ruleset } from '../../../src/quality/dqdl/ast.ts';
import { parseRuleset } from '../../../src/quality/dqdl/parse-ruleset.ts';

/** The text of a document that holds these rules. */
export function rulesText(...rules: readonly string[]): string {
  return `Rules = [ ${rules.join(', ')} ]`;
}

/** The codes of the errors of a document, in its order. */
export function errorCodes(text: string, options: { strict?: boolean } = {}): string[] {
  return codesOf('error', parseRuleset(text, options).findings);
}

/** The codes of the warnings of a document, in its order. */
export function warningCodes(text: string): string[] {
  return codesOf('warning', parseRuleset(text).findings);
}

function codesOf(severity: Finding['severity'], findings: readonly Finding[]): string[] {
  return findings.filter((finding) => finding.severity === severity).map(({ code }) => code);
}

/** The ruleset of a document without errors. */
export function readRuleset(text: string): Ruleset {
  const { ruleset, findings } = parseRuleset(text);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(`${text}: ${JSON.stringify(errors)}`);
  return ruleset;
}

/** The one node of a rule's text. */
export function readNode(rule: string, before = ''): RuleNode {
  const [node] = readRuleset(before + rulesText(rule)).rules;
  if (node === undefined) throw new Error(`no rule in ${rule}`);
  return node;
}

/** The one rule of a rule's text, which is no composite. */
export function readRule(rule: string, before = ''): Rule {
  const node = readNode(rule, before);
  if (node.kind !== 'rule') throw new Error(`${rule} is a composite`);
  return node;
}

export function readCondition(rule: string, before = ''): Condition {
  const { condition } = readRule(rule, before);
  if (condition === undefined) throw new Error(`no condition in ${rule}`);
  return condition;
}

export function readAnalyzer(text: string): Analyzer {
  const [analyzer] = readRuleset(`Analyzers = [ ${text} ]`).analyzers;
  if (analyzer === undefined) throw new Error(`no analyzer in ${text}`);
  return analyzer;
}

/** A tree of the parser without its ranges. */
export function withoutRanges(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutRanges);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== 'range');
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutRanges(inner)]));
}
