import type { Dataset } from '../dataset.ts';
import type { Rule, RuleNode } from '../dqdl/ast.ts';
import { columnOf } from '../references.ts';
import { isRefusal } from '../refusal.ts';
import type { PreparedRule, RowCompanion, RowTest } from '../rules/rule-type.ts';
import { condition } from '../user-sql.ts';
import { leavesOf, type PreparedRuleset } from './prepare.ts';
import type { RowSource } from './row-source.ts';
import { relationsOf } from './statements.ts';

/** How rows are judged, as plain data: one pass over the relation with one verdict a rule. */
export interface RowPlan {
  readonly relations: string;
  readonly source: RowSource;
  /** What is joined to the rows for values that they are judged by beside their own. */
  readonly joins: readonly string[];
  /** One a rule, in their order. */
  readonly verdicts: readonly RowVerdict[];
}

/** What a rule says of a row. */
export interface RowVerdict {
  readonly node: RuleNode;
  /** SQL that is TRUE, FALSE or NULL: passed, failed, skipped. Undefined for a rule that says nothing of rows. */
  readonly sql: string | undefined;
  /** Whether it rests on the row's values: a rule without a metric fails every row, whatever it holds. */
  readonly isOfValues: boolean;
  /** The simple rules it is made of. */
  readonly parts: readonly VerdictPart[];
}

export interface VerdictPart {
  readonly sql: string;
  /** The columns that break the rule where this part fails. */
  readonly columns: readonly string[];
}

/** A companion's value in a row, and the join that brings it, if there is need of one. */
export interface CompanionValue {
  readonly value: string;
  readonly join: string | undefined;
}

/**
 * What becomes of rows under a rule: they are judged by it, or all have one verdict, since its `where` is bad or it has no
 * metric.
 */
export type RowStanding = 'judged' | 'failed' | 'skipped';

export interface RowPlanOptions {
  readonly source: RowSource;
  readonly standing: (rule: Rule) => RowStanding;
  /** Undefined where it cannot be had. */
  readonly companion: (companion: RowCompanion) => CompanionValue | undefined;
  /** The columns of each query in row form that could be run. */
  readonly returned: ReadonlyMap<string, readonly string[]>;
  /** What rows outside of a `where` count as. */
  readonly filteredRowLabel: 'PASSED' | 'SKIPPED';
  /** Whether rows that break a rule are found, too, where AWS Glue gives rows no verdict. */
  readonly culprits: boolean;
}

/** Plans the row-level verdicts of rules; composites join those of their members (reference, 4.2). */
export function planRows(
  nodes: readonly RuleNode[],
  prepared: PreparedRuleset,
  dataset: Dataset,
  options: RowPlanOptions,
): RowPlan {
  const joins = new Set<string>();
  const testSql = (test: RowTest): string | undefined => {
    if (test.beside === undefined) return test.sql('');
    const companion = options.companion(test.beside);
    if (companion?.join !== undefined) joins.add(companion.join);
    return companion === undefined ? undefined : test.sql(companion.value);
  };
  const ruleVerdict = (node: Rule): RowVerdict => {
    if (options.standing(node) === 'failed' && !options.culprits) return failure(node);
    const rule = judgedRule(node, prepared, options);
    const test = testOf(rule, options);
    const judged = test === undefined ? undefined : testSql(test);
    if (rule === undefined || test === undefined || judged === undefined) return silent(node);
    const sql = filtered(judged, node.where, options);
    const columns = blamedColumns(rule, test, dataset, options);
    return { node, sql, isOfValues: true, parts: [{ sql, columns }] };
  };
  const verdictOf = (node: RuleNode): RowVerdict => {
    if (node.kind === 'rule') return ruleVerdict(node);
    const members = node.members.map(verdictOf);
    const known = members.flatMap(({ sql }) => (sql === undefined ? [] : [`(${sql})`]));
    if (known.length < members.length) return silent(node);
    return {
      node,
      sql: known.join(` ${node.operator} `),
      isOfValues: members.every(({ isOfValues }) => isOfValues),
      parts: members.flatMap(({ parts }) => parts),
    };
  };
  const verdicts = nodes.map(verdictOf);
  return { relations: relationsOf(dataset), source: options.source, joins: [...joins], verdicts };
}

/** The companions that {@link planRows} asks for. */
export function companionsOf(
  nodes: readonly RuleNode[],
  prepared: PreparedRuleset,
  options: Pick<RowPlanOptions, 'standing' | 'culprits'>,
): readonly RowCompanion[] {
  return nodes.flatMap(leavesOf).flatMap((node) => testOf(judgedRule(node, prepared, options), options)?.beside ?? []);
}

function testOf(rule: PreparedRule | undefined, { culprits }: Pick<RowPlanOptions, 'culprits'>): RowTest | undefined {
  return rule?.row ?? (culprits ? rule?.culprits : undefined);
}

function judgedRule(
  node: Rule,
  prepared: PreparedRuleset,
  { standing }: Pick<RowPlanOptions, 'standing'>,
): PreparedRule | undefined {
  const rule = prepared.rules.get(node);
  return rule === undefined || isRefusal(rule) || standing(node) !== 'judged' ? undefined : rule;
}

function silent(node: RuleNode): RowVerdict {
  return { node, sql: undefined, isOfValues: false, parts: [] };
}

/** Every row fails. */
function failure(node: Rule): RowVerdict {
  return { node, sql: 'false', isOfValues: false, parts: [{ sql: 'false', columns: [] }] };
}

function filtered(test: string, where: string | undefined, { filteredRowLabel }: RowPlanOptions): string {
  if (where === undefined) return test;
  return `case when ${condition(where)} then ${test} else ${filteredRowLabel === 'PASSED' ? 'true' : 'null'} end`;
}

/** The rule's columns by their own names; of a query in row form the columns that it returns. */
function blamedColumns(
  { columns }: PreparedRule,
  { beside }: RowTest,
  { primary }: Dataset,
  { returned }: RowPlanOptions,
): readonly string[] {
  const names = beside?.kind === 'returned' ? (returned.get(beside.query) ?? []) : columns;
  return [...new Set(names.flatMap((name) => columnOf(primary, name)?.name ?? []))];
}
