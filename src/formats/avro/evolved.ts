import type { Finding } from '../../core/finding.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { fold, uniqueNames } from '../column-names.ts';
import type { Part } from '../part.ts';
import { typedPart } from '../typed-part.ts';
import type { AvroField, AvroType } from './schema/avro-type.ts';

/** A file whose values are in a table, with columns by place: `c0`, `c1`… */
export interface LoadedFile {
  readonly object: string;
  readonly table: string;
  /** Of the columns, as the schema has them. */
  readonly names: readonly string[];
  /** Of the columns, in DuckDB. */
  readonly types: readonly string[];
  readonly type: AvroType;
}

/** A column on its way into a part. */
interface Column {
  readonly name: string;
  readonly value: Sql;
  readonly type: string;
}

/**
 * The files of one data set as parts with columns of the same names and types (specification 1.12, "Schema
 * Resolution", where a later file stands for the reader): a column is found under an alias that another file gives it;
 * one that a file lacks has the default of the last file that states one; text is bytes where another file has bytes.
 * Numbers are widened later on, as those of any format are.
 */
export function evolved(files: readonly LoadedFile[]): { parts: Part[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const own = files.map((file) => ownColumns(file, findings));
  const named = files.map((file, index) => byAlias(file, own[index] ?? [], files, findings));
  const binary = new Set(named.flat().flatMap(({ name, type }) => (type === 'BLOB' ? [fold(name)] : [])));
  const parts = files.map((file, index) => {
    const columns = (named[index] ?? []).map((column) => asBytes(column, binary));
    const filled = [...columns, ...defaults(file, columns, { files, named, findings })];
    const values = filled.map(({ name, value }) => sql`${value} as ${id(name)}`);
    const made = typedPart(file.object, sql`(select ${join(values)} from ${id(file.table)})`, filled);
    return made.part;
  });
  return { parts, findings };
}

function ownColumns({ object, names, types }: LoadedFile, findings: Finding[]): Column[] {
  const unique = uniqueNames(names, object);
  findings.push(...unique.findings);
  return unique.names.map((name, index) => ({ name, value: sql`${id(`c${index}`)}`, type: types[index] ?? '' }));
}

function fieldsOf({ type }: LoadedFile): readonly AvroField[] {
  return type.kind === 'record' ? type.fields : [];
}

function byAlias(
  { object }: LoadedFile,
  columns: readonly Column[],
  files: readonly LoadedFile[],
  findings: Finding[],
): Column[] {
  const taken = new Set(columns.map(({ name }) => name));
  const names = new Map<string, string>();
  for (const { name, aliases } of files.flatMap(fieldsOf)) {
    if (!taken.has(name)) for (const alias of aliases) names.set(alias, name);
  }
  const used = new Set<string>();
  return columns.map((column) => {
    const name = names.get(column.name);
    if (name === undefined || used.has(name)) return column;
    used.add(name);
    findings.push({
      code: 'AVRO_ALIAS_USED',
      severity: 'warning',
      message: `the column is read as ${JSON.stringify(name)}, of which it is an alias in another file`,
      file: object,
      column: column.name,
    });
    return { ...column, name };
  });
}

function asBytes(column: Column, binary: ReadonlySet<string>): Column {
  if (column.type !== 'VARCHAR' || !binary.has(fold(column.name))) return column;
  return { ...column, value: sql`encode(${column.value})`, type: 'BLOB' };
}

/** Columns that the file lacks and another one has a default for. */
function defaults(
  { object }: LoadedFile,
  columns: readonly Column[],
  {
    files,
    named,
    findings,
  }: { files: readonly LoadedFile[]; named: readonly (readonly Column[])[]; findings: Finding[] },
): Column[] {
  const taken = new Set(columns.map(({ name }) => fold(name)));
  const added = new Map<string, Column>();
  for (const [index, file] of files.entries()) {
    for (const [place, field] of fieldsOf(file).entries()) {
      const { name, type } = named[index]?.[place] ?? { name: field.name, type: '' };
      const value = taken.has(fold(name)) ? undefined : fallbackOf(field);
      if (value) added.set(fold(name), { name, value: sql`cast(${value} as ${raw(type)})`, type });
    }
  }
  for (const { name } of added.values()) {
    findings.push({
      code: 'AVRO_DEFAULT_USED',
      severity: 'warning',
      message: 'the file does not have this column; it has the default of another file there',
      file: object,
      column: name,
    });
  }
  return [...added.values()];
}

/** A default that is one plain value and means what it is in JSON; none for others, which stay NULL. */
function fallbackOf({ type, fallback }: AvroField): Sql | undefined {
  const members = type.kind === 'union' ? type.members.filter(({ kind }) => kind !== 'null') : [type];
  const [only] = members;
  if (!only || members.length > 1 || ('logical' in only && only.logical)) return undefined;
  switch (only.kind) {
    case 'string':
    case 'enum':
      return typeof fallback === 'string' ? sql`${fallback}` : undefined;
    case 'boolean':
      return typeof fallback === 'boolean' ? sql`${fallback}` : undefined;
    case 'int':
    case 'long':
      return Number.isSafeInteger(fallback) ? sql`${Number(fallback)}` : undefined;
    case 'float':
    case 'double':
      return typeof fallback === 'number' ? sql`${fallback}` : undefined;
    default:
      return undefined;
  }
}
