import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { decimalShape, kindOf } from '../column-type.ts';
import { jvmDouble } from '../jvm-number.ts';
import { textAsDouble } from '../conditions/text-cast.ts';
import { unmeasurable, type Analyzer } from './analyzer.ts';
import { total, type AggregateRequest, type NumberReader } from './request.ts';

/** The sum or the mean of a column of numbers, of texts, which are cast to double, or of moments, in seconds. */
export interface ColumnAggregate {
  readonly call: 'sum' | 'avg';
  readonly column: Column;
  /** The reference that has it; undefined for the primary relation. */
  readonly alias: string | undefined;
}

/**
 * One aggregate over another. An aggregate of no values is 0, 0/0 is 1 and x/0 is 0 (Deequ, `AggregateMatchExecutor`).
 */
export function aggregateRatio(
  name: string,
  first: ColumnAggregate,
  second: ColumnAggregate,
): { readonly metric: Analyzer; readonly details: (of: NumberReader) => readonly string[] } {
  const [dividend, divisor] = [measuring(first), measuring(second)];
  return {
    metric: {
      ...unmeasurable,
      metric: name,
      where: undefined,
      needs: [...dividend.needs, ...divisor.needs],
      value: (of) => {
        const [x, y] = [dividend.value(of), divisor.value(of)];
        if (y !== 0) return x / y;
        return x === 0 ? 1 : 0;
      },
      refused: undefined,
    },
    details: (of) => [
      `${nameOf(first)} is ${jvmDouble(dividend.value(of))}, ${nameOf(second)} is ${jvmDouble(divisor.value(of))}`,
    ],
  };
}

function nameOf({ call, alias, column }: ColumnAggregate): string {
  return `${call}(${alias === undefined ? '' : `${alias}.`}${column.name})`;
}

interface Measuring {
  readonly needs: readonly AggregateRequest[];
  value(of: NumberReader): number;
}

function measuring({ call, column, alias }: ColumnAggregate): Measuring {
  const { values, per } = summable(column);
  const options = { where: undefined, ...(alias === undefined ? {} : { alias }) };
  const sum = total(`sum(${values})`, options);
  if (call === 'sum') return { needs: [sum], value: (of) => (of(sum) ?? 0) / per };
  const count = total(`count(${values})`, options);
  return { needs: [sum, count], value: (of) => rounded((of(sum) ?? 0) / per / (of(count) || 1), column) };
}

function summable({ name, type }: Column): { readonly values: string; readonly per: number } {
  const column = id(name).text;
  if (kindOf(type) === 'text') return { values: textAsDouble(column), per: 1 };
  return kindOf(type) === 'timestamp' ? { values: `epoch_us(${column})`, per: 1_000_000 } : { values: column, per: 1 };
}

/** Spark rounds the mean of decimals to four digits more than they have. */
function rounded(mean: number, { type }: Column): number {
  const scale = decimalShape(type)?.scale;
  return scale === undefined ? mean : Number(mean.toFixed(Math.min(scale + 4, MAX_SCALE)));
}

const MAX_SCALE = 38;
