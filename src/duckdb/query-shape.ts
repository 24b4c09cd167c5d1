import type { Position } from '../core/finding.ts';
import type { Session } from './session.ts';
import { sql } from './sql.ts';

/** A table that a query names, as it names it. */
export interface TableName {
  readonly catalog?: string;
  readonly schema?: string;
  readonly name: string;
  readonly alias?: string;
}

/** What a query reads and calls, told from its text alone. */
export type QueryShape =
  | {
      readonly ok: true;
      /** Tables and views, the query's own WITH names left out, each once; a file in quotes is here too. */
      readonly tables: readonly TableName[];
      /**
       * All functions called, in lower case, without operators such as `+`: scalar, aggregate, window and table. One that
       * is called by its place in the system catalog has `system.` in front.
       */
      readonly functions: readonly string[];
      /** Those that stand where a table does. */
      readonly tableFunctions: readonly string[];
      /** The statement as DuckDB's parser has it, for `queryCost`. */
      readonly tree: unknown;
    }
  | {
      readonly ok: false;
      /** Why it is not one query, as the end of a sentence: `it is not a query but DROP`. */
      readonly reason: string;
      readonly position?: Position;
    };

/**
 * The tables and functions of a user's SQL, which is parsed by DuckDB (`json_serialize_sql`) and neither bound nor
 * run: names need not exist. Anything but exactly one SELECT (also VALUES, FROM, TABLE, PIVOT with its values) is not
 * ok.
 */
export async function queryShape(session: Session, text: string): Promise<QueryShape> {
  const rows = await session.rows(
    sql`select json_serialize_sql($text::varchar, skip_null := true, skip_empty := true) as tree`,
    { text },
  );
  const answer: unknown = JSON.parse(String(rows[0]?.['tree']));
  if (!isNode(answer)) return { ok: false, reason: 'it cannot be read' };
  if (answer['error'] === true) return failure(answer, text);
  const statements = Array.isArray(answer['statements']) ? answer['statements'] : [];
  if (statements.length === 0) return { ok: false, reason: 'it is empty' };
  if (statements.length > 1) return { ok: false, reason: `it is ${statements.length} statements, not one` };
  const visitor = new ShapeVisitor();
  visitor.visit(statements[0], new Set());
  if (visitor.shows) return { ok: false, reason: `it is not a query but ${firstWord(text)}` };
  return {
    ok: true,
    tables: [...visitor.tables.values()],
    functions: [...visitor.functions],
    tableFunctions: [...visitor.tableFunctions],
    tree: statements[0],
  };
}

/** A node of the parsed statement. */
export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failure(answer: Node, text: string): QueryShape {
  const message = String(answer['error_message']);
  // DuckDB has no code for it: the message alone tells a statement of another kind from a query that it cannot serialize.
  if (answer['error_type'] === 'not implemented' && message.startsWith('Only SELECT')) {
    return { ok: false, reason: notAQuery(text) };
  }
  const position = Number(answer['position'] ?? Number.NaN);
  return { ok: false, reason: message, ...(Number.isNaN(position) ? {} : { position: positionAt(text, position) }) };
}

function notAQuery(text: string): string {
  const word = firstWord(text);
  if (word !== 'PIVOT' && /^(?:SELECT|FROM|WITH|PIVOT)$/.test(word)) {
    return 'it holds a PIVOT without its values, or a statement that is not a query';
  }
  return word === 'PIVOT' ? 'a PIVOT must list its values: ON column IN (…)' : `it is not a query but ${word}`;
}

function firstWord(text: string): string {
  const bare = text.replace(/^(?:\s|;|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
  return /^\w+/.exec(bare)?.[0].toUpperCase() ?? 'something else';
}

/** DuckDB counts characters; a position counts UTF-16 units. */
function positionAt(text: string, characters: number): Position {
  const before = Array.from(text).slice(0, characters).join('');
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset: before.length };
}

/** Goes through the parsed statement. Names of WITH are known in the query they belong to and in those after them. */
class ShapeVisitor {
  readonly tables = new Map<string, TableName>();
  readonly functions = new Set<string>();
  readonly tableFunctions = new Set<string>();
  shows = false;

  visit(value: unknown, scope: ReadonlySet<string>): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item, scope);
    } else if (isNode(value) && value['class'] !== 'CONSTANT') {
      this.#node(value, scope);
    }
  }

  #node(node: Node, outer: ReadonlySet<string>): void {
    const scope = this.#withNames(node['cte_map'], outer);
    if (node['type'] === 'RECURSIVE_CTE_NODE') return this.#recursive(node, scope);
    if (node['type'] === 'BASE_TABLE') this.#table(node, scope);
    if (node['type'] === 'SHOW_REF') this.shows = true;
    if (node['type'] === 'TABLE_FUNCTION' && isNode(node['function'])) {
      this.tableFunctions.add(String(node['function']['function_name']).toLowerCase());
    }
    if (typeof node['function_name'] === 'string' && node['is_operator'] !== true) {
      const name = node['function_name'].toLowerCase();
      const ofSystem = [node['catalog'], node['schema']].some((part) => String(part).toLowerCase() === 'system');
      this.functions.add(ofSystem ? `system.${name}` : name);
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'cte_map') this.visit(child, scope);
  }

  #withNames(map: unknown, outer: ReadonlySet<string>): ReadonlySet<string> {
    const entries = isNode(map) && Array.isArray(map['map']) ? map['map'] : [];
    let scope = outer;
    for (const entry of entries) {
      if (!isNode(entry)) continue;
      this.visit(entry['value'], scope);
      scope = new Set([...scope, String(entry['key']).toLowerCase()]);
    }
    return scope;
  }

  /** The first half of a recursive WITH does not see its name; all else does. */
  #recursive(node: Node, scope: ReadonlySet<string>): void {
    const inside = new Set([...scope, String(node['cte_name']).toLowerCase()]);
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'cte_map') this.visit(child, key === 'left' ? scope : inside);
    }
  }

  #table(node: Node, scope: ReadonlySet<string>): void {
    const [catalog, schema, name, alias] = ['catalog_name', 'schema_name', 'table_name', 'alias'].map((key) =>
      typeof node[key] === 'string' && node[key] !== '' ? node[key] : undefined,
    );
    if (name === undefined) return;
    // `recurring.x` is DuckDB's name for all rows so far of the recursive WITH x.
    const isLocal = catalog === undefined && (schema === undefined || schema.toLowerCase() === 'recurring');
    if (isLocal && scope.has(name.toLowerCase())) return;
    const table = {
      ...(catalog === undefined ? {} : { catalog }),
      ...(schema === undefined ? {} : { schema }),
      name,
      ...(alias === undefined ? {} : { alias }),
    };
    this.tables.set(JSON.stringify(table).toLowerCase(), table);
  }
}
