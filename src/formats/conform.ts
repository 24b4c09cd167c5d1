import type { Finding } from '../core/finding.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { matchColumns, missingColumns } from './column-names.ts';
import { normalizeType } from './declared-type.ts';
import { exposeStage } from './expose-stage.ts';
import type { ObjectColumns, ReadRequest, ReadResult } from './format.ts';
import { inferColumns } from './infer-columns.ts';
import type { Field, LostRow, Part } from './part.ts';
import { insertPart, stageTable } from './stage-part.ts';
import { standardParts } from './standardize/standard-parts.ts';

/**
 * Makes one typed relation of the parts: columns matched by name, values read strictly, rows with a value that does
 * not fit set aside. Every row is read once, into a table of the final types; a row's number is its place in it.
 */
export async function conform(session: Session, read: readonly Part[], request: ReadRequest): Promise<ReadResult> {
  const declared = request.columns?.map(({ name, type }) => ({ name, type: normalizeType(type) }));
  const { standardize } = request;
  const { parts, findings: said } = standardize
    ? await standardParts(session, read, { standardize, columns: declared, found: request.found })
    : { parts: read, findings: [] };
  const given = declared ?? request.found;
  const inferred = given ? undefined : await inferColumns(session, parts);
  const columns = given ?? inferred?.columns ?? [];
  const findings: Finding[] = [...said, ...(inferred?.findings ?? [])];
  const matched = parts.map((part) => matchPart(part, columns, declared !== undefined, findings));

  const stage = `${request.into} stage`;
  const keepBadRows = request.keepBadRows ?? false;
  await session.run(stageTable(stage, columns));
  const firsts: number[] = [];
  const lost: (readonly LostRow[])[] = [];
  let total = 0;
  for (const [index, part] of parts.entries()) {
    firsts.push(total);
    const kept = await session.run(
      insertPart(stage, { part, index, columns, fields: matched[index] ?? [], keepBadRows }),
    );
    total += kept;
    lost.push((await part.lostRows?.(kept)) ?? []);
  }
  const objects = parts.map(({ object }) => object);
  const views = await exposeStage(session, { into: request.into, stage, columns, objects, firsts, lost, keepBadRows });
  const became = parts.map((part, index) => columnsOf(part, columns, matched[index] ?? []));
  return { ...views, findings, schemas: became, ...(inferred ? { evidence: inferred.evidence } : {}) };
}

function columnsOf(
  { object, fields }: Part,
  columns: readonly Column[],
  matched: readonly (Field | undefined)[],
): ObjectColumns {
  const names = new Map(columns.map(({ name }, index) => [matched[index], name]));
  return {
    object,
    columns: fields.map((field) => ({
      name: field.written ?? field.name,
      type: field.type,
      column: names.get(field) ?? null,
    })),
  };
}

function matchPart(
  part: Part,
  columns: readonly Column[],
  declared: boolean,
  findings: Finding[],
): (Field | undefined)[] {
  const available = part.fields.map(({ name }) => name);
  const wanted = columns.map(({ name }) => name);
  const match = matchColumns(wanted, available, part.object);
  if (declared) {
    if (match.missing.length > 0 && !part.sparse) throw missingColumns(match.missing, available, part.object);
    findings.push(...match.findings);
  }
  findings.push(...match.missing.map((column) => absent(part.object, column)));
  return match.places.map((place) => (place === undefined ? undefined : part.fields[place]));
}

function absent(file: string, column: string): Finding {
  const message = 'no row of the file has this column; it is NULL there';
  return { code: 'COLUMN_ABSENT', severity: 'warning', message, file, column };
}
