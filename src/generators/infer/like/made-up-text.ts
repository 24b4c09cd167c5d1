import { id, sql } from '../../../duckdb/sql.ts';
import type { FieldInput } from '../../field-schema.ts';
import type { SeenColumn } from './seen-column.ts';

/** Text of random letters, or with `words` of Latin words where the column has words, about as long as the column's. */
export async function madeUpText(column: SeenColumn, options: { readonly words: boolean }): Promise<FieldInput> {
  const { isUnique } = column;
  const seen = await measure(column);
  const unique = isUnique ? { unique: true } : {};
  const words = { min: seen.fewWords, max: seen.manyWords };
  const hasWords = options.words && seen.words >= 1.5;
  if (hasWords && seen.length > 200) return { faker: 'lorem.paragraph', args: [sentences(words)], ...unique };
  if (hasWords && seen.capitals > 0.5) return { faker: 'lorem.sentence', args: [words], ...unique };
  if (hasWords) return { faker: 'lorem.words', args: [words], ...unique };
  const length = { min: Math.max(seen.short, 1), max: Math.max(seen.long, 1) };
  if (seen.codes === 1 && (isUnique || seen.shortest === seen.longest) && seen.long > 0) {
    return { pattern: '*'.repeat(seen.long), ...unique };
  }
  const casing = seen.lower > 0.98 ? 'lower' : seen.upper > 0.98 ? 'upper' : 'mixed';
  if (seen.digits === 1)
    return { faker: 'string.numeric', args: [{ length, allowLeadingZeros: seen.zeros > 0 }], ...unique };
  const method = seen.digits > 0.02 ? 'string.alphanumeric' : 'string.alpha';
  if (casing === 'mixed' && seen.digits <= 0.02 && seen.capitals > 0.9) {
    return { faker: 'helpers.fromRegExp', args: [`[A-Z][a-z]{${length.min - 1},${length.max - 1}}`], ...unique };
  }
  return { faker: method, args: [{ length, casing }], ...unique };
}

interface Seen {
  readonly words: number;
  readonly fewWords: number;
  readonly manyWords: number;
  readonly length: number;
  readonly short: number;
  readonly long: number;
  /** Shares of values: that start with a capital, have no capital, have no small letter, begin with 0. */
  readonly capitals: number;
  readonly lower: number;
  readonly upper: number;
  readonly zeros: number;
  /** Of nothing but capitals and digits. */
  readonly codes: number;
  readonly shortest: number;
  readonly longest: number;
  /** The share of signs that are digits. */
  readonly digits: number;
}

async function measure({ data, name }: SeenColumn): Promise<Seen> {
  const [row = {}] = await data.session.rows(sql`
    select avg(words) as words, quantile_disc(words, 0.1) as few, quantile_disc(words, 0.9) as many,
      avg(length(x)) as length, quantile_disc(length(x), 0.1) as short, quantile_disc(length(x), 0.9) as long,
      avg(regexp_matches(x, '^\\p{Lu}')::int) as capitals, avg((x = lower(x))::int) as lower,
      avg((x = upper(x))::int) as upper, avg(starts_with(x, '0')::int) as zeros,
      avg(regexp_full_match(x, '[A-Z0-9]+')::int) as codes, min(length(x)) as shortest, max(length(x)) as longest,
      sum(length(regexp_replace(x, '[^0-9]', '', 'g'))) / greatest(sum(length(x)), 1) as digits
    from (select x, len(regexp_split_to_array(trim(x), '\\s+')) as words from (
      select ${id(name)}::varchar as x from ${data.sample} where ${id(name)} is not null limit 20000))`);
  const number = (key: string) => Number(row[key] ?? 0);
  return {
    words: number('words'),
    fewWords: Math.max(number('few'), 1),
    manyWords: Math.max(number('many'), 1),
    length: number('length'),
    short: number('short'),
    long: number('long'),
    capitals: number('capitals'),
    lower: number('lower'),
    upper: number('upper'),
    zeros: number('zeros'),
    codes: number('codes'),
    shortest: number('shortest'),
    longest: number('longest'),
    digits: number('digits'),
  };
}

/** A sentence of Faker's has about seven words. */
function sentences({ min, max }: { min: number; max: number }): { min: number; max: number } {
  return { min: Math.max(Math.round(min / 7), 1), max: Math.max(Math.round(max / 7), 1) };
}
