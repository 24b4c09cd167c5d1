import { id, join, sql, type Sql } from '../../../duckdb/sql.ts';
import type { FieldInput } from '../../field-schema.ts';
import { CROWD } from '../coarsen.ts';
import { isPlainForFaker, literalPattern, literalRegex } from '../../pattern-regex.ts';
import type { SeenColumn } from './seen-column.ts';

/** What share of the values has the one shape. */
const MOST = 0.98;
const MOST_RUNS = 16;
/** Values looked at. */
const MOST_ROWS = 20_000;
/** Signs that all values share are kept where so many different values do. */
const DIFFERENT = 4 * CROWD;

const CLASSES: Readonly<Record<string, string>> = { A: 'A-Z', a: 'a-z', '9': '0-9' };
const PLACES: Readonly<Record<string, string>> = { A: '?', '9': '#' };

/** A part of a shape: signs of one class, or a sign that means itself. */
interface Run {
  /** `A`, `a`, `9`, or the sign. */
  readonly sign: string;
  readonly least: number;
  readonly most: number;
  /** What all values have there. */
  readonly constant?: string;
}

/**
 * Text whose values are all of one shape, such as `ORD-####-??`: letters and digits are drawn anew, other signs stay; so
 * do letters and digits that are the same in all of many different values. Undefined where there is no one shape.
 */
export async function shapedText(column: SeenColumn): Promise<FieldInput | undefined> {
  const runs = await runsOf(column);
  if (runs === undefined || runs.every(({ constant, sign }) => constant !== undefined || !(sign in CLASSES)))
    return undefined;
  const prefixed = column.isUnique ? await numbered(column, runs) : undefined;
  return prefixed ?? patternOf(runs, column.isUnique) ?? regexOf(runs, column.isUnique);
}

/** Each letter and digit exchanged for its class. */
function classed(value: Sql): Sql {
  return sql`regexp_replace(regexp_replace(regexp_replace(${value}, '\\p{N}', '9', 'g'), '\\p{Lu}', 'A', 'g'), '[^\\P{L}A]', 'a', 'g')`;
}

async function runsOf({ data, name }: SeenColumn): Promise<Run[] | undefined> {
  const value = id(name);
  const some = sql`(select ${value}::varchar as ${value} from ${data.sample} where ${value} is not null limit ${MOST_ROWS})`;
  const shape = sql`regexp_replace(regexp_replace(regexp_replace(${classed(value)}, '9+', '9', 'g'), 'A+', 'A', 'g'), 'a+', 'a', 'g')`;
  const [top] = await data.session.rows(sql`
    select shape, "rows", "values", sum("rows") over () as total from (
      select ${shape} as shape, count(*) as "rows", count(distinct ${value}) as "values"
      from ${some} group by all)
    order by "rows" desc, shape limit 1`);
  if (top === undefined || Number(top['rows']) < MOST * Number(top['total']) || Number(top['values']) < CROWD)
    return undefined;
  const signs = Array.from(String(top['shape']));
  if (signs.length === 0 || signs.length > MOST_RUNS || Number(top['rows']) < CROWD) return undefined;
  const classes = signs.map((sign) => (sign in REGEX ? `${REGEX[sign]}+` : rawRegex(sign)));
  const regex = classes.join('');
  const parts = signs.flatMap((_, index) => {
    const part = sql`regexp_extract(${value}, ${`^${capturing(classes, index)}$`}, 1, 's')`;
    return [
      sql`min(length(${part})) as ${id(`least ${index}`)}`,
      sql`max(length(${part})) as ${id(`most ${index}`)}`,
      sql`min(${part}) as ${id(`first ${index}`)}`,
      sql`max(${part}) as ${id(`last ${index}`)}`,
    ];
  });
  const [row = {}] = await data.session.rows(
    sql`select ${join(parts)} from ${some} where regexp_full_match(${value}, ${regex}, 's')`,
  );
  const isMany = Number(top['values']) >= DIFFERENT;
  return signs.map((sign, index) => {
    const [first, last] = [String(row[`first ${index}`]), String(row[`last ${index}`])];
    return {
      sign,
      least: Number(row[`least ${index}`]),
      most: Number(row[`most ${index}`]),
      ...(isMany && sign in CLASSES && first === last ? { constant: first } : {}),
    };
  });
}

const REGEX: Readonly<Record<string, string>> = {
  A: String.raw`\p{Lu}`,
  a: String.raw`[^\P{L}\p{Lu}]`,
  '9': String.raw`\p{N}`,
};

/** The whole with one part captured: DuckDB captures nine at most. */
function capturing(classes: readonly string[], part: number): string {
  return classes.map((one, index) => (index === part ? `(${one})` : one)).join('');
}

function rawRegex(sign: string): string {
  return /[\\^$.*+?()[\]{}|]/.test(sign) ? `\\${sign}` : sign;
}

/** Constant text and then digits that count on without a gap: a sequence. */
async function numbered({ data, name }: SeenColumn, runs: readonly Run[]): Promise<FieldInput | undefined> {
  const digits = runs.at(-1);
  const before = runs.slice(0, -1).map(({ sign, constant }) => constant ?? (sign in CLASSES ? undefined : sign));
  if (digits?.sign !== '9' || digits.constant !== undefined || digits.most > 15 || before.includes(undefined))
    return undefined;
  const prefix = before.join('');
  const number = sql`try_cast(substr(${id(name)}, ${Array.from(prefix).length + 1}) as bigint)`;
  const [row] = await data.session.rows(
    sql`select min(${number}) as low, max(${number}) as high, count(${number}) as "rows" from ${data.all}`,
  );
  const [low, high] = [Number(row?.['low']), Number(row?.['high'])];
  if (Number(row?.['rows']) !== data.rows || high - low + 1 !== data.rows) return undefined;
  const width = digits.least;
  return { sequence: { start: low, ...(prefix === '' ? {} : { prefix }), width } };
}

/** As a `pattern` field, which can be unique: where all lengths are fixed and no letter is small. */
function patternOf(runs: readonly Run[], unique: boolean): FieldInput | undefined {
  const pieces = runs.map(({ sign, least, most, constant }) => {
    if (constant !== undefined) return literalPattern(constant);
    if (!(sign in CLASSES)) return literalPattern(sign);
    const place = PLACES[sign];
    return least === most && place !== undefined ? place.repeat(least) : undefined;
  });
  return pieces.includes(undefined) ? undefined : { pattern: pieces.join(''), ...(unique ? { unique: true } : {}) };
}

/** As a regular expression for Faker. */
function regexOf(runs: readonly Run[], unique: boolean): FieldInput | undefined {
  const plain = runs.map(({ sign, constant }) => constant ?? (sign in CLASSES ? '' : sign)).join('');
  if (Array.from(plain).some((sign) => !isPlainForFaker(sign))) return undefined;
  const regex = runs.map(({ sign, least, most, constant }) => {
    if (constant !== undefined) return Array.from(constant).map(literalRegex).join('');
    const letters = CLASSES[sign];
    if (letters === undefined) return literalRegex(sign);
    if (least === 1 && most === 1) return `[${letters}]`;
    return least === most ? `[${letters}]{${least}}` : `[${letters}]{${least},${most}}`;
  });
  return { faker: 'helpers.fromRegExp', args: [regex.join('')], ...(unique ? { unique: true } : {}) };
}
