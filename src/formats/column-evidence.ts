import type { Finding } from '../core/finding.ts';
import type { Column, Session } from '../duckdb/session.ts';
import { join, raw, sql } from '../duckdb/sql.ts';
import { fold } from './column-names.ts';
import { typeOfTexts, type TextProfile } from './infer-text.ts';
import { numberTooLong } from './number-too-long.ts';

/** What some files say of the type of a column: with what others say, it is what all of them say. Plain data. */
export type ColumnEvidence = TextEvidence | TypeEvidence;

/** Texts whose type is to be found. */
export interface TextEvidence {
  readonly name: string;
  /** Null where there is no text. */
  readonly texts: TextProfile | null;
  /** Some are strings of JSON, which may be dates but not numbers. */
  readonly strings: boolean;
}

/** Types that the files say, in order of appearance. */
export interface TypeEvidence {
  readonly name: string;
  readonly types: readonly string[];
}

/** The columns of all files from what groups of them say: the union by name, in order of appearance. */
export function unitedEvidence(groups: readonly (readonly ColumnEvidence[])[]): ColumnEvidence[] {
  const united = new Map<string, ColumnEvidence>();
  for (const column of groups.flat()) {
    const known = united.get(fold(column.name));
    united.set(fold(column.name), known === undefined ? column : both(known, column));
  }
  return [...united.values()];
}

/**
 * Text gets the narrowest type that every value fits without loss; other types are taken as they are, and where files
 * differ, the one type DuckDB finds for both.
 */
export async function columnsOfEvidence(
  session: Session,
  evidence: readonly ColumnEvidence[],
): Promise<{ columns: Column[]; findings: Finding[] }> {
  const columns: Column[] = [];
  const findings: Finding[] = [];
  for (const column of evidence) {
    if ('types' in column) {
      columns.push({ name: column.name, type: await commonType(session, column, findings) });
      continue;
    }
    const { type, inexact } = typeOfTexts(column.texts ?? undefined, column.strings);
    columns.push({ name: column.name, type });
    if (inexact) findings.push(numberTooLong(column.name));
  }
  return { columns, findings };
}

function both(one: ColumnEvidence, other: ColumnEvidence): ColumnEvidence {
  const { name } = one;
  if ('types' in one || 'types' in other) return { name, types: [...new Set([...typesOf(one), ...typesOf(other)])] };
  return { name, texts: bothProfiles(one.texts, other.texts), strings: one.strings || other.strings };
}

/** Beside a type, text is one too. */
function typesOf(column: ColumnEvidence): readonly string[] {
  return 'types' in column ? column.types : ['VARCHAR'];
}

function bothProfiles(one: TextProfile | null, other: TextProfile | null): TextProfile | null {
  if (one === null || other === null) return one ?? other;
  return {
    classes: [...new Set([...one.classes, ...other.classes])],
    integerDigits: Math.max(one.integerDigits, other.integerDigits),
    decimals: Math.max(one.decimals, other.decimals),
    inexact: one.inexact || other.inexact,
  };
}

async function commonType(session: Session, { name, types }: TypeEvidence, findings: Finding[]): Promise<string> {
  const [first = 'VARCHAR'] = types;
  if (types.length <= 1) return first;
  const common = await unionType(session, types);
  findings.push(differs(name, types, common));
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
