import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import type { Term } from './term.ts';

interface Named {
  readonly name: string;
  readonly value: Term;
}

/**
 * Columns that are computed once and read by name further up: a query in layers, each a projection over the one below.
 * DuckDB does not merge such projections, so a term that reads a column twice does not compute it twice.
 */
export class Layers {
  readonly #byText = new Map<string, Term>();
  readonly #named: Named[] = [];

  /** The term as a column of the layer above it; the same column for the same text. */
  named(value: Term): Term {
    const known = this.#byText.get(value.text.text);
    if (known) return known;
    const name = `__${this.#named.length}`;
    this.#named.push({ name, value });
    const column = { text: id(name), depth: value.depth + 1 };
    this.#byText.set(value.text.text, column);
    return column;
  }

  /** A query of `outputs` over `source` (what stands after `from`), whose own columns are layer 0. */
  query(source: Sql, outputs: readonly { readonly name: string; readonly value: Term }[]): Sql {
    const top = Math.max(0, ...outputs.map(({ value }) => value.depth));
    const needed = this.#named.filter(({ value }) => value.depth < top);
    let below = source;
    for (let depth = 0; depth < top; depth++) {
      const columns = needed.filter(({ value }) => value.depth === depth).map(columnOf);
      below = columns.length === 0 ? below : sql`(select *, ${join(columns)} from ${below})`;
    }
    return sql`select ${join(outputs.map(columnOf))} from ${below}`;
  }
}

function columnOf({ name, value }: Named): Sql {
  return sql`${value.text} as ${id(name)}`;
}
