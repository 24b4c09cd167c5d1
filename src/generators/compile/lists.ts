import type { Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import { buildBatch, carrierOf, schemaOf, type ColumnSource } from '../arrow-columns.ts';
import { fieldError, type FieldPlace, type Value } from '../field.ts';
import { term, type Term } from '../query/term.ts';

interface List {
  readonly column: string;
  readonly table: string;
}

/** The constant lists of a query: what Faker made, tables of distributions. Each is a table of the session. */
export class Lists {
  readonly #session: Session;
  readonly #prefix: string;
  readonly #lists: List[] = [];
  /** Lists of DOUBLE by their content: tables of distributions, which several columns have in common. */
  readonly #tables = new Map<string, Term>();

  /** `prefix` tells the tables from all others of the session. */
  constructor(session: Session, prefix: string) {
    this.#session = session;
    this.#prefix = prefix;
  }

  /** Values as a list of the type; the first stands at 1. Throws `FIELD_VALUE_UNFIT` for one that is none of the type. */
  async add(values: readonly Value[], type: string, place: FieldPlace): Promise<Term> {
    const content = type === 'DOUBLE' ? values.join(' ') : undefined;
    const known = content === undefined ? undefined : this.#tables.get(content);
    if (known) return known;
    const list = { column: `__list ${this.#lists.length}`, table: `${this.#prefix} list ${this.#lists.length}` };
    this.#lists.push(list);
    const columns = [
      columnOf('position', 'BIGINT', (row) => row),
      columnOf('value', type, (row) => values[row] ?? null),
    ];
    const sources = columns.map((column) => ({
      ...column,
      refuse: (row: number, value: Value) => unfit(place, column, row, value),
    }));
    const schema = schemaOf(sources);
    const batches = values.length === 0 ? [] : [buildBatch(schema, sources, { from: 0, count: values.length })];
    await this.#session.createTable(list.table, { schema, batches });
    const column: Term = { text: id(list.column), depth: 0 };
    if (content !== undefined) this.#tables.set(content, column);
    return column;
  }

  /** The lists as columns beside every row of `source`, as what stands after `from`. */
  beside(source: Sql): Sql {
    const selects = this.#lists.map(
      ({ column, table }) => sql`(select list("value" order by position) as ${id(column)} from ${id(table)})`,
    );
    return join([source, ...selects]);
  }

  /** Drops the tables. */
  async drop(): Promise<void> {
    for (const { table } of this.#lists) await this.#session.run(sql`drop table if exists ${id(table)}`);
  }
}

/** The value of a list at a 0-based position. */
export function valueAt(list: Term, position: Term): Term {
  return term`list_extract(${list}, ${position} + 1)`;
}

function columnOf(name: string, type: string, valueAtRow: (row: number) => Value): Omit<ColumnSource, 'refuse'> {
  return { name, carrier: carrierOf(type), natural: type, valueAt: valueAtRow };
}

function unfit(place: FieldPlace, { carrier }: Pick<ColumnSource, 'carrier'>, row: number, value: Value): Error {
  return fieldError(place, {
    code: 'FIELD_VALUE_UNFIT',
    message: "the value does not fit the column's type",
    row: row + 1,
    found: typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : String(value),
    expected: carrier.expects,
  });
}
