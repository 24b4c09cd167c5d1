import type { Row, Session } from '../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../duckdb/sql.ts';
import { classesIn, classOf, inexactNumber, TEXT_CLASSES, type TextClass } from './text-class.ts';

/** What the values of one text column look like: plain data. */
export interface TextProfile {
  readonly classes: readonly TextClass[];
  /** Digits before the point, and after it, of the longest numbers. */
  readonly integerDigits: number;
  readonly decimals: number;
  /** Whether some number would change as a DOUBLE. */
  readonly inexact: boolean;
}

/** A relation and its text columns; of several relations, all have the same columns in the same order. */
export interface TextColumns {
  readonly from: Sql;
  readonly values: readonly Sql[];
}

/** Rows looked at first. */
const SAMPLE = 2048;

/** Columns in one statement: DuckDB's planner is slow with thousands of aggregates. */
const COLUMNS_AT_ONCE = 100;

/**
 * Looks at every value of text columns, but for those whose first rows show that they hold any text. Gives profiles by
 * column; one without a value has none.
 */
export async function profileTexts(
  session: Session,
  relations: readonly TextColumns[],
): Promise<Map<number, TextProfile>> {
  const width = relations[0]?.values.length ?? 0;
  if (width === 0) return new Map();
  const heads = relations.map(({ from, values }) => ({ from: sql`(select * from ${from} limit ${SAMPLE})`, values }));
  const profiles = await profileUnpivoted(session, heads, width);
  if (!(await anyLonger(session, relations))) return profiles;
  const open = [...Array(width).keys()].filter((column) => !profiles.get(column)?.classes.includes('text'));
  for (let start = 0; start < open.length; start += COLUMNS_AT_ONCE) {
    const columns = open.slice(start, start + COLUMNS_AT_ONCE);
    for (const [column, profile] of await profileColumns(session, relations, columns)) profiles.set(column, profile);
  }
  return profiles;
}

/**
 * The narrowest type that holds all values exactly. Whole numbers with leading zeros or a plus are text (codes,
 * telephone numbers); so are dates in any order but year-month-day. `onlyDates` is for JSON strings, which may be
 * dates but not numbers.
 */
export function typeOfTexts(profile: TextProfile | undefined, onlyDates: boolean): { type: string; inexact: boolean } {
  if (!profile) return exact('VARCHAR');
  const within = (...allowed: TextClass[]): boolean => profile.classes.every((name) => allowed.includes(name));
  if (within('date')) return exact('DATE');
  if (within('date', 'timestamp')) return exact('TIMESTAMP');
  if (within('date', 'timestamp', 'zoned')) return exact('TIMESTAMP WITH TIME ZONE');
  if (onlyDates) return exact('VARCHAR');
  if (within('bool')) return exact('BOOLEAN');
  if (within('int')) return exact('BIGINT');
  if (within('int', 'bigger', 'decimal', 'double')) return numberType(profile);
  return exact('VARCHAR');
}

function numberType(profile: TextProfile): { type: string; inexact: boolean } {
  const { classes, integerDigits, decimals } = profile;
  if (!classes.includes('decimal') && !classes.includes('double')) {
    return integerDigits <= 38 ? exact('HUGEINT') : { type: 'VARCHAR', inexact: true };
  }
  if (!profile.inexact) return exact('DOUBLE');
  const digits = integerDigits + decimals;
  if (digits > 38 || classes.includes('double')) return { type: 'VARCHAR', inexact: true };
  return exact(`DECIMAL(${digits},${decimals})`);
}

function exact(type: string): { type: string; inexact: boolean } {
  return { type, inexact: false };
}

async function anyLonger(session: Session, relations: readonly TextColumns[]): Promise<boolean> {
  const counts = relations.map(({ from }) => sql`select count(*) > ${SAMPLE} as longer from ${from}`);
  const rows = await session.rows(sql`${join(counts, ' union all ')}`);
  return rows.some((row) => row['longer'] === true);
}

/** Columns turned into rows: one short statement for any number of columns, where rows are few. */
async function profileUnpivoted(
  session: Session,
  relations: readonly TextColumns[],
  width: number,
): Promise<Map<number, TextProfile>> {
  const unpivoted = relations.map(
    ({ from, values }) => sql`select unnest(range(${width})) as place, unnest([${join(values)}]) as v from ${from}`,
  );
  const rows = await session.rows(sql`
    select place, ${profileOf(raw('v'), raw('k'))} from (
      select place, v, ${classOf(raw('v'))} as k from (${join(unpivoted, ' union all ')}) where v <> '') group by place`);
  return new Map(rows.map((row) => [Number(row['place']), toProfile(row, '')]));
}

async function profileColumns(
  session: Session,
  relations: readonly TextColumns[],
  columns: readonly number[],
): Promise<Map<number, TextProfile>> {
  const texts = relations.map(({ from, values }) => {
    const cells = columns.map((column) => sql`nullif(${values[column] ?? sql`null`}, '') as ${id(`v${column}`)}`);
    return sql`select ${join(cells)} from ${from}`;
  });
  const classes = columns.map((column) => sql`${classOf(id(`v${column}`))} as ${id(`k${column}`)}`);
  const profiles = columns.map((column) => profileOf(id(`v${column}`), id(`k${column}`), String(column)));
  const [row = {}] = await session.rows(sql`
    select ${join(profiles)} from (select *, ${join(classes)} from (${join(texts, ' union all ')}))`);
  const seen = columns.filter((column) => row[`classes${column}`] !== null);
  return new Map(seen.map((column) => [column, toProfile(row, String(column))]));
}

/** The aggregates of a profile over texts `v` of classes `k` (both NULL where there is no text). */
function profileOf(v: Sql, k: Sql, suffix = ''): Sql {
  // Not `filter (where …)`: what stands in the aggregate would still be worked out for every row.
  const ofNumbers = (value: Sql): Sql => sql`case when ${k} & ${PLAIN_NUMBER} > 0 then ${value} end`;
  const isLong = sql`case when strlen(${v}) > 15 then ${inexactNumber(v)} end`;
  return sql`bit_or(${k}) as ${id(`classes${suffix}`)},
    max(${ofNumbers(sql`strpos(ltrim(${v}, '-') || '.', '.') - 1`)}) as ${id(`digits${suffix}`)},
    max(case when ${k} = ${TEXT_CLASSES.decimal} then strlen(${v}) - strpos(${v}, '.') end)
      as ${id(`decimals${suffix}`)},
    bool_or(${ofNumbers(isLong)}) as ${id(`inexact${suffix}`)}`;
}

const PLAIN_NUMBER = TEXT_CLASSES.int | TEXT_CLASSES.bigger | TEXT_CLASSES.decimal;

function toProfile(row: Row, suffix: string): TextProfile {
  const mask = Number(row[`classes${suffix}`]);
  return {
    classes: classesIn(mask),
    integerDigits: Number(row[`digits${suffix}`]),
    decimals: Number(row[`decimals${suffix}`]),
    inexact: row[`inexact${suffix}`] === true,
  };
}
