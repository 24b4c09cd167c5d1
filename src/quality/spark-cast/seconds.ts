import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { kindOf } from '../column-type.ts';
import { secondsOfText } from './timestamp-seconds.ts';

/**
 * SQL for the seconds since 1970 of a column's value as Spark's `to_timestamp` takes it, cut to whole ones: a number is
 * seconds already, a date its midnight in UTC, a text what it can be cast to. NULL where there is no moment; undefined
 * where Spark refuses the type.
 */
export function secondsOf(column: Column, clock: Date): string | undefined {
  const name = id(column.name).text;
  switch (kindOf(column.type)) {
    case 'text':
      return secondsOfText(`${name}::varchar`, clock);
    case 'date':
      return `86400 * (${name} - date '1970-01-01')::bigint`;
    case 'timestamp':
      return `(epoch_us(${name}) // 1000000 - (epoch_us(${name}) % 1000000 < 0)::bigint)`;
    case 'integer':
      return `case when ${name} is not null then ${within(name)} end`;
    case 'decimal':
    case 'float':
      return `case when isfinite(${name}::double) then ${within(`floor(${name})`)} end`;
    case 'boolean':
      return 'null::bigint';
    case 'other':
      return column.type === 'BLOB' ? secondsOfText(`${name}::varchar`, clock) : undefined;
  }
}

/** What a moment can be at most: 64 bits of microseconds. */
function within(seconds: string): string {
  return `least(greatest(${seconds}, -9223372036855), 9223372036854)::bigint`;
}
