import type { Column, Row, Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import type { Relation } from '../../quality/types.ts';
import type { Pieces } from './minimize.ts';

const PLACE = id('_shrink_place');
const ORIGIN = id('_shrink_origin');

/** Whether the rule still shows where a table is replaced by this relation. */
export type ShowsWith = (relation: Relation) => Promise<boolean>;

/**
 * A copy of a table that gets smaller. Its rows have places from 0 without gaps, those with like values side by side,
 * so that rows that belong together (two of one key, the lowest values) are left out or kept together.
 */
export class WorkTable {
  readonly #session: Session;
  readonly #name: string;
  readonly #by: readonly string[];
  #version = 0;
  #columns: readonly Column[];
  #rows: number;

  private constructor(
    session: Session,
    name: string,
    { columns, by }: { columns: readonly Column[]; by: readonly string[] },
  ) {
    this.#session = session;
    this.#name = name;
    this.#columns = columns;
    this.#by = by;
    this.#rows = 0;
  }

  /** Copies the rows for which `where` holds, those with equal values `by` side by side. */
  static async copy(
    session: Session,
    name: string,
    { from, by, where = sql`true` }: { readonly from: Relation; readonly by: readonly string[]; readonly where?: Sql },
  ): Promise<WorkTable> {
    const table = new WorkTable(session, name, { columns: from.columns, by });
    const list = join(from.columns.map((column) => id(column.name)));
    const order = join([...by.map((column) => id(column)), ORIGIN]);
    await table.#replace(sql`select *, row_number() over (order by ${order}) - 1 as ${PLACE}
      from (select ${list}, row_number() over () as ${ORIGIN} from ${from.relation} where ${where})`);
    return table;
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  get rows(): number {
    return this.#rows;
  }

  relation(where: Sql = sql`true`, columns: readonly Column[] = this.#columns): Relation {
    const list = join(columns.map(({ name }) => id(name)));
    return {
      relation: sql`(select ${list}, 'rows' as _source_object, ${PLACE} as _source_row from ${this.#table} where ${where})`,
      columns,
    };
  }

  /** The rows that are left, in the order in which they came, without places. */
  query(): Sql {
    return sql`select ${join(this.#columns.map(({ name }) => id(name)))} from ${this.#table} order by ${ORIGIN}`;
  }

  sample(rows: number): Promise<Row[]> {
    return this.#session.rows(sql`${this.query()} limit ${rows}`);
  }

  /** Leaves only the rows with these places, where there are any and it shows with them. */
  async keep(places: Sql, shows: ShowsWith): Promise<boolean> {
    const where = sql`${PLACE} in (${places})`;
    const [some] = await this.#session.rows(sql`select count(*) as rows from ${this.#table} where ${where}`);
    if (some?.['rows'] === 0 || !(await shows(this.relation(where)))) return false;
    await this.#keepRows(where);
    return true;
  }

  /** Leaves the first of the rows with equal values, where it shows with them. */
  async keepOneOfEach(shows: ShowsWith): Promise<boolean> {
    const names = this.#byColumns();
    if (names.length === 0) return false;
    return this.keep(
      sql`select min(${PLACE}) from ${this.#table} group by ${join(names.map((name) => id(name)))}`,
      shows,
    );
  }

  /** Leaves only the columns of these names, where it shows with them. */
  async keepColumns(names: ReadonlySet<string>, shows: ShowsWith): Promise<boolean> {
    const columns = this.#columns.filter(({ name }) => names.has(name));
    if (columns.length === 0 || columns.length === this.#columns.length) return false;
    if (!(await shows(this.relation(sql`true`, columns)))) return false;
    await this.#keepColumns(columns);
    return true;
  }

  /** `exchangeable`: which of the rows with equal values `by` are left does not matter. */
  rowPieces(shows: ShowsWith, { exchangeable }: { readonly exchangeable: boolean }): Pieces {
    const tryRows = async (where: Sql): Promise<boolean> => {
      if (!(await shows(this.relation(where)))) return false;
      await this.#keepRows(where);
      return true;
    };
    return {
      count: () => this.#rows,
      without: (from, to) => tryRows(sql`(${PLACE} < ${from} or ${PLACE} >= ${to})`),
      only: (from, to) => tryRows(sql`${PLACE} >= ${from} and ${PLACE} < ${to}`),
      ...(exchangeable ? { alikeUntil: (at: number) => this.#alikeUntil(at) } : {}),
    };
  }

  columnPieces(shows: ShowsWith): Pieces {
    const tryColumns = async (columns: readonly Column[]): Promise<boolean> => {
      if (!(await shows(this.relation(sql`true`, columns)))) return false;
      await this.#keepColumns(columns);
      return true;
    };
    return {
      count: () => this.#columns.length,
      without: (from, to) => tryColumns(this.#columns.toSpliced(from, to - from)),
      only: (from, to) => tryColumns(this.#columns.slice(from, to)),
    };
  }

  async drop(): Promise<void> {
    await this.#session.run(sql`drop table ${this.#table}`);
  }

  get #table(): Sql {
    return id(`${this.#name}_${this.#version}`);
  }

  /** Rows with equal values are side by side. */
  async #alikeUntil(place: number): Promise<number> {
    const names = this.#byColumns();
    if (names.length === 0) return this.#rows;
    const pairs = names.map((name) => sql`rest.${id(name)} is distinct from first.${id(name)}`);
    const [row] = await this.#session.rows(sql`select min(rest.${PLACE}) as place
      from ${this.#table} rest, (select * from ${this.#table} where ${PLACE} = ${place}) first
      where rest.${PLACE} > ${place} and (${join(pairs, ' or ')})`);
    return Number(row?.['place'] ?? this.#rows);
  }

  /** Those of the columns that rows are sorted by which are left. */
  #byColumns(): readonly string[] {
    return this.#by.filter((name) => this.#columns.some((column) => column.name === name));
  }

  async #keepRows(where: Sql): Promise<void> {
    await this.#replace(sql`select * replace (row_number() over (order by ${PLACE}) - 1 as ${PLACE})
      from ${this.#table} where ${where}`);
  }

  async #keepColumns(columns: readonly Column[]): Promise<void> {
    this.#columns = columns;
    const list = join([...columns.map(({ name }) => id(name)), ORIGIN, PLACE]);
    await this.#replace(sql`select ${list} from ${this.#table}`);
  }

  async #replace(query: Sql): Promise<void> {
    const before = this.#table;
    const next = id(`${this.#name}_${this.#version + 1}`);
    await this.#session.run(sql`create table ${next} as ${query}`);
    this.#version += 1;
    await this.#session.run(sql`drop table if exists ${before}`);
    const [count] = await this.#session.rows(sql`select count(*) as rows from ${next}`);
    this.#rows = Number(count?.['rows'] ?? 0);
  }
}
