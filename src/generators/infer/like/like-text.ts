import { id, join, sql } from '../../../duckdb/sql.ts';
import type { Row } from '../../../duckdb/session.ts';
import type { FieldInput } from '../../field-schema.ts';
import { textHint } from '../name-hint.ts';
import { asManyValues } from './as-many-values.ts';
import { categoryField } from './categories.ts';
import { couldShowAValue } from './could-show-a-value.ts';
import { madeUpText } from './made-up-text.ts';
import type { SeenColumn } from './seen-column.ts';
import { DAY_TEXT, HEX_TEXT, MOMENT_TEXT, TEXT_KINDS } from './text-kinds.ts';
import { shapedText } from './text-shape.ts';

/** Text columns with no more different values than this may be categories. */
const MOST_CATEGORIES = 50;
/** Longer values are no categories but free text. */
const LONGEST_CATEGORY = 40;
/** What share of the values is of a kind, where the column is said to be. */
const MOST = 0.98;

/**
 * Text like that of the column, none of it taken from there but categories: what it is recognized as, else of its one
 * shape, else made up with its lengths and classes of signs.
 */
export async function likeText(column: SeenColumn): Promise<FieldInput> {
  return asManyValues(column, await textLike(column));
}

async function textLike(column: SeenColumn): Promise<FieldInput> {
  const measured = await measure(column);
  if (measured === undefined) return { literal: [null] };
  const kind = TEXT_KINDS.find((_, index) => measured.shares[index] ?? false);
  if (kind !== undefined && !(await couldShowAValue(column, kind.field))) {
    return kind.canBeUnique && column.isUnique && 'faker' in kind.field ? { ...kind.field, unique: true } : kind.field;
  }
  if (kind === undefined && !column.isPersonal && measured.longest <= LONGEST_CATEGORY) {
    const category = await categoryField(column, MOST_CATEGORIES);
    if (category !== undefined) return category;
  }
  const hint = textHint(column.label, measured.some);
  if (hint !== undefined && !column.isUnique && (hint.isPublic || !(await couldShowAValue(column, hint.field))))
    return hint.field;
  return (
    (await momentText(column, measured)) ??
    hexText(column, measured) ??
    (await shapedText(column)) ??
    (await newWords(column))
  );
}

interface Measured {
  /** Whether the column is of each kind of TEXT_KINDS. */
  readonly shares: readonly boolean[];
  readonly isDay: boolean;
  readonly isMoment: boolean;
  readonly isHex: boolean;
  readonly shortest: number;
  readonly longest: number;
  /** Some values, to be looked at and not to be kept. */
  readonly some: readonly string[];
}

async function measure({ data, name }: SeenColumn): Promise<Measured | undefined> {
  const value = id(name);
  const regexes = [...TEXT_KINDS.map(({ regex }) => regex), DAY_TEXT, MOMENT_TEXT, HEX_TEXT];
  const shares = regexes.map(
    (regex, index) => sql`avg(regexp_full_match(${value}, ${regex}, 's')::int) as ${id(`share ${index}`)}`,
  );
  const [row = {}] = await data.session.rows(sql`
    select count(*) as "rows", min(length(${value})) as shortest, max(length(${value})) as longest, ${join(shares)}
    from (select ${value}::varchar as ${value} from ${data.sample} where ${value} is not null limit 20000)`);
  if (Number(row['rows']) === 0) return undefined;
  const some = await data.session.rows(
    sql`select distinct ${value}::varchar as "value" from ${data.sample} where ${value} is not null limit 200`,
  );
  const is = regexes.map((_, index) => Number(row[`share ${index}`]) >= MOST);
  const [isDay = false, isMoment = false, isHex = false] = is.slice(TEXT_KINDS.length);
  return {
    shares: is.slice(0, TEXT_KINDS.length),
    isDay,
    isMoment,
    isHex,
    shortest: Number(row['shortest']),
    longest: Number(row['longest']),
    some: some.map((one: Row) => String(one['value'])),
  };
}

/** Words, or where Latin words happen to be among those of the column, letters. */
async function newWords(column: SeenColumn): Promise<FieldInput> {
  const made = await madeUpText(column, { words: true });
  const isOfWords = 'faker' in made && made.faker.startsWith('lorem.');
  return isOfWords && (await couldShowAValue(column, made)) ? madeUpText(column, { words: false }) : made;
}

/** Days and times that are text. */
async function momentText({ data, name }: SeenColumn, { isDay, isMoment }: Measured): Promise<FieldInput | undefined> {
  if (!isDay && !isMoment) return undefined;
  const day = sql`try_cast(${id(name)} as timestamp)::date`;
  const [row] = await data.session.rows(sql`select min(${day}) as low, max(${day}) as high from ${data.all}`);
  const [from, to] = [row?.['low'], row?.['high']];
  if (typeof from !== 'string' || typeof to !== 'string') return undefined;
  return isDay ? { date: { from, to } } : { timestamp: { from, to: `${to}T23:59:59` } };
}

function hexText({ isUnique }: SeenColumn, { isHex, shortest, longest, some }: Measured): FieldInput | undefined {
  if (!isHex || shortest !== longest || !some.some((value) => /[a-f]/.test(value))) return undefined;
  return isUnique || longest > 8 ? { faker: 'helpers.fromRegExp', args: [`[0-9a-f]{${longest}}`] } : undefined;
}
