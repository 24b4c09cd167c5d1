import { id } from '../../duckdb/sql.ts';
import type { ValueKind } from './value-kind.ts';

/**
 * The DuckDB type that holds all values of these kinds exactly; undefined where no one type does. Whole numbers are
 * BIGINT, or HUGEINT where one is longer; numbers with decimals are DECIMAL(18,s), or of 38 digits; with a DOUBLE among
 * them DOUBLE; a date among timestamps is one of them. Nothing but NULL is VARCHAR.
 */
export function typeOfKinds(kinds: readonly ValueKind[]): string | undefined {
  const known = kinds.filter(({ kind }) => kind !== 'none');
  const names = new Set(known.map(({ kind }) => kind));
  const within = (...allowed: ValueKind['kind'][]): boolean => [...names].every((name) => allowed.includes(name));
  if (within('text')) return 'VARCHAR';
  if (within('boolean')) return 'BOOLEAN';
  if (within('decimal')) return numberType(known);
  if (within('decimal', 'double')) return 'DOUBLE';
  if (within('date')) return 'DATE';
  if (within('date', 'timestamp')) return 'TIMESTAMP';
  if (within('date', 'timestamp', 'zoned')) return 'TIMESTAMP WITH TIME ZONE';
  if (within('list')) return listType(known);
  return within('struct') ? structType(known) : undefined;
}

function numberType(kinds: readonly ValueKind[]): string | undefined {
  const numbers = kinds.flatMap((one) => (one.kind === 'decimal' ? [one] : []));
  const digits = Math.max(...numbers.map(({ integerDigits }) => integerDigits));
  const decimals = Math.max(...numbers.map((one) => one.decimals));
  if (decimals === 0) return digits <= 18 ? 'BIGINT' : digits <= 38 ? 'HUGEINT' : undefined;
  if (digits + decimals > 38) return undefined;
  return `DECIMAL(${digits + decimals <= 18 ? 18 : 38},${decimals})`;
}

function listType(kinds: readonly ValueKind[]): string | undefined {
  const type = typeOfKinds(kinds.flatMap((one) => (one.kind === 'list' ? one.of : [])));
  return type === undefined ? undefined : `${type}[]`;
}

function structType(kinds: readonly ValueKind[]): string | undefined {
  const fields = new Map<string, ValueKind[]>();
  for (const one of kinds) {
    if (one.kind !== 'struct') continue;
    for (const [name, of] of one.fields) fields.set(name, [...(fields.get(name) ?? []), ...of]);
  }
  const parts: string[] = [];
  for (const [name, of] of fields) {
    const type = typeOfKinds(of);
    if (type === undefined) return undefined;
    parts.push(`${id(name).text} ${type}`);
  }
  return parts.length === 0 ? undefined : `STRUCT(${parts.join(', ')})`;
}
