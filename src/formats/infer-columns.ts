import type { Column, Session } from '../duckdb/session.ts';
import { sql } from '../duckdb/sql.ts';
import type { Finding } from '../core/finding.ts';
import { columnsOfEvidence, type ColumnEvidence } from './column-evidence.ts';
import { fold } from './column-names.ts';
import { profileTexts } from './infer-text.ts';
import type { Field, Part } from './part.ts';

/** The columns of files that nobody declared: the union of theirs by name, in order of appearance. */
export async function inferColumns(
  session: Session,
  parts: readonly Part[],
): Promise<{ columns: Column[]; findings: Finding[]; evidence: ColumnEvidence[] }> {
  const evidence = await gatherEvidence(session, parts);
  return { ...(await columnsOfEvidence(session, evidence)), evidence };
}

async function gatherEvidence(session: Session, parts: readonly Part[]): Promise<ColumnEvidence[]> {
  const union = unionByName(parts);
  const texts = union.filter(({ fields }) => fields.every((field) => !field || isText(field)));
  const profiles = await profileTexts(
    session,
    parts.map((part, index) => ({
      from: part.from,
      values: texts.map(({ fields }) => fields[index]?.value ?? sql`null`),
    })),
  );
  return union.map((column) => {
    const { name, fields } = column;
    const at = texts.indexOf(column);
    if (at === -1) return { name, types: [...new Set(fields.flatMap((field) => (field ? [field.type] : [])))] };
    return { name, texts: profiles.get(at) ?? null, strings: fields.some((field) => field?.strings === true) };
  });
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
