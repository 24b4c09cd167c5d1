import { normalizeType } from '../../../formats/declared-type.ts';
import { standardNames } from '../../../formats/column-name.ts';
import type { Column } from '../../../duckdb/session.ts';
import { committedShape } from '../committed-shape.ts';
import type { HopOutcome } from '../hop-log.ts';
import { tableName, type LandingTable } from '../selection.ts';
import type { Stub } from '../stub.ts';
import { commitStub, rowsOfShape, type TableRows, type TableShape } from '../table-stub.ts';
import type { Drive } from './drive.ts';

/** What ingestion adds to every dataset. */
const METADATA: readonly Column[] = [
  { name: '_source_object', type: 'VARCHAR' },
  { name: '_source_row', type: 'BIGINT' },
  { name: '_ingested_at', type: 'TIMESTAMP' },
  { name: '_run_id', type: 'VARCHAR' },
];

/** Lands stubs behind ingestion, or behind the jobs; gives the tables that have theirs. */
export async function landTables(drive: Drive): Promise<string[]> {
  const alive: string[] = [];
  for (const table of drive.selection.tables) {
    const place = { hop: 'land', subject: tableName(table), zone: table.zone } as const;
    if (await drive.hops.run(place, () => landOne(table, drive))) alive.push(place.subject);
  }
  return alive;
}

async function landOne(table: LandingTable, drive: Drive): Promise<HopOutcome> {
  const { context, marker } = drive;
  const { shape, rows } = table.zone === 'processed' ? await ingested(table, drive) : await made(table, drive);
  const count = await commitStub(table, shape, rows, { ...context, marker });
  await context.catalog.refresh(table.zone, table.name);
  return { state: 'alive', rows: count };
}

/** As ingestion would make the table of its source. */
async function ingested(
  { name }: LandingTable,
  { context, stubOf }: Drive,
): Promise<{ shape: TableShape; rows: TableRows }> {
  const spec = context.scenario.spec.ingestion[name];
  const rows = await stubOf(spec?.source ?? name);
  const columns = spec?.columns
    ? Object.entries(spec.columns).map(([column, type]) => ({ name: column, type: normalizeType(type) }))
    : columnsOf(rows);
  return { shape: { columns: [...columns, ...METADATA], partitionBy: spec?.partitionBy ?? [] }, rows };
}

function columnsOf({ columns }: Stub): Column[] {
  const names = standardNames(columns.map(({ name }) => name));
  return columns.map(({ type }, index) => ({ name: names[index] ?? '', type }));
}

/** As the lake has the table by now. */
async function made(
  table: LandingTable,
  { context, lake, marker }: Drive,
): Promise<{ shape: TableShape; rows: TableRows }> {
  const shape = await committedShape(lake, table);
  return { shape, rows: rowsOfShape(shape, { marker, clock: context.effects.now() }) };
}
