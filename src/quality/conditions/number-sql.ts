import type { Column } from '../../duckdb/session.ts';
import { id, lit } from '../../duckdb/sql.ts';
import { decimalShape, kindOf } from '../column-type.ts';
import { jvmDouble } from '../jvm-number.ts';
import { textAsDouble } from './text-cast.ts';

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
