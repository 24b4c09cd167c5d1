import { join } from 'node:path';
import { openSession } from '../../src/duckdb/open-session.ts';
import type { Column, Row } from '../../src/duckdb/session.ts';
import { sql } from '../../src/duckdb/sql.ts';
import type { ReadOptions } from '../../src/formats/format.ts';
import { formatNamed } from '../../src/formats/registry.ts';
import type { Standardize } from '../../src/formats/standardize/rules.ts';
import { tempFolder } from '../temp-folder.ts';

export interface Read {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly bad: readonly Row[];
  readonly codes: readonly string[];
}

/** Reads bytes as a file of a format; `_source_object` is `f`. */
export async function readAs(
  format: string,
  content: string | Uint8Array,
  options: {
    columns?: readonly Column[];
    keepBadRows?: boolean;
    standardize?: Standardize;
    options?: ReadOptions;
  } = {},
): Promise<Read> {
  await using folder = await tempFolder();
  const path = await folder.write('f', content);
  await using session = await openSession({ folders: [folder.path] });
  const read = await formatNamed(format).read(session, { files: [{ path, object: 'f' }], into: 'into', ...options });
  return {
    columns: read.columns,
    rows: await session.rows(sql`select * exclude (_source_object) from ${read.relation} order by _source_row`),
    bad: await session.rows(sql`select * exclude (_source_object) from ${read.badRows} order by all`),
    codes: read.findings.map(({ code }) => code),
  };
}

/** Writes a query in a format and reads it back with its own types. */
export async function writtenAndRead(format: string, query: ReturnType<typeof sql>): Promise<readonly [Row[], Row[]]> {
  await using folder = await tempFolder();
  await using session = await openSession({ folders: [folder.path] });
  const path = join(folder.path, 'f');
  await formatNamed(format).write(session, query, path);
  const columns = await session.columns(sql`(${query})`);
  const read = await formatNamed(format).read(session, { files: [{ path, object: 'f' }], into: 'into', columns });
  const back = sql`select * exclude (_source_object, _source_row) from ${read.relation} order by _source_row`;
  return [await session.rows(query), await session.rows(back)] as const;
}
