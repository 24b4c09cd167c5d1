import type { Rule, RuleNode } from '../../src/quality/dqdl/ast.ts';
import { parseRuleset } from '../../src/quality/dqdl/parse-ruleset.ts';
import type { RuleAnswer } from '../answer.ts';
import type { Case, Cell } from '../case.ts';
import type { Discrepancy, Field } from '../compare.ts';

/** A place where we differ from Deequ 2.1.0 on purpose: a row of docs/fidelity.md. */
export interface Difference {
  /** That row's first column. */
  readonly id: string;
  /** What may differ because of it. */
  readonly fields: readonly Field[];
  /** Whether it is the reason for a discrepancy: as narrow as can be said. */
  explains(found: Occurrence): boolean;
}

/** A discrepancy with all that tells why it is there. */
export interface Occurrence extends Discrepancy {
  readonly case: Case;
  /** All that the real side says of the case. */
  readonly answers: readonly RuleAnswer[];
  /** The rule, or the members of the composite. */
  readonly leaves: readonly Rule[];
}

export function occurrence(each: Case, discrepancy: Discrepancy, answers: readonly RuleAnswer[]): Occurrence {
  const { ruleset } = parseRuleset(`${each.prelude}Rules = [ ${discrepancy.rule} ]`);
  return { ...discrepancy, case: each, answers, leaves: ruleset.rules.flatMap(leavesOf) };
}

function leavesOf(node: RuleNode): readonly Rule[] {
  return node.kind === 'composite' ? node.members.flatMap(leavesOf) : [node];
}

/** Whether some rule in it is of one of the types, and such that `test` holds. */
export function hasRule(
  { leaves }: Occurrence,
  types: readonly string[],
  test: (rule: Rule) => boolean = () => true,
): boolean {
  return leaves.some((rule) => types.includes(rule.type) && test(rule));
}

/** The type and values of the column that the rule's parameter names. */
export function columnOf(
  { primary }: Case,
  rule: Rule,
  parameter = 0,
): { readonly type: string; readonly values: readonly Cell[] } | undefined {
  const name = rule.parameters[parameter]?.value.toLowerCase();
  const index = primary.columns.findIndex(([column]) => column.toLowerCase() === name);
  const [, type] = primary.columns[index] ?? [];
  return type === undefined ? undefined : { type, values: primary.rows.map((row) => row[index] ?? null) };
}

export function hasNull(each: Case, rule: Rule): boolean {
  return columnOf(each, rule)?.values.includes(null) === true;
}

/** The real failure reason, where there is one. */
export function realReason({ there }: Occurrence): string {
  return there?.[2] ?? '';
}

/** Metrics of the real side and of ours. */
export function metricsOf({ there, here }: Occurrence): readonly [real: RuleAnswer[3], ours: RuleAnswer[3]] {
  return [there?.[3] ?? {}, here?.[3] ?? {}];
}

/** The verdicts of the real side and of ours on each row that they do not agree on. */
export function rowsApart({ there, here }: Occurrence): readonly (readonly [real: string, ours: string])[] {
  const ours = here?.[4] ?? '';
  return Array.from(there?.[4] ?? '')
    .map((letter, row): [string, string] => [letter, ours[row] ?? ''])
    .filter(([one, other]) => one !== other);
}
