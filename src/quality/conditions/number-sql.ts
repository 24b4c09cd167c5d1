import type { Column } from '../../duckdb/session.ts';
import { id, lit } from '../../duckdb/sql.ts';
import { decimalShape, kindOf } from '../column-type.ts';
import { jvmDouble } from '../jvm-number.ts';

/** Both sides of a comparison of a column with a number, as SQL. */
export interface Comparison {
  readonly column: string;
  readonly operand: string;
}

/**
 * How Spark compares a column with a number of the rule. The number reaches Spark's SQL as the JVM prints it: without
 * an exponent it is a decimal, compared exactly with integers and decimals; with one (`1.0E7`) it is a double, and so
 * is every comparison with a floating column.
 */
export function compareWith(column: Column, operand: number): Comparison {
  const name = id(column.name).text;
  const exact = exactLiteral(column.type, operand);
  if (exact !== undefined) return { column: name, operand: exact };
  const value = kindOf(column.type) === 'text' ? textAsDouble(name) : `${name}::double`;
  return { column: value, operand: `${lit(operand).text}::double` };
}

/** A text column as Spark casts it to double: NULL where it is no number. */
function textAsDouble(name: string): string {
  const text = `${name}::varchar`;
  return `case when regexp_full_match(${text}, ${lit(NUMBER).text}) then try_cast(regexp_replace(trim(${text}, ${lit(WHITE).text}), '[dDfF]$', '') as double) when regexp_full_match(${text}, ${lit(NOT_FINITE).text}) then try_cast(trim(${text}, ${lit(WHITE).text}) as double) end`;
}

const WHITE = ' \t\n\r\f\v';
const NUMBER = String.raw`\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[dDfF]?\s*`;
const NOT_FINITE = String.raw`(?i)\s*(?:nan|[+-]?inf(?:inity)?)\s*`;

/** The operand in the column's own type, where the comparison is exact and nothing is lost; undefined otherwise. */
function exactLiteral(type: string, operand: number): string | undefined {
  const printed = jvmDouble(operand);
  if (!/^-?\d+\.\d+$/.test(printed)) return undefined;
  const [, whole = '', fraction = ''] = /^-?(\d+)\.(\d+?)0*$/.exec(printed) ?? [];
  const digits = fraction === '0' ? '' : fraction;
  if (kindOf(type) === 'integer') return digits === '' && operand >= 0 ? whole : undefined;
  const shape = decimalShape(type);
  if (shape === undefined || digits.length > shape.scale || whole.length > shape.width - shape.scale) return undefined;
  return `'${printed}'::${type}`;
}
