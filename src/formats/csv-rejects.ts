import type { Finding } from '../core/finding.ts';
import { sha256 } from '../core/seed.ts';
import type { Row, Session } from '../duckdb/session.ts';
import { id, sql } from '../duckdb/sql.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { rowsAtOffsets, type RowPlaces } from './csv-rows.ts';
import type { LostRow } from './part.ts';
import { readPiece } from './file-ends.ts';
import type { SourceFile } from './format.ts';
import { encodingUnsupported } from './text-bytes.ts';

/** Tables that DuckDB fills with the records a CSV reader could not cut into fields. */
export interface RejectTables {
  readonly errors: string;
  readonly scans: string;
}

/** Rows kept and rows rejected are not all rows of the file: read again by one thread. */
export class RowCountMismatch extends Error {
  override readonly name = 'RowCountMismatch';
  /** The file as the user named it. */
  readonly file: string;

  constructor(file: string) {
    super(`rows of ${file} are missing`);
    this.file = file;
  }
}

/** Names for such tables, free of what an earlier read left in them. */
export async function takeRejectTables(session: Session, reader: string): Promise<RejectTables> {
  // The option takes nothing but a plain identifier.
  const plain = sha256(reader).slice(0, 16);
  const tables = { errors: `rejects_${plain}`, scans: `scans_${plain}` };
  await dropTables(session, tables);
  return tables;
}

export interface CsvRead {
  readonly file: SourceFile;
  readonly dialect: CsvDialect;
  readonly rejects: RejectTables;
  /** Rows that the reader gave. */
  readonly kept: number;
  /** Whether several threads read. */
  readonly parallel: boolean;
  /** Where findings go. */
  readonly findings: Finding[];
}

/**
 * The rows of a CSV file that were left out, with their numbers. Throws a `UserError` (`ENCODING_UNSUPPORTED`) where
 * one is not UTF-8, and {@link RowCountMismatch} where rows are missing that nobody rejected.
 */
export async function lostCsvRows(session: Session, read: CsvRead): Promise<LostRow[]> {
  const { file, dialect, rejects, kept, parallel } = read;
  const errors = await session.rows(sql`
    select line_byte_position as position, max(error_type) as kind, max(column_idx) as fields, any_value(csv_line) as text
    from ${id(rejects.errors)} group by line_byte_position order by line_byte_position`);
  await dropTables(session, rejects);
  if (errors.length === 0 && parallel) return [];
  // One less than the 1-based position: after CR LF, DuckDB points at the line feed.
  const offsets = errors.map((error) => Number(error['position']) - 1);
  const places = await rowsAtOffsets(file.path, dialect, offsets);
  const lost = errors.map((error, index) => lostRow(error, places.rows[index] ?? 0, read));
  const missing = places.total - kept - lost.length;
  if (missing === 0) return lost;
  if (parallel || missing !== 1) throw new RowCountMismatch(file.object);
  return [...lost, await unclosedRow(read, places)];
}

/** With one thread, the only row that DuckDB drops without a word is a last one whose quote is never closed. */
async function unclosedRow({ file, findings }: CsvRead, { total, lastStart }: RowPlaces): Promise<LostRow> {
  findings.push({
    code: 'CSV_QUOTE_UNCLOSED',
    severity: 'error',
    message: 'a quote that opens in this row is never closed: the rest of the file was not read',
    file: file.object,
    row: total,
    hint: 'Close the quote, or double it inside a quoted field.',
  });
  const bytes = await readPiece(file.path, lastStart, LONGEST_LINE_KEPT);
  return { row: total, reason: 'a quote is never closed', raw: new TextDecoder().decode(bytes, { stream: true }) };
}

/** As much as DuckDB keeps of a rejected line. */
const LONGEST_LINE_KEPT = 10_000;

async function dropTables(session: Session, { errors, scans }: RejectTables): Promise<void> {
  await session.run(sql`drop table if exists ${id(errors)}`);
  await session.run(sql`drop table if exists ${id(scans)}`);
}

function lostRow(error: Row, row: number, { file, dialect }: CsvRead): LostRow {
  const kind = String(error['kind']);
  if (kind === 'INVALID ENCODING') throw encodingUnsupported(file.object, 'bytes that are not UTF-8', { row });
  const raw = String(error['text'] ?? '').replace(/^[\r\n]+/, '');
  return { row, raw, reason: reasonOf(kind, Number(error['fields']), dialect.header.length) };
}

function reasonOf(kind: string, found: number, expected: number): string {
  switch (kind) {
    case 'MISSING COLUMNS':
    case 'TOO MANY COLUMNS':
      return `expected ${expected} fields, found ${found}`;
    case 'UNQUOTED VALUE':
      return 'a quote is not closed, or text follows a closing quote';
    case 'LINE SIZE OVER MAXIMUM':
      return 'longer than 2,000,000 bytes';
    default:
      return kind.toLowerCase();
  }
}
