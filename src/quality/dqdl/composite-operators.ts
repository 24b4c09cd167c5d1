import type { Composite, RuleNode } from './ast.ts';

/** Whether no composite in the tree has another operator. */
export function usesOnly(operator: Composite['operator'], node: RuleNode): boolean {
  if (node.kind === 'rule') return true;
  return node.operator === operator && node.members.every((member) => usesOnly(operator, member));
}
