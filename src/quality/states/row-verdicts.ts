import type { Session } from '../../duckdb/session.ts';
import type { Dataset } from '../dataset.ts';
import type { RuleNode } from '../dqdl/ast.ts';
import { leavesOf, type PreparedRuleset } from '../plan/prepare.ts';
import { planRows } from '../plan/row-plan.ts';
import { rowSource } from '../plan/row-source.ts';
import { isLasting } from './lasting-filter.ts';

/**
 * The rules that find their failing rows by each row alone, with the key under which these are kept; others, such as
 * IsUnique, must see all rows.
 */
export async function rowVerdictKeys(
  session: Session,
  nodes: readonly RuleNode[],
  {
    prepared,
    dataset,
    filteredRowLabel,
    sampleRows,
  }: {
    readonly prepared: PreparedRuleset;
    readonly dataset: Dataset;
    readonly filteredRowLabel: 'PASSED' | 'SKIPPED';
    readonly sampleRows: number;
  },
): Promise<ReadonlyMap<RuleNode, string>> {
  const { verdicts } = planRows(nodes, prepared, dataset, {
    source: rowSource(dataset.primary, []),
    standing: () => 'judged',
    companion: () => undefined,
    returned: new Map(),
    filteredRowLabel,
    culprits: true,
  });
  const keys = new Map<RuleNode, string>();
  for (const { node, sql } of verdicts) {
    if (sql === undefined || !(await allLast(session, node))) continue;
    keys.set(node, `first ${sampleRows} rows that fail ${sql}`);
  }
  return keys;
}

async function allLast(session: Session, node: RuleNode): Promise<boolean> {
  for (const { where } of leavesOf(node)) {
    if (where !== undefined && !(await isLasting(session, where))) return false;
  }
  return true;
}
