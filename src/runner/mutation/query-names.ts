import { isNode, queryShape, type Node } from '../../duckdb/query-shape.ts';
import type { Session } from '../../duckdb/session.ts';
import { queryText } from '../../quality/user-sql.ts';

/**
 * Every name in a query, in lower case, as DuckDB's parser reads it: a column that is not among them is not read. Undefined
 * where columns may be read without their names: by `*`, by place, by a natural join, as a row of the table, by PIVOT or
 * through a table function; and for what is no query.
 */
export async function queryNames(
  session: Session,
  query: string,
  aliases: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  const shape = await queryShape(session, queryText(query, aliases));
  if (!shape.ok || shape.tableFunctions.length > 0) return undefined;
  const nodes = [...nodesIn(shape.tree)];
  if (nodes.some(readsUnnamed)) return undefined;
  const tables = new Set(
    nodes.flatMap(({ alias, table_name: table, cte_name: cte, key }) => texts([alias, table, cte, key])),
  );
  const isRow = ({ column_names: path }: Node): boolean =>
    Array.isArray(path) && texts(path.slice(-1)).some((name) => tables.has(name));
  if (nodes.some(isRow)) return undefined;
  return new Set(nodes.flatMap((node) => Object.values(node).flatMap((value) => texts([value].flat()))));
}

function readsUnnamed({ class: kind, type, ref_type: joined }: Node): boolean {
  return UNNAMED.has(String(kind)) || UNNAMED.has(String(type)) || UNNAMED.has(String(joined));
}

const UNNAMED: ReadonlySet<string> = new Set(['STAR', 'POSITIONAL_REFERENCE', 'NATURAL', 'POSITIONAL', 'PIVOT']);

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const item of value) yield* nodesIn(item);
  } else if (isNode(value)) {
    yield value;
    for (const child of Object.values(value)) yield* nodesIn(child);
  }
}

function texts(values: readonly unknown[]): string[] {
  return values.flatMap((value) => (typeof value === 'string' ? [value.toLowerCase()] : []));
}
