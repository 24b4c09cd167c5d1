import type { Finding } from '../core/finding.ts';
import type { Session } from '../duckdb/session.ts';
import { id, sql, type Sql } from '../duckdb/sql.ts';
import { conform } from './conform.ts';
import type { CopyPlan } from './copy-rows.ts';
import type { Part } from './part.ts';
import type { ReadRequest, ReadResult, SourceFile } from './format.ts';
import { jsonPath, readingJson } from './json-file.ts';
import { hasInexactNumbers } from './json-numbers.ts';
import { recordsPart } from './json-records.ts';
import { flatteningOf } from './standardize/flatten.ts';
import { readsNumbers } from './standardize/rules.ts';
import { jsonText } from './json-text.ts';

/**
 * Reads JSON files; `recordsOf` gives the records of a file, at the path where its text is, as a query of one VARCHAR
 * column `record`. Records are first held as text: every one is looked at for its keys before any is typed.
 */
export async function readRecords(
  session: Session,
  request: ReadRequest,
  recordsOf: (path: string, file: SourceFile) => Promise<Sql>,
): Promise<ReadResult> {
  const parts: Part[] = [];
  const findings: Finding[] = [];
  const declared = request.columns !== undefined;
  const tellNumbers = declared && readsNumbers(request.standardize);
  const flatten = flatteningOf(request);
  const tables = request.files.map((_, index) => `${request.into} values ${index}`);
  const table = id(`${request.into} records`);
  for (const [index, file] of request.files.entries()) {
    const path = await jsonPath(session, file);
    const records = await recordsOf(path, file);
    await readingJson(file, () => session.run(sql`create or replace temp table ${table} as ${records}`));
    const exact = await hasInexactNumbers(path);
    const into = tables[index] ?? '';
    const made = await recordsPart(session, {
      object: file.object,
      from: table,
      exact,
      declared,
      tellNumbers,
      flatten,
      into,
    });
    parts.push(made.part);
    findings.push(...made.findings);
  }
  await session.run(sql`drop table if exists ${table}`);
  const result = await conform(session, parts, request);
  for (const name of tables) await session.run(sql`drop table ${id(name)}`);
  return { ...result, findings: [...findings, ...result.findings] };
}

/** How rows are written as JSON objects, in one array or one a line. */
export function recordsPlan(extension: string, { array }: { array: boolean }): CopyPlan {
  return {
    extension,
    compressions: ['none', 'gzip', 'zstd'],
    options: sql`format json, array ${array}`,
    value: ({ name, type }) => jsonText(name, type, 'json'),
  };
}
