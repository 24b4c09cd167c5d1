import type { Column, Session } from '../duckdb/session.ts';
import { join, raw, sql } from '../duckdb/sql.ts';
import type { Finding } from '../core/finding.ts';
import { fold } from './column-names.ts';
import type { Field, Part } from './part.ts';
import { numberTooLong } from './number-too-long.ts';
import { profileTexts, typeOfTexts } from './infer-text.ts';

/**
 * The columns of files that nobody declared: the union of theirs by name, in order of appearance. Text gets the
 * narrowest type that every value of every file fits without loss; other types are taken as they are, and where files
 * differ, the one type DuckDB finds for both.
 */
export async function inferColumns(
  session: Session,
  parts: readonly Part[],
): Promise<{ columns: Column[]; findings: Finding[] }> {
  const union = unionByName(parts);
  const findings: Finding[] = [];
  const texts = union.filter(({ fields }) => fields.every((field) => !field || isText(field)));
  const profiles = await profileTexts(
    session,
    parts.map((part, index) => ({
      from: part.from,
      values: texts.map(({ fields }) => fields[index]?.value ?? sql`null`),
    })),
  );
  const columns: Column[] = [];
  for (const column of union) {
    const at = texts.indexOf(column);
    if (at === -1) {
      columns.push({ name: column.name, type: await commonType(session, column, findings) });
      continue;
    }
    const onlyDates = column.fields.some((field) => field?.strings === true);
    const { type, inexact } = typeOfTexts(profiles.get(at), onlyDates);
    columns.push({ name: column.name, type });
    if (inexact) findings.push(numberTooLong(column.name));
  }
  return { columns, findings };
}

interface UnionColumn {
  readonly name: string;
  /** By part. */
  readonly fields: readonly (Field | undefined)[];
}

function unionByName(parts: readonly Part[]): UnionColumn[] {
  const byName = parts.map(({ fields }) => new Map(fields.map((field) => [fold(field.name), field])));
  const names = new Map<string, string>();
  for (const { fields } of parts) {
    for (const { name } of fields) if (!names.has(fold(name))) names.set(fold(name), name);
  }
  return [...names].map(([folded, name]) => ({ name, fields: byName.map((fields) => fields.get(folded)) }));
}

/** Text whose type is to be found: all of CSV, and JSON values that are not nested. */
function isText({ type, typed }: Field): boolean {
  return typed !== true && type === 'VARCHAR';
}

async function commonType(session: Session, column: UnionColumn, findings: Finding[]): Promise<string> {
  const types = [...new Set(column.fields.flatMap((field) => (field ? [field.type] : [])))];
  const [first = 'VARCHAR'] = types;
  if (types.length <= 1) return first;
  const common = await unionType(session, types);
  findings.push(differs(column.name, types, common));
  return common;
}

/** Text holds what no other type does. */
async function unionType(session: Session, types: readonly string[]): Promise<string> {
  const members = types.map((type) => sql`select cast(null as ${raw(type)}) as value`);
  try {
    const [column] = await session.columns(sql`(${join(members, ' union all ')})`);
    return column?.type ?? 'VARCHAR';
  } catch {
    return 'VARCHAR';
  }
}

function differs(column: string, types: readonly string[], common: string): Finding {
  return {
    code: 'COLUMN_TYPE_DIFFERS',
    severity: 'warning',
    message: `the files do not agree on the type of the column; it is read as ${common}`,
    column,
    found: types.join(', '),
  };
}
