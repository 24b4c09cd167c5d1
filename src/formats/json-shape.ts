import { printType, type TypeNode } from './declared-type.ts';

/** What `json_group_structure` says of a value: a type name, the shape of items, or of each key. */
export type Shape = string | readonly Shape[] | { readonly [key: string]: Shape };

/**
 * The type that the shape of a JSON column suggests: `NUMBER` and `VARCHAR` where the texts themselves decide,
 * (values of several shapes are text), otherwise a DuckDB type; JSON for objects too varied to be columns.
 */
export function columnShape(shape: Shape | undefined): string {
  if (typeof shape !== 'string') return shape === undefined ? 'VARCHAR' : printType(nested(shape));
  if (NUMBERS.has(shape)) return 'NUMBER';
  if (shape === 'BOOLEAN') return 'BOOLEAN';
  return 'VARCHAR';
}

const NUMBERS: ReadonlySet<string> = new Set(['UBIGINT', 'BIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE']);

/** An object with more keys than this is taken for a map of data, not a record. */
const MOST_KEYS = 200;

function nested(shape: Shape): TypeNode {
  if (typeof shape === 'string') return { kind: 'scalar', name: scalar(shape) };
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

function scalar(name: string): string {
  if (name === 'UBIGINT' || name === 'BIGINT') return 'BIGINT';
  return name === 'DOUBLE' || name === 'BOOLEAN' || name === 'VARCHAR' || name === 'HUGEINT' ? name : 'JSON';
}
