import { UserError, userError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { Session } from '../duckdb/session.ts';
import { id, join, raw, sql } from '../duckdb/sql.ts';
import { uniqueNames } from './column-names.ts';
import { conform } from './conform.ts';
import { readEnds } from './file-ends.ts';
import type { ReadRequest, ReadResult, SourceFile } from './format.ts';
import { OrcError, openOrc } from './orc/index.ts';
import type { Part } from './part.ts';
import { fileEmpty } from './text-bytes.ts';
import { typedPart } from './typed-part.ts';

/** Reads ORC files, stripe by stripe. */
export async function readOrcFiles(session: Session, request: ReadRequest): Promise<ReadResult> {
  const findings: Finding[] = [];
  const parts: Part[] = [];
  for (const [index, file] of request.files.entries()) {
    const table = `${request.into} orc ${index}`;
    findings.push(...(await load(session, file, table)));
    const typed = typedPart(file.object, id(table), await session.columns(id(table)));
    parts.push(typed.part);
    findings.push(...typed.findings);
  }
  const result = await conform(session, parts, request);
  for (const index of parts.keys()) await session.run(sql`drop table ${id(`${request.into} orc ${index}`)}`);
  return { ...result, findings: [...findings, ...result.findings] };
}

async function load(session: Session, file: SourceFile, table: string): Promise<Finding[]> {
  const { size } = await readEnds(file.path);
  if (size === 0) throw fileEmpty(file);
  try {
    return await loadAs(session, file, table, 'us');
  } catch (error) {
    if (!(error instanceof OrcError) || error.timestampUnit !== 'ns') throw unreadable(file, error);
  }
  try {
    const findings = await loadAs(session, file, table, 'ns');
    await shorten(session, table);
    return findings;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Makes a table of a file. DuckDB's unions cannot be filled from outside: they are structs of their variants. */
async function loadAs(
  session: Session,
  { path, object }: SourceFile,
  table: string,
  timestampUnit: 'ns' | 'us',
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const names = (written: readonly string[]): readonly string[] => {
    const unique = uniqueNames(written, object);
    findings.push(...unique.findings);
    return unique.names;
  };
  await using file = await openOrc(path, { timestampUnit, unions: 'struct', names });
  await session.run(sql`drop table if exists ${id(table)}`);
  await session.createTable(table, { schema: file.schema, batches: file.batches() });
  return findings;
}

/** Of the columns that were read as nanoseconds, those that have none become what all others are. */
async function shorten(session: Session, table: string): Promise<void> {
  const columns = (await session.columns(id(table))).filter(({ type }) => type === 'TIMESTAMP_NS');
  if (columns.length === 0) return;
  const tests = columns.map(
    ({ name }) => sql`coalesce(bool_and(epoch_ns(${id(name)}) % 1000 = 0), true) as ${id(name)}`,
  );
  const [row = {}] = await session.rows(sql`select ${join(tests)} from ${id(table)}`);
  for (const { name } of columns.filter((column) => row[column.name] === true)) {
    await session.run(sql`alter table ${id(table)} alter column ${id(name)} type ${raw('timestamp')}`);
  }
}

function unreadable(file: SourceFile, error: unknown): unknown {
  if (error instanceof UserError) {
    return new UserError(
      error.findings.map((finding) => ({ ...finding, file: file.object })),
      { cause: error },
    );
  }
  if (!(error instanceof OrcError)) return error;
  return userError(
    {
      code: 'ORC_UNREADABLE',
      message: `no readable ORC: ${error.message.split('\n')[0] ?? ''}`,
      file: file.object,
      ...(error.column === undefined ? {} : { column: error.column }),
      hint: 'Fetch or write the file again.',
    },
    { cause: error },
  );
}
