import type { Column } from '../../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../../duckdb/sql.ts';
import { UserError } from '../../../core/errors.ts';
import { parseType, printType, type TypeNode } from '../../declared-type.ts';

/** DuckDB types that Avro has nothing for, and text for which loses nothing. */
const AS_TEXT = /^(?:INTERVAL|TIME_NS|TIME WITH TIME ZONE|BIT|BIGNUM)$/;

/** The query with columns of those types as text, wherever in a column they stand, and arrays of one length as lists. */
export function writableQuery(query: Sql, columns: readonly Column[]): Sql {
  const values = columns.map(({ name, type }) => {
    const wanted = writableType(type);
    return wanted === undefined ? id(name) : sql`cast(${id(name)} as ${raw(wanted)}) as ${id(name)}`;
  });
  return sql`select ${join(values)} from (${query})`;
}

/** Undefined where the type stays. */
function writableType(type: string): string | undefined {
  if (AS_TEXT.test(type)) return 'VARCHAR';
  const nested = /[[(]/.test(type) && !/^(?:DECIMAL|ENUM)\b/.test(type);
  if (!nested) return undefined;
  try {
    const before = parseType(type);
    return /\[\d+\]/.test(type) || hasText(before) ? printType(asText(before)) : undefined;
  } catch (error) {
    // A type without a counterpart in Arrow either: the error for that says what to do.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function hasText(type: TypeNode): boolean {
  switch (type.kind) {
    case 'list':
      return hasText(type.of);
    case 'map':
      return hasText(type.key) || hasText(type.value);
    case 'struct':
      return type.fields.some((field) => hasText(field.type));
    default:
      return AS_TEXT.test(type.name);
  }
}

function asText(type: TypeNode): TypeNode {
  switch (type.kind) {
    case 'list':
      return { kind: 'list', of: asText(type.of) };
    case 'map':
      return { kind: 'map', key: asText(type.key), value: asText(type.value) };
    case 'struct':
      return { kind: 'struct', fields: type.fields.map((field) => ({ ...field, type: asText(field.type) })) };
    default:
      return AS_TEXT.test(type.name) ? { kind: 'scalar', name: 'VARCHAR' } : type;
  }
}
