import type { Column } from '../../duckdb/session.ts';
import type { Dataset } from '../dataset.ts';
import type { Rule, RuleNode } from '../dqdl/ast.ts';
import { isRefusal } from '../refusal.ts';
import type { RowCompanion, RowTest } from '../rules/rule-type.ts';
import { condition, queryText } from '../user-sql.ts';
import type { PreparedRuleset } from './prepare.ts';
import { returnedRowsJoin } from './returned-rows.ts';
import { rowSource, type RowSource } from './row-source.ts';
import { relationsOf } from './statements.ts';

/** How rows are judged, as plain data: one pass over the relation with one verdict a rule. */
export interface RowPlan {
  readonly relations: string;
  readonly source: RowSource;
  /** One `left join` for each value that rows are judged by beside their own. */
  readonly joins: readonly string[];
  /** SQL of the verdict of each rule, TRUE, FALSE or NULL; undefined for a rule without one. */
  readonly verdicts: readonly (string | undefined)[];
}

export interface RowPlanOptions {
  /** The columns of the relation, with metadata that the rules do not see. */
  readonly columns: readonly Column[];
  /** The columns of each query in row form that could be run. */
  readonly returned: ReadonlyMap<string, readonly string[]>;
  /** Whether a rule's rows can be judged: not where its `where` or its metric failed. */
  readonly usable: (rule: Rule) => boolean;
}

/** Plans the row-level verdicts of rules; composites join those of their members (reference, 4.2). */
export function planRows(
  nodes: readonly RuleNode[],
  prepared: PreparedRuleset,
  dataset: Dataset,
  options: RowPlanOptions,
): RowPlan {
  const companions = new Companions(options.returned);
  const verdictOf = (node: RuleNode): string | undefined => {
    if (node.kind === 'composite') return combined(node.operator, node.members.map(verdictOf));
    const rule = prepared.rules.get(node);
    if (rule === undefined || isRefusal(rule) || rule.row === undefined || !options.usable(node)) return undefined;
    return leafVerdict(rule.row, node.where, companions);
  };
  const verdicts = nodes.map(verdictOf);
  return {
    relations: relationsOf(dataset),
    source: rowSource(dataset.primary, options.columns),
    joins: companions.joins(dataset),
    verdicts,
  };
}

/** Rows outside of `where` count as passed. */
function leafVerdict(row: RowTest, where: string | undefined, companions: Companions): string | undefined {
  const companion = row.beside === undefined ? '' : companions.valueOf(row.beside);
  if (companion === undefined) return undefined;
  const test = row.sql(companion);
  return where === undefined ? test : `case when ${condition(where)} then ${test} else true end`;
}

/** A composite with a member that has no verdict has none. */
function combined(operator: 'and' | 'or', members: readonly (string | undefined)[]): string | undefined {
  const known = members.flatMap((member) => (member === undefined ? [] : [`(${member})`]));
  return known.length === members.length ? known.join(` ${operator} `) : undefined;
}

/** The values joined to the rows; equal ones once. */
class Companions {
  readonly #returned: ReadonlyMap<string, readonly string[]>;
  readonly #all = new Map<string, { readonly alias: string; readonly companion: RowCompanion }>();

  constructor(returned: ReadonlyMap<string, readonly string[]>) {
    this.#returned = returned;
  }

  /** SQL of the companion's value in a joined row; undefined where it cannot be had. */
  valueOf(companion: RowCompanion): string | undefined {
    if (companion.kind === 'returned' && !this.#returned.has(companion.query)) return undefined;
    const key = JSON.stringify(companion);
    const alias = this.#all.get(key)?.alias ?? `beside${this.#all.size}`;
    this.#all.set(key, { alias, companion });
    return companion.kind === 'group size' ? `coalesce(${alias}.size, 1)` : `coalesce(${alias}.hit, false)`;
  }

  joins(dataset: Dataset): string[] {
    return [...this.#all.values()].map(({ alias, companion }) =>
      companion.kind === 'group size'
        ? groupJoin(companion, alias, dataset)
        : returnedRowsJoin({
            query: queryText(companion.query, Object.keys(dataset.references)),
            columns: this.#returned.get(companion.query) ?? [],
            alias,
            of: '"primary"',
          }),
    );
  }
}

/** Only groups of more than one row are joined: they are few where keys are meant to be unique. */
function groupJoin(
  { keys, where }: Extract<RowCompanion, { kind: 'group size' }>,
  alias: string,
  { primary }: Dataset,
): string {
  const qualified = keys.map((key) => `"primary".${key}`);
  const names = keys.map((_, index) => `${alias}_key${index}`);
  const selected = qualified.map((key, index) => `${key} as ${names[index] ?? ''}`).join(', ');
  const filter = where === undefined ? '' : ` where ${condition(where)}`;
  const same = qualified
    .map((key, index) => `${key} is not distinct from ${alias}.${names[index] ?? ''}`)
    .join(' and ');
  return `left join (select ${selected}, count(*) as size from ${primary.relation.text} as "primary"${filter} group by ${qualified.join(', ')} having count(*) > 1) as ${alias} on ${same}`;
}
