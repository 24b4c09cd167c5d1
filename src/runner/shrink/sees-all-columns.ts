import type { RuleNode } from '../../quality/dqdl/ast.ts';
import { leavesOf } from '../../quality/plan/prepare.ts';

/** Rule types that may be about columns they do not name, or about the list of columns itself. */
const TYPES: ReadonlySet<string> = new Set([
  'ColumnCount',
  'ColumnNamesMatchPattern',
  'CustomSql',
  'DatasetMatch',
  'DuplicateRowCount',
  'SchemaMatch',
]);

/** Whether columns that are not named in a rule may matter to it. */
export function seesAllColumns(node: RuleNode): boolean {
  return leavesOf(node).some(({ type }) => TYPES.has(type));
}
