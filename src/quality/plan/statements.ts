import { id, join } from '../../duckdb/sql.ts';
import type { AggregateRequest } from '../analyzers/request.ts';
import type { Dataset } from '../dataset.ts';
import type { Relation } from '../types.ts';
import { condition } from '../user-sql.ts';
import type { PlannedMetric } from './plan.ts';

/** The primary relation under the name that rules know it by. */
function primaryFrom({ primary }: Dataset): string {
  return `${primary.relation.text} as "primary"`;
}

/** `with "primary" as …, "alias" as …`, for statements that hold SQL of the user's. */
export function relationsOf({ primary, references }: Dataset): string {
  const named = [...Object.entries(references).filter(([alias]) => alias !== 'primary'), ['primary', primary] as const];
  return `with ${named.map(([alias, relation]) => `${id(alias)} as not materialized (${selectOf(relation)})`).join(', ')}`;
}

/** The aggregate with its filters: ours and the user's. */
export function aggregateSql({ aggregate, filter, where }: AggregateRequest): string {
  const filters = [
    ...(filter === undefined ? [] : [`(${filter})`]),
    ...(where === undefined ? [] : [condition(where)]),
  ];
  return filters.length === 0 ? aggregate : `${aggregate} filter (where ${filters.join(' and ')})`;
}

/** What every statement over the primary relation stands on. */
export interface Source {
  readonly from: string;
  readonly relations: string;
}

/** The primary relation, or a reference, as what is read. */
export function scanSource(dataset: Dataset, alias: string | undefined): Source {
  const reference = alias === undefined ? undefined : dataset.references[alias];
  const from =
    alias === undefined || reference === undefined
      ? primaryFrom(dataset)
      : `${reference.relation.text} as ${id(alias).text}`;
  return { from, relations: relationsOf(dataset) };
}

/** All metrics in one pass. */
export function scanSql(source: Source, metrics: readonly PlannedMetric[]): string {
  return `${prefix(source, metrics)}select ${valuesOf(metrics)}\nfrom ${source.from}`;
}

/** All metrics of one grouping in one pass: the groups are made once. */
export function groupSql(
  source: Source,
  { keys, where }: { readonly keys: readonly string[]; readonly where: string | undefined },
  metrics: readonly PlannedMetric[],
): string {
  const qualified = keys.map((key) => `"primary".${key}`);
  const allNull = qualified.map((key) => `${key} is null`).join(' and ');
  const filter = where === undefined ? '' : `\n  where ${condition(where)}`;
  return [
    `${prefix(source, metrics)}select ${valuesOf(metrics)}`,
    `from (`,
    `  select count(*) as size, ${allNull} as all_null`,
    `  from ${source.from}${filter}`,
    `  group by ${qualified.join(', ')}`,
    `) as groups`,
  ].join('\n');
}

/** A `where` with a query of its own may name the other relations. */
function prefix({ relations }: Source, metrics: readonly PlannedMetric[]): string {
  return metrics.some(({ where }) => where !== undefined && /\bselect\b|\bfrom\b/i.test(where)) ? `${relations}\n` : '';
}

/** The name of a metric's column in a statement. */
export function valueName(index: number): string {
  return `m${index}`;
}

function valuesOf(metrics: readonly PlannedMetric[]): string {
  return metrics.map(({ sql }, index) => `${sql} as ${valueName(index)}`).join(',\n  ');
}

function selectOf({ relation, columns }: Relation): string {
  return `select ${join(columns.map(({ name }) => id(name))).text} from ${relation.text} as source`;
}
