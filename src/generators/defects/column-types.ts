import type { Column } from '../../duckdb/session.ts';
import { raw, type Sql } from '../../duckdb/sql.ts';

export function isText({ type }: Column): boolean {
  return type === 'VARCHAR';
}

export function isInteger({ type }: Column): boolean {
  return /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type);
}

export function isNumber(column: Column): boolean {
  return exactType(column) !== undefined;
}

/** A number that can be below zero. */
export function isSigned(column: Column): boolean {
  return isNumber(column) && !column.type.startsWith('U');
}

/** A date, or a moment with one. */
export function isDated({ type }: Column): boolean {
  return type === 'DATE' || type.startsWith('TIMESTAMP');
}

/** No list, struct or the like: one value with one text. */
export function isPlain({ type }: Column): boolean {
  return !/[[\]]|^(STRUCT|MAP|UNION|JSON|BLOB|VARIANT|GEOMETRY)/.test(type);
}

/** A type in which sums and products of a numeric type's values are exact and fit. */
export function exactType({ type }: Column): Sql | undefined {
  const [, scale] = /^DECIMAL\(\d+,(\d+)\)$/.exec(type) ?? [];
  if (scale !== undefined) return raw(`DECIMAL(38,${scale})`);
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)) return raw('HUGEINT');
  return type === 'DOUBLE' || type === 'FLOAT' ? raw('DOUBLE') : undefined;
}
