import { open } from 'node:fs/promises';
import { userError } from '../../core/errors.ts';
import { arrowSchemaOf } from '../../duckdb/arrow-schema.ts';
import type { Session } from '../../duckdb/session.ts';
import { sql, type Sql } from '../../duckdb/sql.ts';
import { compressionOf } from '../copy-rows.ts';
import type { WriteOptions } from '../format.ts';
import { writeAtomically } from '../write-atomically.ts';
import { isAvroName } from './write/avro-names.ts';
import { ByteWriter } from './write/byte-writer.ts';
import { ContainerWriter } from './write/container-writer.ts';
import type { Encoder } from './write/encoder.ts';
import { recordEncoder } from './write/record-encoder.ts';
import { writableQuery } from './write/writable-query.ts';
import { WRITTEN_CODECS } from './written-codecs.ts';

/** About as many bytes as Avro's own tools put into a block, before it is compressed. */
const BLOCK_BYTES = 64 * 1024;

/**
 * Writes an object container file, block by block; equal rows give equal bytes. Throws a `UserError`:
 * `COMPRESSION_UNKNOWN`, `PARTITIONS_UNSUPPORTED`, `AVRO_NAME_INVALID`, `AVRO_VALUE_UNWRITABLE`.
 */
export async function writeAvro(
  session: Session,
  query: Sql,
  path: string,
  { compression, partitionBy = [], recordName = 'Row' }: WriteOptions = {},
): Promise<void> {
  const compressions = [...WRITTEN_CODECS.keys()];
  const codec = WRITTEN_CODECS.get(compressionOf({ extension: 'avro', compressions }, compression)) ?? 'null';
  if (partitionBy.length > 0) throw partitionsUnsupported();
  if (!recordName.split('.').every(isAvroName)) throw nameInvalid(recordName);
  const wanted = writableQuery(query, await session.columns(sql`(${query})`));
  const { fields } = arrowSchemaOf(await session.columns(sql`(${wanted})`));
  const encoder = recordEncoder(recordName, fields);
  await writeAtomically(session, path, async (target) => {
    const file = await open(target, 'w');
    try {
      const writer = await ContainerWriter.begin(file, JSON.stringify(encoder.schema), codec);
      await writeRows(session, wanted, encoder, writer);
    } finally {
      await file.close();
    }
  });
}

async function writeRows(session: Session, query: Sql, encoder: Encoder, writer: ContainerWriter): Promise<void> {
  const out = new ByteWriter();
  let count = 0;
  for await (const batch of session.arrowBatches(query)) {
    const write = encoder.bind(batch.data);
    for (let row = 0; row < batch.numRows; row++) {
      write(out, row);
      count += 1;
      if (out.used < BLOCK_BYTES) continue;
      await writer.block(count, out.take());
      count = 0;
    }
  }
  if (count > 0) await writer.block(count, out.take());
}

function partitionsUnsupported(): Error {
  const message = 'Avro is not written in partitions';
  return userError({ code: 'PARTITIONS_UNSUPPORTED', message, expected: 'parquet, csv, json or ndjson' });
}

function nameInvalid(found: string): Error {
  return userError({
    code: 'AVRO_NAME_INVALID',
    message: 'a record cannot have that name in Avro',
    found,
    expected: 'letters, digits and _, not a digit first; parts of a namespace with a dot between them',
  });
}
