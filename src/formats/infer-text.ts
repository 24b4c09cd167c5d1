import type { Session } from '../duckdb/session.ts';
import { join, sql, type Sql } from '../duckdb/sql.ts';

/** What the values of one text column look like: how many of each class, and how long its numbers are. */
export interface TextProfile {
  readonly classes: ReadonlySet<TextClass>;
  readonly integerDigits: number;
  readonly decimals: number;
  /** Whether some number would change as a DOUBLE. */
  readonly inexact: boolean;
}

export type TextClass = 'bool' | 'int' | 'bigger' | 'decimal' | 'double' | 'date' | 'timestamp' | 'zoned' | 'text';

/**
 * Looks at every value of the columns (`values`, in one order for all relations) in one scan, whatever their number:
 * columns are turned into rows, so that 2,000 columns cost no more statements than two. Columns without a value have
 * no profile.
 */
export async function profileTexts(
  session: Session,
  relations: readonly { readonly from: Sql; readonly values: readonly Sql[] }[],
): Promise<Map<number, TextProfile>> {
  const width = relations[0]?.values.length ?? 0;
  if (width === 0) return new Map();
  const unpivoted = relations.map(
    ({ from, values }) => sql`select unnest(range(${width})) as place, unnest([${join(values)}]) as value from ${from}`,
  );
  const rows = await session.rows(sql`
    with texts as (${join(unpivoted, ' union all ')}),
    classed as (select place, value, ${CLASS} as class from texts where value <> '')
    select place, list(distinct class) as classes,
      coalesce(max(length(split_part(ltrim(value, '-'), '.', 1))) filter (class in ('int', 'bigger', 'decimal')), 0) as integer_digits,
      coalesce(max(length(split_part(value, '.', 2))) filter (class = 'decimal'), 0) as decimals,
      coalesce(bool_or(${INEXACT}), false) as inexact
    from classed group by place`);
  return new Map(rows.map((row) => [Number(row['place']), toProfile(row)]));
}

/**
 * The narrowest type that holds all values exactly. Whole numbers with leading zeros or a plus are text (codes,
 * telephone numbers); so are dates in any order but year-month-day. `onlyDates` is for JSON strings, which may be
 * dates but not numbers.
 */
export function typeOfTexts(profile: TextProfile | undefined, onlyDates: boolean): { type: string; inexact: boolean } {
  if (!profile) return exact('VARCHAR');
  const within = (...allowed: TextClass[]): boolean => [...profile.classes].every((name) => allowed.includes(name));
  if (within('date')) return exact('DATE');
  if (within('date', 'timestamp')) return exact('TIMESTAMP');
  if (within('date', 'timestamp', 'zoned')) return exact('TIMESTAMP WITH TIME ZONE');
  if (onlyDates) return exact('VARCHAR');
  if (within('bool')) return exact('BOOLEAN');
  if (within('int')) return exact('BIGINT');
  if (within('int', 'bigger', 'decimal', 'double')) return numberType(profile);
  return exact('VARCHAR');
}

function exact(type: string): { type: string; inexact: boolean } {
  return { type, inexact: false };
}

function numberType(profile: TextProfile): { type: string; inexact: boolean } {
  const { classes, integerDigits, decimals } = profile;
  if (!classes.has('decimal') && !classes.has('double')) {
    return integerDigits <= 38 ? { type: 'HUGEINT', inexact: false } : { type: 'VARCHAR', inexact: true };
  }
  if (!profile.inexact) return { type: 'DOUBLE', inexact: false };
  const digits = integerDigits + decimals;
  if (digits > 38 || classes.has('double')) return { type: 'VARCHAR', inexact: true };
  return { type: `DECIMAL(${digits},${decimals})`, inexact: false };
}

function toProfile(row: Readonly<Record<string, unknown>>): TextProfile {
  const { classes } = row;
  return {
    classes: new Set(Array.isArray(classes) ? classes : []),
    integerDigits: Number(row['integer_digits']),
    decimals: Number(row['decimals']),
    inexact: row['inexact'] === true,
  };
}

const TIME = sql`([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,6})?)?`.text;

/** The first class that a text belongs to; the commonest and cheapest tests come first. */
const CLASS = sql`case
  when cast(try_cast(value as bigint) as varchar) = value then 'int'
  when regexp_full_match(value, '-?(0|[1-9]\\d*)') then 'bigger'
  when regexp_full_match(value, '-?(0|[1-9]\\d*)\\.\\d+') then 'decimal'
  when length(value) = 10 and cast(try_cast(value as date) as varchar) = value then 'date'
  when lower(value) in ('true', 'false') then 'bool'
  when regexp_full_match(value, ${`\\d{4}-\\d\\d-\\d\\d[ T]${TIME}`}) and try_cast(value as timestamp) is not null
    then 'timestamp'
  when regexp_full_match(value, ${`\\d{4}-\\d\\d-\\d\\d[ T]${TIME} ?(Z|[+-]\\d\\d(:?\\d\\d)?)`})
    and try_cast(value as timestamp with time zone) is not null then 'zoned'
  when regexp_full_match(value, '-?\\d+(\\.\\d+)?[eE][+-]?\\d+') and isfinite(try_cast(value as double))
    or lower(value) in ('nan', 'inf', '-inf', 'infinity', '-infinity') then 'double'
  else 'text' end`;

/** More digits than a DOUBLE surely holds (15), and not its own shortest text either. */
const INEXACT = sql`class in ('int', 'bigger', 'decimal') and length(value) > 15
  and length(ltrim(replace(value, '.', ''), '-0')) > 15
  and rtrim(rtrim(cast(try_cast(value as double) as varchar), '0'), '.') <> rtrim(rtrim(value, '0'), '.')`;
