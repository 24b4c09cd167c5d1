import type { Session } from '../../duckdb/session.ts';
import type { Dataset } from '../dataset.ts';
import type { Rule, RuleNode } from '../dqdl/ast.ts';
import { printRule } from '../dqdl/print.ts';
import { readMetric } from '../judge/read-metric.ts';
import type { Measured } from '../measure/measurement.ts';
import { planRows, type RowPlan } from '../plan/row-plan.ts';
import type { PreparedRuleset } from '../plan/prepare.ts';
import { isRefusal } from '../refusal.ts';
import type { FailingRows } from '../types.ts';
import { failingRows } from './failing-rows.ts';
import { createRowTable } from './row-table.ts';

/** The row-level side of an evaluation: nothing is read before it is asked for. */
export interface RowReader {
  /** The rows that fail each of the rules, for those with a verdict on rows. */
  failing(nodes: readonly RuleNode[], sampleRows: number): Promise<ReadonlyMap<RuleNode, FailingRows>>;
  /** Makes the table of all rows with the verdicts of the rules. */
  createTable(into: string, nodes: readonly RuleNode[]): Promise<void>;
}

export async function openRows({
  session,
  dataset,
  prepared,
  measured,
}: {
  readonly session: Session;
  readonly dataset: Dataset;
  readonly prepared: PreparedRuleset;
  readonly measured: Measured;
}): Promise<RowReader> {
  const columns = await session.columns(dataset.primary.relation);
  const names = columns.map(({ name }) => name);
  const usable = (rule: Rule): boolean => isUsable(rule, prepared, measured);
  const plan = (nodes: readonly RuleNode[]): RowPlan =>
    planRows(nodes, prepared, dataset, { columns, returned: measured.returned, usable });
  const judged = dataset.primary.columns.map(({ name }) => name);
  const shown = [
    ...['_source_object', '_source_row'].filter((name) => names.includes(name) && !judged.includes(name)),
    ...judged,
  ];
  return {
    async failing(nodes, sampleRows) {
      const all = plan(nodes);
      const judgeable = nodes.filter((_, index) => all.verdicts[index] !== undefined);
      const failing = new Map<RuleNode, FailingRows>();
      for (let start = 0; start < judgeable.length; start += RULES_AT_ONCE) {
        const some = judgeable.slice(start, start + RULES_AT_ONCE);
        const found = await failingRows(session, plan(some), { columns: shown, sampleRows });
        for (const [index, node] of some.entries()) {
          const rows = found[index];
          if (rows !== undefined) failing.set(node, rows);
        }
      }
      return failing;
    },
    async createTable(into, nodes) {
      await createRowTable(session, plan(nodes), { into, rules: nodes.map(printRule), columns: names });
    },
  };
}

/** The time DuckDB takes to plan a statement grows with the square of its verdicts. */
const RULES_AT_ONCE = 50;

/** Rows are not judged by a rule whose `where` is bad or whose metric could not be had. */
function isUsable(node: Rule, { rules }: PreparedRuleset, measured: Measured): boolean {
  const rule = rules.get(node);
  if (rule === undefined || isRefusal(rule)) return false;
  if (node.where !== undefined && measured.badFilters.has(node.where)) return false;
  return rule.constraints.every(({ analyzer }) => readMetric(analyzer, measured).kind !== 'failure');
}
