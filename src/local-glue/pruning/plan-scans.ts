import { isNode } from '../../duckdb/query-shape.ts';
import type { Bindings, Session } from '../../duckdb/session.ts';
import { raw, sql } from '../../duckdb/sql.ts';
import { cutFilters } from './cut-filters.ts';
import { TABLE_FOLDER } from './placeholders.ts';

/** A query of a user's with the values of its parameters. */
export interface BoundQuery {
  readonly query: string;
  readonly bindings: Bindings;
}

/** A place of a plan where the placeholders of a table are read. */
export interface PlannedScan {
  /** `zone.dataset`; undefined where the plan does not say. */
  readonly table: string | undefined;
  /** Conditions on partition columns that have left out files, as SQL; a file is read only where all are true. */
  readonly filters: readonly string[];
  /** How many files are left; undefined where the plan does not say. */
  readonly files: number | undefined;
}

/** The scans in DuckDB's plan of a query over placeholders. Throws a `DuckDBError` where it cannot be planned. */
export async function planScans(session: Session, { query, bindings }: BoundQuery): Promise<PlannedScan[]> {
  const [row] = await session.rows(sql`explain (format json) ${raw(query)}`, bindings);
  const plan: unknown = JSON.parse(String(row?.['explain_value']));
  return scansIn(plan);
}

function scansIn(value: unknown): PlannedScan[] {
  if (Array.isArray(value)) return value.flatMap(scansIn);
  if (!isNode(value)) return [];
  const below = scansIn(value['children']);
  const about = value['extra_info'];
  return isNode(about) && about['Function'] === 'READ_CSV' ? [scanOf(about), ...below] : below;
}

function scanOf(about: Readonly<Record<string, unknown>>): PlannedScan {
  const filters = cutFilters(textOf(about['File Filters']));
  const tables = filters.map((filter) => TABLE_FILTER.exec(filter)?.[1]);
  const [, files] = /^(\d+)\/\d+$/.exec(textOf(about['Scanning Files'])) ?? [];
  return {
    table: tables.find((table) => table !== undefined),
    filters: filters.filter((_, index) => tables[index] === undefined),
    files: files === undefined ? undefined : Number(files),
  };
}

const TABLE_FILTER = new RegExp(`^\\(${TABLE_FOLDER} = '([^']*)'\\)$`);

/** DuckDB cuts a text with line breaks into a list. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : '';
}
