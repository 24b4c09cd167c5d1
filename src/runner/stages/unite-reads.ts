import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, sql } from '../../duckdb/sql.ts';
import { columnsOfEvidence, unitedEvidence, type ColumnEvidence } from '../../formats/column-evidence.ts';
import { standardNames } from '../../formats/column-name.ts';
import type { ReadResult } from '../../formats/format.ts';
import { storableType } from '../../formats/storable-type.ts';

/** An object as it was read under the names and types of its own, and the way to read it again under other types. */
export interface OwnRead {
  readonly read: ReadResult;
  readonly again: (found: readonly Column[]) => Promise<ReadResult>;
}

/** The reads with standard names, all of one type a column, and those columns. */
export interface United {
  readonly reads: readonly ReadResult[];
  readonly columns: readonly Column[];
  readonly findings: readonly Finding[];
}

interface Named extends OwnRead {
  /** Standard names of its columns. */
  readonly names: readonly string[];
}

/**
 * Brings objects that nobody declared columns for under one schema: standard names, the same for the same name in every
 * object, in the order they are first seen; of each column the narrowest type that holds the values of all objects
 * exactly. What the objects' texts say is put together as if they were one file; where types meet that no type but text
 * holds exactly, it is text. An object whose own types are others is read again.
 */
export async function uniteReads(session: Session, reads: readonly OwnRead[]): Promise<United> {
  const named = withNames(reads);
  const asText = new Set<string>();
  for (;;) {
    const { columns, findings } = await commonColumns(session, named, asText);
    const united: ReadResult[] = [];
    const lossy: string[] = [];
    for (const one of named) {
      const found = one.read.columns.map(({ name }, index) => ({ name, type: typeOf(columns, one.names[index]) }));
      const same = one.read.columns.every(({ type }, index) => type === found[index]?.type);
      const read = same ? one.read : await one.again(found);
      if (!same) lossy.push(...(await unfitColumns(session, read, one.names)));
      united.push(renamed(read, one.names));
    }
    const next = lossy.filter((name) => !asText.has(name));
    if (next.length === 0) return { reads: united, columns, findings };
    for (const name of next) asText.add(name);
  }
}

function withNames(reads: readonly OwnRead[]): Named[] {
  const known = new Map<string, string>();
  return reads.map((one) => {
    const own = one.read.columns.map(({ name }) => name);
    const names = standardNames(own, known);
    for (const [index, name] of own.entries()) if (!known.has(name)) known.set(name, names[index] ?? name);
    return { ...one, names };
  });
}

async function commonColumns(
  session: Session,
  reads: readonly Named[],
  asText: ReadonlySet<string>,
): Promise<{ columns: Column[]; findings: Finding[] }> {
  const types = new Map<string, Set<string>>();
  for (const { read, names } of reads) {
    for (const [index, { type }] of read.columns.entries()) {
      const name = names[index] ?? '';
      if (!saysNothing(read.evidence?.[index])) types.set(name, (types.get(name) ?? new Set()).add(type));
    }
  }
  const united = unitedEvidence(reads.map((one) => evidenceOf(one, reads)));
  const common = await columnsOfEvidence(session, united);
  const said = new Set(reads.flatMap(({ read }) => read.findings.map(({ code, column }) => `${code} ${column}`)));
  const columns = common.columns.map(({ name, type }) => {
    const text = asText.has(name) || !isExact([...(types.get(name) ?? [])]);
    return { name, type: text ? 'VARCHAR' : storableType(type) };
  });
  return { columns, findings: common.findings.filter(({ code, column }) => !said.has(`${code} ${column}`)) };
}

/** Under standard names; beside an object that says the type itself, text is of the type that was found for it. */
function evidenceOf({ read, names }: Named, reads: readonly Named[]): ColumnEvidence[] {
  return read.columns.flatMap(({ type }, index): ColumnEvidence[] => {
    const name = names[index] ?? '';
    const own = read.evidence?.[index] ?? { name, types: [type] };
    const typed = reads.some((other) => {
      const evidence = other.read.evidence?.[other.names.indexOf(name)];
      return evidence !== undefined && 'types' in evidence;
    });
    if (!('texts' in own) || !typed) return [{ ...own, name }];
    return [{ name, types: saysNothing(own) ? [] : [type] }];
  });
}

/** A column of NULLs alone, whose type the file does not say. */
function saysNothing(evidence: ColumnEvidence | undefined): boolean {
  return evidence !== undefined && 'texts' in evidence && evidence.texts === null;
}

/** Types that some other type would hold, but as something else: 1 is not true, and a decimal is no double. */
function isExact(types: readonly string[]): boolean {
  const [booleans, decimals, floats] = [/^BOOLEAN$/, /^DECIMAL/, /^(DOUBLE|FLOAT)$/].map((kind) =>
    types.filter((type) => kind.test(type)),
  );
  const mixed = (some: readonly string[] = []): boolean => some.length > 0 && some.length < types.length;
  return !mixed(booleans) && !(mixed(decimals) && mixed(floats));
}

function typeOf(columns: readonly Column[], name: string | undefined): string {
  return columns.find((column) => column.name === name)?.type ?? 'VARCHAR';
}

/** Columns, by standard name, with a value that their new type does not hold. */
async function unfitColumns(session: Session, read: ReadResult, names: readonly string[]): Promise<string[]> {
  const rows = await session.rows(
    sql`select distinct column_name from ${read.badRows} where column_name is not null order by all`,
  );
  const unfit = new Set(rows.map((row) => row['column_name']));
  return read.columns.flatMap(({ name }, index) => (unfit.has(name) ? [names[index] ?? name] : []));
}

/** The same rows with the columns under their standard names. */
function renamed(read: ReadResult, names: readonly string[]): ReadResult {
  const columns = read.columns.map(({ name, type }, index) => ({ name: names[index] ?? name, type }));
  const list = read.columns.map(({ name }, index) => sql`${id(name)} as ${id(names[index] ?? name)}`);
  const became = new Map(read.columns.map(({ name }, index) => [name, names[index] ?? name]));
  const schemas = (read.schemas ?? []).map(({ object, columns: own }) => ({
    object,
    columns: own.map((one) => ({ ...one, column: one.column === null ? null : (became.get(one.column) ?? null) })),
  }));
  return {
    ...read,
    columns,
    schemas,
    relation: sql`(select ${join(list)}, _source_object, _source_row from ${read.relation})`,
  };
}
