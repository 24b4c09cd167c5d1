import { printType, type TypeNode } from './declared-type.ts';

/** What `json_group_structure` says of a value: a type name, the shape of items, or of each key. */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

/**
 * What the shape of a key's values makes of them: `STRING` for strings and mixtures (which stay text, unless they are
 * dates), `TEXT` for numbers, true and false, whose type the texts themselves tell, or the DuckDB type of nested values;
 * JSON for objects too varied to be columns.
 */
export function columnShape(shape: Shape | undefined): string {
  if (typeof shape === 'object') return printType(nested(shape));
  return shape === 'VARCHAR' || shape === 'JSON' ? 'STRING' : 'TEXT';
}

/** An object with more keys than this is taken for a map of data, not a record. */
const MOST_KEYS = 200;

function nested(shape: Shape): TypeNode {
  if (typeof shape === 'string') return { kind: 'scalar', name: SCALARS[shape] ?? 'JSON' };
  if (isList(shape)) return { kind: 'list', of: nested(shape[0] ?? 'JSON') };
  const fields = Object.entries(shape);
  const names = new Set(fields.map(([name]) => name.toLowerCase()));
  if (fields.length === 0 || fields.length > MOST_KEYS || names.size < fields.length || names.has('')) {
    return { kind: 'scalar', name: 'JSON' };
  }
  return { kind: 'struct', fields: fields.map(([name, of]) => ({ name, type: nested(of) })) };
}

function isList(shape: Shape): shape is readonly Shape[] {
  return Array.isArray(shape);
}

const SCALARS: Readonly<Record<string, string>> = {
  UBIGINT: 'BIGINT',
  BIGINT: 'BIGINT',
  HUGEINT: 'HUGEINT',
  DOUBLE: 'DOUBLE',
  BOOLEAN: 'BOOLEAN',
  VARCHAR: 'VARCHAR',
};
