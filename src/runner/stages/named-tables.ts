import type { Ruleset } from '../../quality/dqdl/ast.ts';
import { leavesOf } from '../../quality/plan/prepare.ts';

/**
 * Those of the tables (`zone.name`) that a ruleset can read beside its own: every rule and every SQL in it that reads a
 * dataset has the dataset's name in its text, alone or behind its zone.
 */
export function namedTables({ rules, analyzers }: Ruleset, tables: Iterable<string>): string[] {
  const texts = [...rules.flatMap(leavesOf), ...analyzers].flatMap((node) => [
    ...node.parameters.map(({ value }) => value),
    ...(node.kind === 'rule' ? [node.where ?? ''] : []),
  ]);
  const text = texts.join('\n').toLowerCase();
  return [...tables].filter((table) => text.includes(table.slice(table.indexOf('.') + 1).toLowerCase()));
}
