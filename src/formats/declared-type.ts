import { userError } from '../core/errors.ts';
import { nearestOf } from '../core/nearest.ts';
import { id } from '../duckdb/sql.ts';
import { cutAtTopLevel } from './cut-top-level.ts';

/** A column type taken apart, so that nested values can be checked part by part. */
export type TypeNode =
  | { readonly kind: 'scalar'; readonly name: string }
  | { readonly kind: 'list'; readonly of: TypeNode }
  | { readonly kind: 'struct'; readonly fields: readonly { readonly name: string; readonly type: TypeNode }[] }
  | { readonly kind: 'map'; readonly key: TypeNode; readonly value: TypeNode };

/**
 * The DuckDB name of a declared type: DuckDB's own names and those of Hive, Glue and Spark (`string`, `bigint`,
 * `decimal(12,2)`, `array<int>`, `struct<a:int>`, `map<string,int>`), letter case aside. The length of `char(n)` and
 * `varchar(n)` is not kept. Throws a `UserError` (`TYPE_UNKNOWN`, `TYPE_INVALID`) with the nearest name.
 */
export function normalizeType(name: string): string {
  return printType(parseType(name));
}

export function parseType(name: string): TypeNode {
  const text = name.trim();
  const array = /^(.*)\[\d*\]$/s.exec(text);
  if (array?.[1] !== undefined) return { kind: 'list', of: parseType(array[1]) };
  const call = /^([a-z_]\w*)\s*([(<])(.*)[)>]$/is.exec(text);
  if (!call) return { kind: 'scalar', name: scalarName(text, name) };
  const [, head = '', , inside = ''] = call;
  return parseCall(head.toLowerCase(), cutAtTopLevel(inside, ','), name);
}

export function printType(type: TypeNode): string {
  switch (type.kind) {
    case 'scalar':
      return type.name;
    case 'list':
      return `${printType(type.of)}[]`;
    case 'map':
      return `MAP(${printType(type.key)}, ${printType(type.value)})`;
    default:
      return `STRUCT(${type.fields.map((field) => `${id(field.name).text} ${printType(field.type)}`).join(', ')})`;
  }
}

function parseCall(head: string, parts: readonly string[], whole: string): TypeNode {
  switch (head) {
    case 'array':
    case 'list':
      return { kind: 'list', of: parseType(only(parts, whole)) };
    case 'map': {
      const [key, value] = parts;
      if (key === undefined || value === undefined || parts.length !== 2) throw invalid(whole, 'map<key,value>');
      return { kind: 'map', key: parseType(key), value: parseType(value) };
    }
    case 'struct':
    case 'row':
      return { kind: 'struct', fields: parts.map((part) => parseField(part, whole)) };
    case 'decimal':
    case 'numeric':
      return { kind: 'scalar', name: decimalName(parts, whole) };
    case 'char':
    case 'varchar':
      return { kind: 'scalar', name: 'VARCHAR' };
    case 'enum':
      return { kind: 'scalar', name: `ENUM(${parts.join(', ')})` };
    default:
      throw unknown(head, whole);
  }
}

/** `name:type` (Hive), `name type` (DuckDB) or `"any name" type`. */
function parseField(text: string, whole: string): { name: string; type: TypeNode } {
  const match = /^\s*(?:"((?:[^"]|"")+)"|`([^`]+)`|([^\s:"`]+))\s*[:\s]\s*(\S.*)$/s.exec(text);
  const name = match?.[1]?.replaceAll('""', '"') ?? match?.[2] ?? match?.[3];
  if (name === undefined || match?.[4] === undefined) throw invalid(whole, 'struct<name:type,...>');
  return { name, type: parseType(match[4]) };
}

function decimalName(parts: readonly string[], whole: string): string {
  const [precision, scale = '0'] = parts.map((part) => part.trim());
  const digits = Number(precision);
  const decimals = Number(scale);
  const right = /^\d+$/.test(precision ?? '') && /^\d+$/.test(scale) && parts.length <= 2;
  if (!right || digits < 1 || digits > 38 || decimals > digits) {
    throw invalid(whole, 'decimal(p,s) with p from 1 to 38 and s from 0 to p');
  }
  return `DECIMAL(${digits},${decimals})`;
}

function scalarName(text: string, whole: string): string {
  const key = text.toLowerCase().replaceAll(/\s+/g, ' ');
  if (key === 'decimal' || key === 'numeric') {
    throw invalid(whole, 'decimal(p,s): its size differs between engines when it is left out');
  }
  const name = SCALARS[key];
  if (name === undefined) throw unknown(key, whole);
  return name;
}

function only(parts: readonly string[], whole: string): string {
  const [part] = parts;
  if (part === undefined || parts.length !== 1) throw invalid(whole, 'array<type>');
  return part;
}

function unknown(name: string, whole: string): Error {
  return userError({
    code: 'TYPE_UNKNOWN',
    message: `no type is named ${JSON.stringify(name)}`,
    found: whole,
    ...nearestOf(name, [...Object.keys(SCALARS), 'decimal', 'array', 'struct', 'map']),
    hint: 'Types are those of DuckDB or of Hive, Glue and Spark: string, bigint, decimal(12,2), date, array<int>…',
  });
}

function invalid(found: string, expected: string): Error {
  return userError({ code: 'TYPE_INVALID', message: 'a type is not written rightly', found, expected });
}

const SCALARS: Readonly<Record<string, string>> = {
  string: 'VARCHAR',
  varchar: 'VARCHAR',
  char: 'VARCHAR',
  text: 'VARCHAR',
  boolean: 'BOOLEAN',
  bool: 'BOOLEAN',
  tinyint: 'TINYINT',
  byte: 'TINYINT',
  smallint: 'SMALLINT',
  short: 'SMALLINT',
  int: 'INTEGER',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  long: 'BIGINT',
  int1: 'TINYINT',
  int2: 'SMALLINT',
  int4: 'INTEGER',
  int8: 'BIGINT',
  hugeint: 'HUGEINT',
  utinyint: 'UTINYINT',
  usmallint: 'USMALLINT',
  uinteger: 'UINTEGER',
  ubigint: 'UBIGINT',
  uhugeint: 'UHUGEINT',
  float: 'FLOAT',
  real: 'FLOAT',
  float4: 'FLOAT',
  float8: 'DOUBLE',
  double: 'DOUBLE',
  'double precision': 'DOUBLE',
  date: 'DATE',
  time: 'TIME',
  timetz: 'TIME WITH TIME ZONE',
  'time with time zone': 'TIME WITH TIME ZONE',
  timestamp: 'TIMESTAMP',
  datetime: 'TIMESTAMP',
  timestamp_ntz: 'TIMESTAMP',
  timestamp_s: 'TIMESTAMP_S',
  timestamp_ms: 'TIMESTAMP_MS',
  timestamp_ns: 'TIMESTAMP_NS',
  timestamptz: 'TIMESTAMP WITH TIME ZONE',
  timestamp_ltz: 'TIMESTAMP WITH TIME ZONE',
  'timestamp with time zone': 'TIMESTAMP WITH TIME ZONE',
  interval: 'INTERVAL',
  uuid: 'UUID',
  bit: 'BIT',
  json: 'JSON',
  binary: 'BLOB',
  blob: 'BLOB',
  bytea: 'BLOB',
  varbinary: 'BLOB',
};
