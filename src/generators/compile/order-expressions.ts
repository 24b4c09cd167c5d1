import { nearestOf } from '../../core/nearest.ts';
import type { Session } from '../../duckdb/session.ts';
import { sql } from '../../duckdb/sql.ts';
import { fieldError } from '../field.ts';
import type { ExpressionColumn, PlannedColumn } from './planned-column.ts';

/** An `sql` field that was checked. */
export interface Expression {
  readonly name: string;
  readonly text: string;
  readonly column: ExpressionColumn;
}

/**
 * The `sql` fields of a recipe, each after those it reads. Throws a `UserError` for one that is not a single
 * expression over fields of its row, that gives other values in another run, or that reads itself.
 */
export async function orderExpressions(
  session: Session,
  dataset: string,
  columns: readonly PlannedColumn[],
): Promise<Expression[]> {
  const reads = new Map<string, readonly string[]>();
  const expressions = new Map<string, Expression>();
  for (const column of columns) {
    if ('at' in column) continue;
    const text = column.field.expression;
    const names = await columnsRead(session, { dataset, column: column.name }, text, columns);
    reads.set(column.name, names);
    expressions.set(column.name, { name: column.name, text, column });
  }
  const ordered = new Set<Expression>();
  for (const name of expressions.keys()) visit(name, []);
  return [...ordered];

  function visit(name: string, way: readonly string[]): void {
    const expression = expressions.get(name);
    if (!expression || ordered.has(expression)) return;
    if (way.includes(name)) {
      throw fieldError(
        { dataset, column: name },
        {
          code: 'FIELD_SQL_CYCLE',
          message: 'the sql fields read each other in a circle',
          found: [...way.slice(way.indexOf(name)), name].join(' -> '),
          hint: 'Let one of them be a field of another kind.',
        },
      );
    }
    for (const read of reads.get(name) ?? []) visit(read, [...way, name]);
    ordered.add(expression);
  }
}

/** A node of DuckDB's syntax tree, as `json_serialize_sql` prints it. */
type Node = Readonly<Record<string, unknown>>;

async function columnsRead(
  session: Session,
  place: { readonly dataset: string; readonly column: string },
  expression: string,
  columns: readonly PlannedColumn[],
): Promise<string[]> {
  const refuse = (message: string, found: string, expected: string, extra: { nearest?: string } = {}) =>
    fieldError(place, { code: 'FIELD_SQL_INVALID', message, found, expected, ...extra });
  const tree = await syntaxTree(session, expression);
  if (typeof tree === 'string') throw refuse(tree, expression, 'one SQL expression');
  const nodes = [...walk(tree)];
  const whole = nodes.filter(({ class: kind, type }) => kind === 'SUBQUERY' || type === 'SELECT_NODE').length === 1;
  if (!whole || !isBareSelect(tree)) throw refuse('not an expression alone', expression, 'no query, no other clause');
  if (nodes.some(({ class: kind }) => kind === 'WINDOW' || kind === 'STAR')) {
    throw refuse('the expression reads more than its row', expression, 'no window function and no star');
  }
  await refuseUnstable(session, nodes, refuse);
  const known = columns.map(({ name }) => name);
  return nodes
    .filter(({ class: kind }) => kind === 'COLUMN_REF')
    .map(({ column_names: names }) => {
      const wanted = Array.isArray(names) ? String(names[0]) : '';
      const name = known.find((candidate) => candidate.toLowerCase() === wanted.toLowerCase());
      if (name !== undefined) return name;
      const list = `one of ${known.join(', ')}`;
      throw refuse('the expression reads an unknown field', wanted, list, nearestOf(wanted, known));
    });
}

/** The statement `select (expression)` as a tree, or why it does not parse. */
async function syntaxTree(session: Session, expression: string): Promise<Node | string> {
  const statement = `select (${expression}\n)`;
  const [row] = await session.rows(sql`select json_serialize_sql(${statement})::varchar as tree`);
  const tree: unknown = JSON.parse(String(row?.['tree']));
  if (!isNode(tree)) return 'no SQL';
  return tree['error'] === true ? String(tree['error_message']) : tree;
}

/** One statement that selects one value, from nowhere. */
function isBareSelect(tree: Node): boolean {
  const statements = tree['statements'];
  const [statement, second]: unknown[] = Array.isArray(statements) ? statements : [];
  const node = isNode(statement) ? statement['node'] : undefined;
  if (!isNode(node) || second !== undefined) return false;
  const { select_list: list, from_table: from, where_clause: where, modifiers } = node;
  const single = Array.isArray(list) && list.length === 1;
  const clauses = [node['having'], node['qualify'], node['sample'], where];
  return (
    single &&
    isNode(from) &&
    from['type'] === 'EMPTY' &&
    isEmpty(modifiers) &&
    isEmpty(node['group_expressions']) &&
    clauses.every((clause) => clause === null)
  );
}

/** A value may depend on its row only: no `random()`, no `now()`. */
async function refuseUnstable(
  session: Session,
  nodes: readonly Node[],
  refuse: (message: string, found: string, expected: string) => Error,
): Promise<void> {
  const functions = nodes.flatMap(({ class: kind, function_name: name }) =>
    kind === 'FUNCTION' && typeof name === 'string' ? [name] : [],
  );
  if (functions.length === 0) return;
  const [row] = await session.rows(
    sql`select function_name from duckdb_functions()
        where function_name in (${functions}) and stability in ('VOLATILE', 'CONSISTENT_WITHIN_QUERY') limit 1`,
  );
  if (!row) return;
  const name = String(row['function_name']);
  throw refuse('the function gives another value in every run', `${name}()`, 'functions of the values alone');
}

function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item);
  else if (isNode(value)) {
    yield value;
    for (const item of Object.values(value)) yield* walk(item);
  }
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
