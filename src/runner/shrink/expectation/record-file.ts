import { readFile, writeFile } from 'node:fs/promises';
import { UserError } from '../../../core/errors.ts';
import type { Session } from '../../../duckdb/session.ts';
import { id, join, sql } from '../../../duckdb/sql.ts';
import { formatNamed } from '../../../formats/registry.ts';
import { csvRecords, jsonRecords, lineRecords, withRecords, type RecordText } from './records.ts';

/** A file of a source, of which some records are left. */
export interface RecordFile {
  readonly source: string;
  /** The name of the file. */
  readonly object: string;
  /** 0 for a file that cannot be taken apart, and stays whole. */
  readonly count: number;
  /** The places of records that are known as bad. */
  readonly guilty: readonly number[];
  /** Writes the file with the records of these places, in order. */
  readonly write: (path: string, kept: readonly number[]) => Promise<void>;
  /** Those records as text for people. */
  readonly show: (kept: readonly number[]) => Promise<readonly string[]>;
}

/** What is known of a file that has landed. */
interface LandedFile {
  readonly source: string;
  readonly object: string;
  readonly path: string;
  readonly format: string | null;
  readonly guilty: readonly number[];
}

/** Takes a file apart: text as it stands, byte by byte; a file of columns into rows. */
export async function openRecordFile(session: Session, file: LandedFile, into: string): Promise<RecordFile> {
  const { source, object, path, format, guilty } = file;
  if (format === 'parquet' || format === 'arrow' || format === 'avro') {
    const rows = await columnFile(session, { ...file, format }, into);
    if (rows !== undefined) return rows;
  }
  // One letter a byte, whatever the encoding: what is looked for is ASCII in all that are read.
  const text = await readFile(path, 'latin1');
  const records = recordsIn(text, format) ?? { head: text, records: [], between: '', tail: '' };
  return {
    source,
    object,
    guilty,
    count: records.records.length,
    write: (target, kept) => writeFile(target, withRecords(records, kept), 'latin1'),
    show: (kept) =>
      Promise.resolve(
        kept.map((place) =>
          Buffer.from(records.records[place] ?? '', 'latin1')
            .toString('utf8')
            .trim(),
        ),
      ),
  };
}

function recordsIn(text: string, format: string | null): RecordText | undefined {
  if (format === 'csv') return csvRecords(text);
  if (format === 'ndjson') return lineRecords(text);
  return format === 'json' ? jsonRecords(text) : undefined;
}

/** Undefined for a file that is damaged, and stays as it is. */
async function columnFile(
  session: Session,
  { source, object, path, format: name, guilty }: LandedFile & { readonly format: string },
  into: string,
): Promise<RecordFile | undefined> {
  const format = formatNamed(name);
  const read = await format.read(session, { files: [{ path, object }], into }).catch((error: unknown) => {
    if (error instanceof UserError) return undefined;
    throw error;
  });
  if (read === undefined) return undefined;
  const { relation, columns } = read;
  const list = join(columns.map((column) => id(column.name)));
  const query = (kept: readonly number[]): ReturnType<typeof sql> => sql`select ${list} from ${relation}
    where _source_row in (select unnest([${kept.map((place) => place + 1)}]::bigint[])) order by _source_row`;
  const [count] = await session.rows(sql`select count(*) as rows from ${relation}`);
  return {
    source,
    object,
    guilty,
    count: Number(count?.['rows'] ?? 0),
    write: (target, kept) => format.write(session, query(kept), target),
    show: async (kept) => (await session.rows(query(kept))).map((row) => JSON.stringify(row)),
  };
}
