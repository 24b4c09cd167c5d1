import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { kindOf, type TypeKind } from '../column-type.ts';
import { isBooleanText } from './boolean-text.ts';
import { isDateText } from './date-text.ts';
import { isDecimalText, type DecimalShape } from './decimal-text.ts';
import { isFloatingText } from './floating-text.ts';
import { isIntegerText } from './integer-text.ts';
import type { CastTarget } from './target.ts';
import { isTimestampText } from './timestamp-text.ts';

/**
 * SQL that is TRUE where Spark (3.5, ANSI off, time zone UTC) casts the column's value to a value, FALSE where to NULL.
 * Undefined where it refuses to cast that type at all.
 */
export function castTest(column: Column, target: CastTarget): string | undefined {
  const name = id(column.name).text;
  const kind = kindOf(column.type);
  if (kind === 'text') return textTest(`${name}::varchar`, target);
  if (isForbidden(kind, target)) return undefined;
  const isThere = `(${name} is not null)`;
  if (kind === 'date' && target.kind !== 'date' && target.kind !== 'timestamp') return 'false';
  if (target.kind === 'decimal') return decimalTest(name, kind, target);
  if (target.kind === 'timestamp' && kind === 'float') return `coalesce(isfinite(${name}), false)`;
  return isThere;
}

function textTest(text: string, target: CastTarget): string {
  switch (target.kind) {
    case 'boolean':
      return isBooleanText(text);
    case 'date':
      return isDateText(text);
    case 'timestamp':
      return isTimestampText(text);
    case 'integer':
      return isIntegerText(text, 32);
    case 'long':
      return isIntegerText(text, 64);
    case 'float':
    case 'double':
      return isFloatingText(text);
    case 'decimal':
      return isDecimalText(text, target);
  }
}

function isForbidden(kind: TypeKind, target: CastTarget): boolean {
  return kind === 'other' || (target.kind === 'date' && kind !== 'date' && kind !== 'timestamp');
}

/** A number fits as its text does; a float is widened first, and a moment is a number of seconds. */
function decimalTest(name: string, kind: TypeKind, target: DecimalShape): string {
  switch (kind) {
    case 'boolean':
      return target.precision > target.scale ? `(${name} is not null)` : `coalesce(not ${name}, false)`;
    case 'float':
      return isDecimalText(`${name}::double::varchar`, target);
    case 'timestamp':
      return isDecimalText(`(epoch_us(${name}) / 1000000)::varchar`, target);
    default:
      return isDecimalText(`${name}::varchar`, target);
  }
}
