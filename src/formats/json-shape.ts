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

/** What is nested deeper stays JSON. */
const DEEPEST = 40;

/** Whether a shape is of objects that are records: few keys, none of them empty. */
export function isRecord(shape: Shape): shape is { readonly [key: string]: Shape } {
  if (typeof shape === 'string' || isList(shape)) return false;
  const keys = Object.keys(shape);
  return keys.length > 0 && keys.length <= MOST_KEYS && !keys.includes('');
}

function nested(shape: Shape, depth = 0): TypeNode {
  if (typeof shape === 'string') return { kind: 'scalar', name: SCALARS[shape] ?? 'JSON' };
  if (depth > DEEPEST) return { kind: 'scalar', name: 'JSON' };
  if (isList(shape)) return { kind: 'list', of: nested(shape[0] ?? 'JSON', depth + 1) };
  if (!isRecord(shape) || !namesDiffer(Object.keys(shape))) return { kind: 'scalar', name: 'JSON' };
  const fields = Object.entries(shape).map(([name, of]) => ({ name, type: nested(of, depth + 1) }));
  return { kind: 'struct', fields };
}

/** Letter case aside, as the fields of a STRUCT must. */
function namesDiffer(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
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
