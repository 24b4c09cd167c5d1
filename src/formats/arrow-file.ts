import { createReadStream } from 'node:fs';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { RecordBatchFileWriter, RecordBatchReader } from 'apache-arrow';
import { messageOf, userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import { arrowSchemaOf } from '../duckdb/arrow-schema.ts';
import type { Session } from '../duckdb/session.ts';
import { id, sql, type Sql } from '../duckdb/sql.ts';
import { countArrowRows } from './arrow-frames.ts';
import { conform } from './conform.ts';
import type { Part } from './part.ts';
import { readEnds } from './file-ends.ts';
import { compressionOf } from './copy-rows.ts';
import type { ReadRequest, ReadResult, SourceFile, WriteOptions } from './format.ts';
import { fileEmpty } from './text-bytes.ts';
import { typedPart } from './typed-part.ts';
import { writeAtomically } from './write-atomically.ts';

/** Reads IPC files and streams, batch by batch. */
export async function readArrow(session: Session, request: ReadRequest): Promise<ReadResult> {
  const findings: Finding[] = [];
  const parts: Part[] = [];
  for (const [index, file] of request.files.entries()) {
    const table = `${request.into} arrow ${index}`;
    await load(session, file, table);
    const typed = typedPart(file.object, id(table), await session.columns(id(table)));
    parts.push(typed.part);
    findings.push(...typed.findings);
  }
  const result = await conform(session, parts, request);
  for (const index of parts.keys()) await session.run(sql`drop table ${id(`${request.into} arrow ${index}`)}`);
  return { ...result, findings: [...findings, ...result.findings] };
}

async function load(session: Session, file: SourceFile, table: string): Promise<void> {
  const { size } = await readEnds(file.path);
  if (size === 0) throw fileEmpty(file);
  try {
    const rows = await countArrowRows(file.path);
    const reader = await RecordBatchReader.from(createReadStream(file.path));
    await reader.open({ autoDestroy: false });
    await session.run(sql`drop table if exists ${id(table)}`);
    await session.createTable(table, { schema: reader.schema, batches: reader });
    const [counted] = await session.rows(sql`select count(*) as rows from ${id(table)}`);
    if (counted?.['rows'] !== rows) throw new Error('the footer does not list all of the data');
  } catch (error) {
    throw userError(
      {
        code: 'ARROW_UNREADABLE',
        message: `no readable Arrow data: ${messageOf(error).split('\n')[0] ?? ''}`,
        file: file.object,
        hint: 'Fetch or write the file again.',
      },
      { cause: error },
    );
  }
}

/** Writes an IPC file, batch by batch. Throws `COMPRESSION_UNKNOWN` and `PARTITIONS_UNSUPPORTED`. */
export async function writeArrow(
  session: Session,
  query: Sql,
  path: string,
  { compression, partitionBy = [] }: WriteOptions = {},
): Promise<void> {
  compressionOf({ extension: 'arrow', compressions: ['none'] }, compression);
  if (partitionBy.length > 0) {
    throw userError({
      code: 'PARTITIONS_UNSUPPORTED',
      message: 'Arrow is not written in partitions',
      expected: 'parquet, csv, json or ndjson',
    });
  }
  const schema = arrowSchemaOf(await session.columns(sql`(${query})`));
  await writeAtomically(session, path, async (target) => {
    const writer = new RecordBatchFileWriter();
    writer.reset(undefined, schema);
    const written = pipeline(writer.toNodeStream(), createWriteStream(target));
    for await (const batch of session.arrowBatches(query)) writer.write(batch);
    writer.finish();
    await written;
  });
}
