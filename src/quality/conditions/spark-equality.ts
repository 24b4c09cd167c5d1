import { decimalShape, kindOf, sparkTypeOf } from '../column-type.ts';
import { textAsBoolean, textAsDay, textAsDouble, textAsInteger, textAsTimestamp } from './text-cast.ts';

/** A value as SQL, with its DuckDB type. */
export interface Typed {
  readonly sql: string;
  readonly type: string;
}

/** Two values to compare, as SQL. */
export interface Pair {
  readonly left: string;
  readonly right: string;
}

/**
 * Two values in the type in which Spark compares them by `=` (Spark 3.5, ANSI off): of a text and another type it is the
 * other one, and what cannot be cast is NULL. Undefined where Spark refuses the comparison.
 */
export function comparable(left: Typed, right: Typed): Pair | undefined {
  if (left.type === right.type) return { left: left.sql, right: right.sql };
  const type = commonType(left.type, right.type);
  return type === undefined ? undefined : { left: castTo(left, type), right: castTo(right, type) };
}

/**
 * Two values that, compared without a difference between NULLs, are equal where they are of one Spark type and the same.
 * The types up to 32 bits of whole numbers are one, and so are decimals of one scale within and beyond 18 digits.
 */
export function sameValue(left: Typed, right: Typed): Pair {
  const pair = valueClass(left.type) === valueClass(right.type) ? comparable(left, right) : undefined;
  return (
    pair ?? {
      left: `case when ${left.sql} is null then 0 else 1 end`,
      right: `case when ${right.sql} is null then 0 else 2 end`,
    }
  );
}

const AS_IT_IS = 'as it is';

function commonType(left: string, right: string): string | undefined {
  const kinds = [kindOf(left), kindOf(right)];
  const has = (...wanted: readonly string[]): boolean => kinds.every((kind) => wanted.includes(kind));
  const other = kinds[0] === 'text' ? right : left;
  if (has('text')) return 'VARCHAR';
  if (has('integer')) return AS_IT_IS;
  if (has('integer', 'decimal')) return `DECIMAL(38,${Math.max(scaleOf(left), scaleOf(right))})`;
  if (has('integer', 'decimal', 'float')) return widerFloat(left, right);
  if (has('integer', 'decimal', 'float', 'boolean')) return numberBeside(kinds[0] === 'boolean' ? right : left);
  if (has('date', 'timestamp')) return zoned(left, right) ? 'TIMESTAMP WITH TIME ZONE' : 'TIMESTAMP';
  if (!kinds.includes('text')) return undefined;
  if (has('text', 'integer', 'decimal', 'float')) return numberBeside(other);
  if (has('text', 'boolean', 'date')) return other;
  if (has('text', 'timestamp')) return 'TIMESTAMP';
  return other === 'BLOB' ? other : undefined;
}

/** Spark compares a whole number with a float as floats, everything else that is not exact as doubles. */
function widerFloat(left: string, right: string): string {
  const doubles = [left, right].some((type) => type === 'DOUBLE' || sparkTypeOf(type).startsWith('Decimal'));
  return doubles ? 'DOUBLE' : 'FLOAT';
}

/** What a text or a boolean becomes beside a number of this type. */
function numberBeside(type: string): string {
  if (type === 'FLOAT') return type;
  return kindOf(type) === 'integer' && !sparkTypeOf(type).startsWith('Decimal') ? 'BIGINT' : 'DOUBLE';
}

function zoned(left: string, right: string): boolean {
  return [left, right].includes('TIMESTAMP WITH TIME ZONE');
}

function scaleOf(type: string): number {
  return decimalShape(type)?.scale ?? 0;
}

function castTo({ sql, type }: Typed, target: string): string {
  if (target === AS_IT_IS || type === target) return sql;
  if (kindOf(type) !== 'text' || target === 'VARCHAR') return `try_cast(${sql} as ${target})`;
  switch (target) {
    case 'BIGINT':
      return textAsInteger(sql);
    case 'BOOLEAN':
      return textAsBoolean(sql);
    case 'DATE':
      return textAsDay(sql);
    case 'TIMESTAMP':
      return textAsTimestamp(sql);
    case 'BLOB':
      return `encode(${sql}::varchar)`;
    default:
      return `${textAsDouble(sql)}::${target}`;
  }
}

function valueClass(type: string): string {
  const spark = sparkTypeOf(type);
  if (['ByteType', 'ShortType', 'IntegerType'].includes(spark)) return 'IntegerType';
  const [, width, scale] = /^DecimalType\((\d+),\s*(\d+)\)$/.exec(spark) ?? [];
  if (scale !== undefined) return `${Number(width) <= LONG_DIGITS ? 'short' : 'long'} decimal ${scale}`;
  return kindOf(type) === 'other' ? type : spark;
}

/** Digits of a decimal that Spark keeps as a whole number of 64 bits. */
const LONG_DIGITS = 18;
