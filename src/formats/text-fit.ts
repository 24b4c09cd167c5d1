import { raw, sql, type Sql } from '../duckdb/sql.ts';

/** How an input becomes a value of a type, and whether it truly is one (TRUE or FALSE, never NULL). */
export interface Fit {
  readonly value: Sql;
  readonly fits: Sql;
}

/**
 * The strict reading of one text as a scalar type. DuckDB's casts are no validator (`1_000`, `0x1F`, `1.105` as
 * DECIMAL(10,2), `2024-01-05abc` as DATE all pass), so a text fits when it is spelt like the type's own canonical text,
 * which is quick to see, or failing that obeys the type's spelling; white space around it is ignored.
 *
 * - integers: optional sign and digits, in range;
 * - decimals: optional sign, digits, point; no digit would be rounded away (zeros at the end may go);
 * - doubles: the usual, with exponent, `NaN`, `inf`, `Infinity`; what overflows does not fit;
 * - booleans: true, false, t, f, yes, no, y, n, 1, 0, in any case;
 * - dates: a real `YYYY-MM-DD`; timestamps: ISO 8601, space or `T`, optional time, fraction and zone (taken to UTC).
 */
export function textFit(input: Sql, type: string, options: { emptyIsNull?: boolean } = {}): Fit {
  if (type === 'VARCHAR') return { value: input, fits: sql`true` };
  const trimmed = sql`trim(${input}, ${' \t\r\n'})`;
  const { value, quickly, carefully } = readingOf(input, trimmed, type);
  const blank = options.emptyIsNull === true ? sql`when ${trimmed} = '' then true` : sql``;
  return {
    value,
    fits: sql`case when ${input} is null then true when ${quickly} then true ${blank} else ${carefully} end`,
  };
}

/** `quickly` may be NULL and may miss what `carefully` sees to be right. */
interface Reading {
  readonly value: Sql;
  readonly quickly: Sql;
  readonly carefully: Sql;
}

function readingOf(input: Sql, trimmed: Sql, type: string): Reading {
  const kind = kindOf(type);
  if (kind === 'timestamp') return timestampReading(input, trimmed, type);
  const cast = sql`try_cast(${input} as ${raw(type)})`;
  const careful = sql`try_cast(${trimmed} as ${raw(type)})`;
  return {
    value: sql`coalesce(${cast}, try_cast(${trimmedAlike(input)} as ${raw(type)}))`,
    quickly: quickTest(cast, input, kind),
    carefully: sql`(${careful} is not null and ${SPELLINGS[kind](trimmed, careful, type)})`,
  };
}

/**
 * The same as `trimmed`, spelt otherwise: DuckDB would see that the value and the test share it, and work it out for
 * every row beforehand, though both need it for few (2.5 times the time of a whole read).
 */
function trimmedAlike(input: Sql): Sql {
  return sql`trim(${input}, ${'\n\r\t '})`;
}

type Kind = 'integer' | 'decimal' | 'double' | 'boolean' | 'date' | 'time' | 'timestamp' | 'other';

function kindOf(type: string): Kind {
  if (/^U?(TINY|SMALL|BIG|HUGE)INT$|^U?INTEGER$/.test(type)) return 'integer';
  if (type.startsWith('DECIMAL')) return 'decimal';
  if (type === 'DOUBLE' || type === 'FLOAT') return 'double';
  if (type.startsWith('TIMESTAMP')) return 'timestamp';
  if (type === 'BOOLEAN') return 'boolean';
  if (type === 'DATE') return 'date';
  return type === 'TIME' ? 'time' : 'other';
}

/**
 * What is cheap to see and true of most values: equality with the canonical text, guarded where DuckDB has canonical
 * texts that ISO has not (`infinity`, BC). The text of a DOUBLE is dear to make; there only `_` is read too kindly.
 */
function quickTest(cast: Sql, input: Sql, kind: Kind): Sql {
  if (kind === 'double') return sql`isfinite(${cast}) and not contains(${input}, '_')`;
  if (kind === 'boolean') return sql`${cast} is not null`;
  const same = sql`cast(${cast} as varchar) = ${input}`;
  return kind === 'date' ? sql`strlen(${input}) = 10 and ${same}` : same;
}

const SPELLINGS: Record<Exclude<Kind, 'timestamp'>, (trimmed: Sql, cast: Sql, type: string) => Sql> = {
  integer: (trimmed) => sql`translate(${trimmed}, '0123456789+-', '') = ''`,
  decimal: (trimmed, _cast, type) => {
    const scale = Number(/,(\d+)\)/.exec(type)?.[1] ?? 0);
    const decimals = sql`length(rtrim(split_part(${trimmed}, '.', 2), '0'))`;
    return sql`translate(${trimmed}, '0123456789+-.', '') = '' and ${decimals} <= ${scale}`;
  },
  double: (trimmed, cast) => {
    const named = sql`ltrim(lower(${trimmed}), '+-') in ('nan', 'inf', 'infinity')`;
    return sql`(${named} or (isfinite(${cast}) and not contains(${trimmed}, '_')))`;
  },
  boolean: () => sql`true`,
  date: (trimmed, cast) => sql`length(${trimmed}) = 10 and cast(${cast} as varchar) = ${trimmed}`,
  time: (trimmed) => sql`regexp_full_match(${trimmed}, '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,6}0*)?)?')`,
  other: () => sql`true`,
};

/** DuckDB drops the offset of a text cast to TIMESTAMP, so texts with one go through TIMESTAMP WITH TIME ZONE. */
function timestampReading(input: Sql, trimmed: Sql, type: string): Reading {
  const plain = type.includes('ZONE') ? sql`try_cast(${input} as timestamp)` : sql`try_cast(${input} as ${raw(type)})`;
  const careful = (text: Sql): Sql =>
    type === 'TIMESTAMP_NS'
      ? sql`try_cast(${text} as timestamp_ns)`
      : sql`try_cast(try_cast(${text} as timestamp with time zone) as ${raw(type)})`;
  const hasPlainLength = sql`strlen(${input}) = 19`;
  const fraction = { TIMESTAMP_S: '0+', TIMESTAMP_MS: '\\d{1,3}0*', TIMESTAMP_NS: '\\d{1,9}0*' }[type] ?? '\\d{1,6}0*';
  const spelling = String.raw`\d{4}-\d\d-\d\d([ Tt]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.${fraction})?)?( ?([Zz]|[+-]\d\d(:?\d\d)?))?)?`;
  return {
    value: sql`coalesce(case when ${hasPlainLength} then ${plain} end, ${careful(trimmedAlike(input))})`,
    quickly: sql`${hasPlainLength} and cast(${plain} as varchar) = ${input}`,
    carefully: sql`(${careful(trimmed)} is not null and regexp_full_match(${trimmed}, ${spelling}))`,
  };
}
