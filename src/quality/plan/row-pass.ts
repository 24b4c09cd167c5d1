import type { Dataset } from '../dataset.ts';
import type { RuleNode } from '../dqdl/ast.ts';
import { leftJoin } from './joined-table.ts';
import type { PreparedRuleset } from './prepare.ts';
import { companionKey, companionTable, type CompanionTable } from './row-companions.ts';
import { companionsOf, planRows, type RowPlan, type RowStanding } from './row-plan.ts';
import { rowSource } from './row-source.ts';

/**
 * The pass over the rows that gives their verdicts, as far as it can be told before anything is read: rules whose metric
 * fails, and queries in row form, whose columns are not known yet, are seen to as it is run.
 */
export interface RowPass extends RowPlan {
  /** What is laid down first, and joined to the rows. */
  readonly tables: readonly CompanionTable[];
}

export function planRowPass(nodes: readonly RuleNode[], prepared: PreparedRuleset, dataset: Dataset): RowPass {
  const options = { standing: judged, culprits: false };
  const returned = new Map<string, readonly string[]>();
  const tables = new Map<string, CompanionTable>();
  for (const companion of companionsOf(nodes, prepared, options)) {
    const key = companionKey(companion);
    const table = tables.get(key) ?? companionTable(companion, `__beside${tables.size}`, { dataset, returned });
    if (table !== undefined) tables.set(key, table);
  }
  const plan = planRows(nodes, prepared, dataset, {
    ...options,
    source: rowSource(dataset.primary, dataset.primary.columns),
    companion: (companion) => {
      const table = tables.get(companionKey(companion));
      return table && { value: table.value, join: leftJoin(table, table.alias) };
    },
    returned,
    filteredRowLabel: 'PASSED',
  });
  return { ...plan, tables: [...tables.values()] };
}

function judged(): RowStanding {
  return 'judged';
}
