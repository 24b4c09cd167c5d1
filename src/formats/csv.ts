import { sql, type Sql } from '../duckdb/sql.ts';
import type { Session } from '../duckdb/session.ts';
import { copyRows, type CopyPlan } from './copy-rows.ts';
import type { Format, WriteOptions } from './format.ts';
import { jsonText } from './json-text.ts';
import type { FormatKind } from './kinds/format-kind.ts';
import { csvKind } from './kinds/csv.ts';
import { tsvKind } from './kinds/tsv.ts';
import { readCsv } from './read-csv.ts';

/**
 * Comma, semicolon, tab or pipe separated values with a header line (RFC 4180). An empty field is NULL; a quoted empty
 * field is an empty text, and NULL in a column that is not text. In a file of one column an empty line is a NULL row.
 */
export const csv: Format = delimited(csvKind, ',');

/** The same, written with tabs. */
export const tsv: Format = delimited(tsvKind, '\t');

function delimited(kind: FormatKind, delimiter: string): Format {
  // Nested values are written as JSON, which is what they are read back from.
  const plan: CopyPlan = {
    extension: kind.name,
    compressions: ['none', 'gzip', 'zstd'],
    options: sql`format csv, header true, delimiter ${delimiter}`,
    value: ({ name, type }) => jsonText(name, type, 'nested'),
  };
  const write = (session: Session, query: Sql, path: string, options?: WriteOptions): Promise<void> =>
    copyRows(session, query, { path, plan, ...(options && { options }) });
  return { ...kind, compressions: plan.compressions, read: readCsv, write };
}
