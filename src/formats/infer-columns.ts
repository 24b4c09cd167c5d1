import type { Column, Session } from '../duckdb/session.ts';
import { join, raw, sql } from '../duckdb/sql.ts';
import type { Finding } from '../core/finding.ts';
import { fold } from './column-names.ts';
import type { Field, Part } from './part.ts';
import { fitOf } from './fit.ts';
import { hasLongNumber } from './json-exact.ts';
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
      columns.push({ name: column.name, type: await commonType(session, parts, column, findings) });
      continue;
    }
    const onlyDates = column.fields.some((field) => field?.shape === 'VARCHAR');
    const { type, inexact } = typeOfTexts(profiles.get(at), onlyDates);
    columns.push({ name: column.name, type });
    if (inexact) findings.push(tooLong(column.name));
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

/** Text whose type is to be found: all of CSV, and JSON values that are neither nested nor true or false. */
function isText({ type, shape, typed }: Field): boolean {
  return typed !== true && type === 'VARCHAR' && (shape === undefined || shape === 'NUMBER' || shape === 'VARCHAR');
}

async function commonType(
  session: Session,
  parts: readonly Part[],
  column: UnionColumn,
  findings: Finding[],
): Promise<string> {
  const types = [...new Set(column.fields.flatMap((field) => (field ? [shapeOf(field)] : [])))];
  const [first = 'VARCHAR'] = types;
  const shaped = column.fields.some((field) => field?.shape !== undefined);
  const common = types.length <= 1 ? first : shaped ? commonShapeType(types) : await unionType(session, types);
  if (types.length > 1) findings.push(differs(column.name, types, common));
  for (const [index, part] of parts.entries()) {
    const fit = await jsonFits(session, part, column.fields[index], common);
    if (fit === 'inexact') findings.push(tooLong(column.name));
    if (fit !== 'fits') return 'JSON';
  }
  return common;
}

function shapeOf({ type, shape }: Field): string {
  if (shape === 'NUMBER') return 'DOUBLE';
  return shape ?? type;
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

/** Nested values of several shapes stay JSON; those mixed with plain ones become text. */
function commonShapeType(types: readonly string[]): string {
  return types.every((type) => /[\])]$/.test(type) || type === 'JSON') ? 'JSON' : 'VARCHAR';
}

/** Whether every value of a JSON column can be held, exactly, by the type its shape suggests. */
async function jsonFits(
  session: Session,
  part: Part,
  field: Field | undefined,
  type: string,
): Promise<'fits' | 'unfit' | 'inexact'> {
  if (field?.shape === undefined) return 'fits';
  const { fits } = fitOf(field.value, field.type, type);
  const long = type.includes('DOUBLE') ? hasLongNumber(field.value) : sql`false`;
  const [row] = await session.rows(sql`
    select coalesce(bool_and(${fits}), true) as fits, coalesce(bool_or(${long}), false) as long from ${part.from}`);
  if (row?.['long'] === true) return 'inexact';
  return row?.['fits'] === true ? 'fits' : 'unfit';
}

function tooLong(column: string): Finding {
  return {
    code: 'NUMBER_TOO_LONG',
    severity: 'warning',
    message: 'the column has numbers that no numeric type holds exactly; it is kept as text or JSON',
    column,
    hint: 'Declare the column to choose its type.',
  };
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
