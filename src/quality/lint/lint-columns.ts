import type { Finding } from '../../core/finding.ts';
import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import type { Dataset } from '../dataset.ts';
import type { Analyzer, Rule, Ruleset } from '../dqdl/ast.ts';
import { withNestedColumns } from '../nested-columns.ts';
import { leavesOf } from '../plan/prepare.ts';
import type { Relation } from '../types.ts';
import { NameCheck } from './name-check.ts';
import { thingsNamedBy } from './named-things.ts';
import { unfitFor } from './unfit-columns.ts';

/** What is known of the data that a ruleset is for. Types are DuckDB's. */
export interface KnownColumns {
  /** The columns of the data; without them none is looked for. */
  readonly columns?: readonly Column[];
  /** The columns of the other tables by the alias that rules use; without it no alias is looked for. */
  readonly references?: Readonly<Record<string, readonly Column[]>>;
}

/** Names that the data and the other tables do not have, and columns of a type that a rule cannot judge. */
export function lintColumns(ruleset: Ruleset, { columns, references }: KnownColumns): Finding[] {
  if (columns === undefined && references === undefined) return [];
  const dataset: Dataset = {
    primary: withNestedColumns(relationOf('data', columns ?? []), ruleset),
    references: Object.fromEntries(
      Object.entries(references ?? {}).map(([alias, own]) => [alias, relationOf(alias, own)]),
    ),
    clock: new Date(0),
    files: undefined,
  };
  const names = new NameCheck({
    primary: columns === undefined ? undefined : dataset.primary,
    references: references === undefined ? undefined : dataset.references,
  });
  const judged: readonly (Rule | Analyzer)[] = [...ruleset.rules.flatMap(leavesOf), ...ruleset.analyzers];
  return judged.flatMap((node) => {
    const things = thingsNamedBy(node);
    const unknown = things.flatMap((thing) => names.problemsOf(thing, node.type));
    const isAllKnown = columns !== undefined && things.every((thing) => names.knows(thing));
    return unknown.length === 0 && isAllKnown ? unfitFor(node, things, dataset) : unknown;
  });
}

function relationOf(name: string, columns: readonly Column[]): Relation {
  return { relation: id(name), columns };
}
