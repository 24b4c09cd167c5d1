import { join, sql, type Sql } from '../../duckdb/sql.ts';
import { parseDatePattern, type DatePattern } from './date-pattern.ts';
import type { DateForm } from './rules.ts';
import { unfit } from './unfit.ts';

/** A date or timestamp by the first pattern that it fits, as ISO 8601; what fits none is no date, unless ISO is read too. */
export function textAsIsoDate(text: Sql, type: string, { patterns, detect }: DateForm): Sql {
  const otherwise = detect ? text : unfit(text);
  const [first = ''] = patterns;
  const only = patterns.length === 1 ? rearranged(text, type, parseDatePattern(first)) : undefined;
  return sql`coalesce(${only ?? isoByPatterns(text, type, patterns)}, ${otherwise})`;
}

/**
 * The numbers of a text of fixed places in the order of ISO 8601, whether there is such a day or not: whoever reads it as
 * a date sees that. NULL where the text has not that shape; undefined where the places are not fixed.
 */
function rearranged(text: Sql, type: string, { shape, places, shortYear }: DatePattern): Sql | undefined {
  if (!places || (type === 'DATE' && places.hour)) return undefined;
  const at = (of: keyof typeof places): Sql => {
    const place = places[of];
    return place ? sql`substr(${text}, ${place.start}, ${place.end - place.start + 1})` : sql`'00'`;
  };
  const year = shortYear ? sql`'20' || ${at('year')}` : at('year');
  const day = sql`${year} || '-' || ${at('month')} || '-' || ${at('day')}`;
  const time = sql`' ' || ${at('hour')} || ':' || ${at('minute')} || ':' || ${at('second')}`;
  const fraction = places.fraction ? sql`|| '.' || ${at('fraction')}` : sql``;
  const whole = places.hour ? sql`${day} || ${time} ${fraction}` : day;
  return sql`case when regexp_full_match(${text}, ${shape}) then ${whole} end`;
}

/** The same, with NULL for what fits no pattern, or is a day that is not in the calendar. */
export function isoByPatterns(text: Sql, type: string, patterns: readonly string[]): Sql {
  const readings = patterns.map((pattern) => isoBy(text, type, parseDatePattern(pattern)));
  return sql`coalesce(${join([...readings, sql`null`])})`;
}

function isoBy(text: Sql, type: string, { shape, format, shortYear, zoned }: DatePattern): Sql {
  const matched = sql`case when regexp_full_match(${text}, ${shape}) then
    ${zoned ? sql`regexp_replace(${text}, 'Z$', '+0000')` : text} end`;
  const read = sql`try_strptime(${matched}, ${format})`;
  if (zoned) return sql`cast(${read} as varchar)`;
  return once(read, (at) => {
    const moment = shortYear ? sql`case when year(${at}) < 2000 then ${at} + interval 100 year else ${at} end` : at;
    const iso = sql`cast(${moment} as varchar)`;
    const day = sql`case when ${iso} like '% 00:00:00' then left(${iso}, 10) else ${iso} end`;
    // DuckDB writes years before 1 as BC, and reads them as AD.
    return sql`case when year(${at}) > 0 then ${type === 'DATE' ? day : iso} end`;
  });
}

/** `body` with a name for `value`, which is worked out once. */
function once(value: Sql, body: (name: Sql) => Sql): Sql {
  const name = sql`moment`;
  return sql`list_extract(list_transform([${value}], lambda ${name}: ${body(name)}), 1)`;
}
