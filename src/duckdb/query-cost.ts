import { GUARDS } from './costly-functions.ts';
import { isNode, type Node } from './query-shape.ts';

/** What is to be known of a query's cost before it is run. */
export interface QueryCost {
  /** Why neither a limit nor a guard could hold it, as the end of a sentence: `it calls list_reduce, …`. */
  readonly problem: string | undefined;
  /** Its time is a small multiple of the rows it reads: no query within, nothing made out of proportion to its row. */
  readonly isPlain: boolean;
}

/**
 * The cost of a statement (`text`) that was parsed (`tree` of its shape). A call that is under way cannot be interrupted, so what
 * may take for ever within one, or while the statement is planned, is a problem.
 */
export function queryCost(text: string, tree: unknown): QueryCost {
  const visitor = new CostVisitor();
  visitor.visit(tree, { depth: 0, guards: 0, insertions: 0, own: undefined });
  const problem = visitor.problem ?? (visitor.hasNames && saysNotMaterialized(text) ? NOT_MATERIALIZED : undefined);
  return { problem, isPlain: visitor.queries <= 1 && !visitor.isCostly };
}

const NOT_MATERIALIZED = 'it says NOT MATERIALIZED, by which a query can grow without end';

/** The parsed statement does not tell; a word that stands elsewhere is taken for it, too. */
function saysNotMaterialized(text: string): boolean {
  return (text.match(/\bmaterialized\b/gi)?.length ?? 0) > (text.match(/\bas\s+materialized\b/gi)?.length ?? 0);
}

interface Place {
  readonly depth: number;
  /** How many guarded functions it is an argument within. */
  readonly guards: number;
  /** In how many functions that put in more than they take out. */
  readonly insertions: number;
  /** The parameters of the lambda it is in. */
  readonly own: ReadonlySet<string> | undefined;
}

/** The time that DuckDB takes to bind an expression grows with the cube of its depth: half a second at this one. */
const DEEPEST = 200;
/** A macro repeats its arguments, so each level doubles the expression. */
const MOST_GUARDS = 8;
/** Functions that put a text in once for each match or entry, and no macro can guard: which argument, how long at most. */
const INSERTED: ReadonlyMap<string, { readonly at: number; readonly characters: number }> = new Map([
  ['regexp_replace', { at: 2, characters: 32 }],
  ['array_to_string', { at: 1, characters: 32 }],
  ...['aggregate', 'array_aggr', 'array_aggregate', 'list_aggr', 'list_aggregate'].map(
    (name): [string, { at: number; characters: number }] => [name, { at: 2, characters: 32 }],
  ),
]);
/** How many of them may be arguments of each other. */
const MOST_INSERTIONS = 3;

const COSTLY: ReadonlySet<string> = new Set(GUARDS.flatMap(({ name, costly }) => (costly ? [name] : [])));
const GUARDED_NAMES: ReadonlySet<string> = new Set(GUARDS.map(({ name }) => name));

/** They hold any amount of memory in one call, or for each group, and there is no telling how much. */
const UNBOUNDED: ReadonlySet<string> = new Set([
  'approx_top_k',
  'array_reduce',
  'bitstring_agg',
  'list_reduce',
  'reduce',
  'reservoir_quantile',
]);

/** With one argument more than here they keep as many values as it says. */
const ARGUMENTS: ReadonlyMap<string, number> = new Map(
  ['arg_max', 'arg_min', 'argmax', 'argmin', 'max_by', 'min_by']
    .map((name): [string, number] => [name, 2])
    .concat([
      ['max', 1],
      ['min', 1],
    ]),
);

class CostVisitor {
  problem: string | undefined;
  queries = 0;
  isCostly = false;
  /** It gives queries names, by WITH. */
  hasNames = false;

  visit(value: unknown, place: Place): void {
    if (Array.isArray(value)) for (const item of value) this.visit(item, place);
    else if (isNode(value)) this.#node(value, place);
  }

  #node(node: Node, outer: Place): void {
    const depth = outer.depth + (typeof node['class'] === 'string' ? 1 : 0);
    if (depth > DEEPEST) return this.#refuse(`it is nested more than ${DEEPEST} levels deep`);
    const place = { ...outer, depth };
    if (node['type'] === 'SELECT_NODE' || node['type'] === 'SET_OPERATION_NODE') this.queries += 1;
    if (node['type'] === 'TABLE_FUNCTION') this.isCostly = true;
    if (isNode(node['cte_map'])) this.hasNames = true;
    if (node['class'] === 'LAMBDA') return this.#lambda(node, place);
    if (node['class'] === 'COLUMN_REF') this.#column(node, place);
    const name = typeof node['function_name'] === 'string' ? node['function_name'].toLowerCase() : undefined;
    const guards = place.guards + (name !== undefined && GUARDED_NAMES.has(name) ? 1 : 0);
    const insertions = place.insertions + (name === undefined ? 0 : this.#insertion(node, name));
    if (insertions > MOST_INSERTIONS) this.#refuse(`it calls ${name ?? ''} within more than ${MOST_INSERTIONS} others`);
    if (name !== undefined) this.#call(node, name, { ...place, guards });
    for (const child of Object.values(node)) this.visit(child, { ...place, guards, insertions });
  }

  /** 1 where it puts in more than one character. */
  #insertion(node: Node, name: string): number {
    const most = INSERTED.get(name);
    if (most === undefined) return 0;
    const children: readonly unknown[] = Array.isArray(node['children']) ? node['children'] : [];
    const inserted = children[most.at - (isMethod(node) ? 1 : 0)];
    if (inserted === undefined) return 0;
    const text = constantText(inserted);
    if (text === undefined || text.length > most.characters) {
      this.#refuse(
        `it calls ${name}, which may put in a text of at most ${most.characters} characters, and has no such`,
      );
    }
    return text === undefined || text.length > 1 ? 1 : 0;
  }

  #call(node: Node, name: string, { guards, own }: Place): void {
    if (COSTLY.has(name)) this.isCostly = true;
    if (COSTLY.has(name) && own !== undefined) this.#refuse(`it calls ${name} for each entry of a list`);
    if (UNBOUNDED.has(name)) this.#refuse(`it calls ${name}, whose memory cannot be limited`);
    const most = ARGUMENTS.get(name);
    if (most !== undefined && argumentsOf(node) > most) {
      this.#refuse(`it calls ${name} for several values, whose memory cannot be limited`);
    }
    if (guards > MOST_GUARDS) this.#refuse(`it calls ${name} within more than ${MOST_GUARDS} other such calls`);
  }

  /**
   * What it reads beside its parameters could be as large as the list it is called for. (`json -> '$.path'` is parsed
   * as a lambda, too.)
   */
  #lambda({ lhs, expr }: Node, place: Place): void {
    if (!isNode(expr) || expr['class'] !== 'CONSTANT') this.isCostly = true;
    const own = new Set<string>();
    collectNames(lhs, own);
    this.visit(lhs, { ...place, own: undefined });
    this.visit(expr, { ...place, own });
  }

  #column({ column_names: names }: Node, { own }: Place): void {
    const name = Array.isArray(names) ? String(names[0]) : '';
    if (own !== undefined && !own.has(name.toLowerCase())) {
      this.#refuse(`its lambda reads ${name}; in a rule it may read its own parameters only`);
    }
  }

  #refuse(problem: string): void {
    this.problem ??= problem;
  }
}

function argumentsOf(node: Node): number {
  return (Array.isArray(node['children']) ? node['children'].length : 0) + (isMethod(node) ? 1 : 0);
}

/** In `x.max(3)` the column stands where a schema would. */
function isMethod({ schema }: Node): boolean {
  return typeof schema === 'string' && schema !== '' && schema !== 'main';
}

function constantText(node: unknown): string | undefined {
  const value = isNode(node) && node['class'] === 'CONSTANT' ? node['value'] : undefined;
  return isNode(value) ? String(value['value']) : undefined;
}

function collectNames(value: unknown, into: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectNames(item, into);
  if (!isNode(value)) return;
  if (Array.isArray(value['column_names'])) into.add(String(value['column_names'][0]).toLowerCase());
  collectNames(value['children'], into);
}
