import { open } from 'node:fs/promises';
import { userError } from '../core/errors.ts';
import { arrowSchemaOf } from '../duckdb/arrow-schema.ts';
import { replaceTypes } from '../duckdb/replace-types.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { compressionOf } from './copy-rows.ts';
import type { Compression, WriteOptions } from './format.ts';
import { OrcError, writeOrcTo, type OrcWriteCompression } from './orc/index.ts';
import { writeAtomically } from './write-atomically.ts';

const COMPRESSIONS = ['zlib', 'snappy', 'zstd', 'none'] as const satisfies readonly (Compression &
  OrcWriteCompression)[];

/**
 * Writes an ORC file, stripe by stripe. Types that ORC lacks are cast as in the other formats: HUGEINT to
 * DECIMAL(38,0), times of day, intervals, bits and unions to text. Throws a `UserError`: `COMPRESSION_UNKNOWN`,
 * `PARTITIONS_UNSUPPORTED`, `ORC_VALUE_UNSUPPORTED`.
 */
export async function writeOrcFile(
  session: Session,
  query: Sql,
  path: string,
  { compression, partitionBy = [] }: WriteOptions = {},
): Promise<void> {
  const wanted = compressionOf({ extension: 'orc', compressions: COMPRESSIONS }, compression);
  if (partitionBy.length > 0) {
    throw userError({
      code: 'PARTITIONS_UNSUPPORTED',
      message: 'ORC is not written in partitions',
      expected: 'parquet, csv, json or ndjson',
    });
  }
  const rows = sql`select ${join((await session.columns(sql`(${query})`)).map(heldByOrc))} from (${query})`;
  const schema = arrowSchemaOf(await session.columns(sql`(${rows})`));
  const options = { compression: COMPRESSIONS.find((one) => one === wanted) ?? 'zlib' };
  await writeAtomically(session, path, async (target) => {
    const file = await open(target, 'w');
    try {
      const append = async (bytes: Uint8Array): Promise<void> => void (await file.write(bytes));
      await writeOrcTo(append, { schema, batches: session.arrowBatches(rows) }, options);
    } catch (error) {
      throw error instanceof OrcError ? unsupported(error) : error;
    } finally {
      await file.close();
    }
  });
}

function heldByOrc({ name, type }: Column): Sql {
  const held = replaceTypes(type, heldType);
  return held === type ? id(name) : sql`cast(${id(name)} as ${raw(held)}) as ${id(name)}`;
}

const TEXT_ONLY = /^(?:TIME|TIME_NS|TIME WITH TIME ZONE|INTERVAL|BIT|BIGNUM|UNION\(.*\))$/s;

function heldType(type: string): string {
  if (/^U?HUGEINT$/.test(type)) return 'DECIMAL(38,0)';
  return TEXT_ONLY.test(type) ? 'VARCHAR' : type;
}

function unsupported(error: OrcError): Error {
  return userError(
    {
      code: 'ORC_VALUE_UNSUPPORTED',
      message: error.message,
      ...(error.column === undefined ? {} : { column: error.column }),
      hint: 'Write the column as text, or the rows as Parquet.',
    },
    { cause: error },
  );
}
