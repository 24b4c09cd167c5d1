import { raw, sql, type Sql } from '../duckdb/sql.ts';
import { parseType, printType } from './declared-type.ts';
import { jsonFit } from './json-fit.ts';
import { textFit, type Fit } from './text-fit.ts';

/**
 * How an input column of type `from` becomes one of type `to`, losing nothing: text is read strictly
 * ({@link textFit}), JSON text part by part, and any other value fits when it comes back unchanged from the new type.
 * `emptyIsNull`: a blank text is NULL for a type that is not text.
 */
export function fitOf(input: Sql, from: string, to: string, options: { emptyIsNull?: boolean } = {}): Fit {
  const type = parseType(to);
  if (from === printType(type) || from === to) return { value: input, fits: sql`true` };
  if (from === 'VARCHAR' || from === 'JSON') {
    return type.kind === 'scalar' && type.name !== 'JSON'
      ? textFit(input, type.name, options)
      : jsonFit(options.emptyIsNull === true ? sql`nullif(${input}, '')` : input, type);
  }
  const value = sql`try_cast(${input} as ${raw(printType(type))})`;
  const back = sql`try_cast(${value} as ${raw(from)})`;
  return { value, fits: sql`(${input} is null or (${value} is not null and ${back} is not distinct from ${input}))` };
}
