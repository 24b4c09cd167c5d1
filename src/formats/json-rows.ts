import type { Finding } from '../core/finding.ts';
import type { Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import { conform } from './conform.ts';
import type { Part } from './part.ts';
import type { ReadRequest, ReadResult, SourceFile } from './format.ts';
import { readingJson } from './json-file.ts';
import { recordsPart } from './json-records.ts';
import { jsonText } from './json-text.ts';
import { writeAtomically } from './write-atomically.ts';

/**
 * Reads files whose records `recordsOf` gives as a query of one VARCHAR column `record`. Records are first held as
 * text, in full: every one is looked at for its keys before any is typed.
 */
export async function readRecords(
  session: Session,
  request: ReadRequest,
  recordsOf: (file: SourceFile) => Promise<Sql>,
): Promise<ReadResult> {
  const parts: Part[] = [];
  const findings: Finding[] = [];
  const declared = request.columns !== undefined;
  for (const [index, file] of request.files.entries()) {
    const table = recordTable(request.into, index);
    const records = await recordsOf(file);
    await readingJson(file, () => session.run(sql`create or replace temp table ${table} as ${records}`));
    const made = await recordsPart(session, { object: file.object, from: table, declared });
    parts.push(made.part);
    findings.push(...made.findings);
  }
  const result = await conform(session, parts, request);
  for (const index of parts.keys()) await session.run(sql`drop table ${recordTable(request.into, index)}`);
  return { ...result, findings: [...findings, ...result.findings] };
}

/** Writes rows as JSON objects, in one array or one a line. */
export async function writeRecords(
  session: Session,
  query: Sql,
  path: string,
  { array }: { array: boolean },
): Promise<void> {
  const columns = await session.columns(sql`(${query})`);
  const values = columns.map(({ name, type }) => jsonText(name, type, 'json'));
  await writeAtomically(session, path, (target) =>
    session.run(sql`copy (select ${join(values)} from (${query})) to ${target} (format json, array ${array})`),
  );
}

function recordTable(into: string, index: number): Sql {
  return id(`${into} records ${index}`);
}
