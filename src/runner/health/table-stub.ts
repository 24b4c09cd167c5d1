import { join } from 'node:path';
import type { Effects } from '../../core/effects.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join as joinSql, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { standardNames } from '../../formats/column-name.ts';
import { commitDataset, type NewObject } from '../../lake/commit.ts';
import type { Store } from '../../lake/store.ts';
import { writeDatasetFiles } from '../../local-glue/dataset-writer.ts';
import { plainRows } from './plain-rows.ts';
import type { LandingTable } from './selection.ts';
import type { Stub } from './stub.ts';

/** Rows for a table: those of a source's stub, or made for it. */
export type TableRows = Pick<Stub, 'rows' | 'columns' | 'count'>;

/** What a stub must fit into. */
export interface TableShape {
  readonly columns: readonly Column[];
  readonly partitionBy: readonly string[];
}

interface Place {
  readonly session: Session;
  readonly store: Store;
  readonly marker: string;
  readonly effects: Effects;
}

/** Rows of a table that no source has: a curated one. */
const PLAIN_ROWS = 3;

/**
 * Adds rows to a table, as its part from an origin of their own: the marker. What the table has from others stays. Gives
 * the number of rows. Throws as {@link commitDataset}.
 */
export async function commitStub(
  table: LandingTable,
  shape: TableShape,
  stub: TableRows,
  place: Place,
): Promise<number> {
  const { session, marker } = place;
  const objects = await writeDatasetFiles(session, {
    query: sql`(select ${joinSql(shape.columns.map((column) => valueOf(column, stub, place)))} from ${stub.rows})`,
    partitionBy: shape.partitionBy,
    orderBy: shape.columns.map(({ name }) => id(name)),
    folder: join(session.scratch, 'table-stub', table.zone, table.name, marker),
  });
  await commitOrigin(table, shape, objects, place);
  return stub.count;
}

/** Takes out of a table what {@link commitStub} added, or left half done. */
export async function withdrawStub(
  table: LandingTable,
  shape: TableShape,
  place: Omit<Place, 'session'>,
): Promise<void> {
  await commitOrigin(table, shape, [], place);
}

/** Rows by the types of the columns; the first column of text has the marker. */
export function rowsOfShape({ columns }: TableShape, { marker, clock }: { marker: string; clock: Date }): TableRows {
  const marked = columns.find(({ type }) => type === 'VARCHAR')?.name;
  const list = columns.map(({ name }) =>
    name === marked ? sql`${`${marker}-`} || row_number() over () as ${id(name)}` : id(name),
  );
  const rows = sql`(select ${joinSql(list)} from ${plainRows(columns, { rows: PLAIN_ROWS, clock })})`;
  return { rows, columns, count: PLAIN_ROWS };
}

async function commitOrigin(
  { zone, name }: LandingTable,
  { columns, partitionBy }: TableShape,
  objects: readonly NewObject[],
  { store, marker, effects }: Omit<Place, 'session'>,
): Promise<void> {
  await commitDataset(store, {
    zone,
    dataset: name,
    origin: marker,
    columns,
    partitionBy,
    objects,
    runId: marker,
    effects,
  });
}

/** A column of the table: the stub's own of that name, what tells where the row is from, or NULL. */
function valueOf({ name, type }: Column, { columns }: TableRows, { marker, effects }: Place): Sql {
  const names = standardNames(columns.map((column) => column.name));
  const index = columns.findIndex((column, at) => column.name === name || names[at] === name);
  const own = columns[index];
  const metadata: Readonly<Record<string, Sql>> = {
    _source_object: sql`${marker}`,
    _source_row: sql`row_number() over ()`,
    _ingested_at: sql`${effects.now()}`,
    _run_id: sql`${marker}`,
  };
  const value = own ? id(own.name) : (metadata[name] ?? sql`null`);
  return sql`cast(${value} as ${raw(type)}) as ${id(name)}`;
}
