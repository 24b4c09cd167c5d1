import { messageOf, UserError, userError } from '../core/errors.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { id, sql } from '../duckdb/sql.ts';
import { AvroFile } from './avro/container/avro-file.ts';
import { tableOf } from './avro/columns/record-batches.ts';
import { evolved, type LoadedFile } from './avro/evolved.ts';
import type { AvroType } from './avro/schema/avro-type.ts';
import { parseSchemaText } from './avro/schema/parse-schema.ts';
import { conform } from './conform.ts';
import { exposeStage } from './expose-stage.ts';
import { readEnds } from './file-ends.ts';
import type { ReadRequest, ReadResult, SourceFile } from './format.ts';
import { stageOfTable } from './stage-part.ts';
import { fileEmpty } from './text-bytes.ts';

/** Reads object container files, block by block. */
export async function readAvro(session: Session, request: ReadRequest): Promise<ReadResult> {
  const loaded: LoadedFile[] = [];
  for (const [index, file] of request.files.entries()) {
    loaded.push(await load(session, file, `${request.into} avro ${index}`));
  }
  const { parts, findings } = evolved(loaded);
  const [only] = loaded;
  const [part] = parts;
  if (only && part && loaded.length === 1) {
    const columns = part.fields.map(({ name, type }) => ({ name, type }));
    if (isWanted(columns, request)) return { ...(await asItIs(session, only, columns, request)), findings };
  }
  const result = await conform(session, parts, request);
  for (const { table } of loaded) await session.run(sql`drop table ${id(table)}`);
  return { ...result, findings: [...findings, ...result.findings] };
}

/** Whether the columns are wanted as the file has them. */
function isWanted(columns: readonly Column[], request: ReadRequest): boolean {
  return !request.columns && (!request.found || JSON.stringify(request.found) === JSON.stringify(columns));
}

/** The rows of one file, none of which is copied. */
async function asItIs(
  session: Session,
  { table, object }: LoadedFile,
  columns: readonly Column[],
  { into }: ReadRequest,
): Promise<Omit<ReadResult, 'findings'>> {
  for (const statement of stageOfTable(table)) await session.run(statement);
  const stage = { into, stage: table, columns, objects: [object], firsts: [0], lost: [], keepBadRows: false };
  const evidence = columns.map(({ name, type }) => ({ name, types: [type] }));
  return { ...(await exposeStage(session, stage)), evidence };
}

async function load(session: Session, file: SourceFile, table: string): Promise<LoadedFile> {
  const { size } = await readEnds(file.path);
  if (size === 0) throw fileEmpty(file);
  const avro = await AvroFile.open(file, size);
  const type = schemaOf(avro, file);
  const { names, schema, batches } = tableOf(avro, type, file.object);
  await session.run(sql`drop table if exists ${id(table)}`);
  try {
    await session.createTable(table, { schema, batches });
  } catch (error) {
    throw named(error, names, file);
  }
  const columns = await session.columns(id(table));
  return { object: file.object, table, names, types: columns.map(({ type: name }) => name), type };
}

function schemaOf(avro: AvroFile, file: SourceFile): AvroType {
  const text = avro.text('avro.schema');
  if (text !== undefined) return parseSchemaText(text, file.object);
  const message = 'the header of the file has no schema';
  throw userError({ code: 'AVRO_SCHEMA_INVALID', message, file: file.object, expected: 'an entry avro.schema' });
}

/** A value that the table cannot hold: the column by its own name. */
function named(error: unknown, names: readonly string[], file: SourceFile): unknown {
  if (!(error instanceof UserError)) return error;
  const [finding] = error.findings;
  if (finding?.code.startsWith('ARROW_') !== true) return error;
  const column = names[Number(finding.column?.slice(1))];
  const { found, expected } = finding;
  return userError(
    {
      code: 'AVRO_UNREADABLE',
      message: `a value does not fit the type of its column: ${messageOf(error).split('\n')[0] ?? ''}`,
      file: file.object,
      ...(column === undefined ? {} : { column }),
      ...(found === undefined ? {} : { found }),
      ...(expected === undefined ? {} : { expected }),
      hint: 'Fetch or write the file again.',
    },
    { cause: error },
  );
}
