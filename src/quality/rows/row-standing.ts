import type { Rule } from '../dqdl/ast.ts';
import { readMetric, type Reading } from '../judge/read-metric.ts';
import type { Measured } from '../measure/measurement.ts';
import type { PreparedRuleset } from '../plan/prepare.ts';
import type { RowStanding } from '../plan/row-plan.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { PreparedRule } from '../rules/rule-type.ts';

/** Not where its `where` is bad or its metric could not be had. */
export function isMeasured(node: Rule, { rules }: PreparedRuleset, measured: Measured): boolean {
  const rule = rules.get(node);
  return rule !== undefined && !isRefusal(rule) && lackOf(node, rule, measured) === undefined;
}

/** As in Deequ, a failed rule without a metric fails every row where it reads rows by themselves, and skips all elsewhere. */
export function rowStanding(node: Rule, { rules }: PreparedRuleset, measured: Measured): RowStanding {
  const rule = rules.get(node);
  if (rule === undefined || isRefusal(rule)) return 'skipped';
  const lack = lackOf(node, rule, measured);
  if (lack === undefined && !failsEmpty(rule, measured)) return 'judged';
  return lack?.outcome !== 'Error' && readsRows(node) ? 'failed' : 'skipped';
}

/** Why there is no metric; undefined where it was measured, be it of nothing. */
function lackOf(node: Rule, rule: PreparedRule, measured: Measured): Pick<Refusal, 'outcome'> | undefined {
  const badFilter = node.where === undefined ? undefined : measured.badFilters.get(node.where);
  return badFilter ?? readingsOf(rule, measured).find((reading) => reading.kind === 'failure');
}

/** Whether all values that it looks at are NULL, and it fails for that. */
function failsEmpty(rule: PreparedRule, measured: Measured): boolean {
  return readingsOf(rule, measured).some((reading) => reading.kind === 'empty' && !reading.passes);
}

function readingsOf({ constraints }: PreparedRule, measured: Measured): Reading[] {
  return constraints.map(({ analyzer }) => readMetric(analyzer, measured));
}

/** Whether its verdict on a row needs no other rows. */
function readsRows({ type, condition }: Rule): boolean {
  return READING_ROWS.has(type) || (type === 'CustomSql' && condition === undefined);
}

const READING_ROWS: ReadonlySet<string> = new Set([
  'Completeness',
  'IsComplete',
  'IsPrimaryKey',
  'ColumnLength',
  'ColumnValues',
]);
