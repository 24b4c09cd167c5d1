import { join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { patternText } from './pattern-text.ts';
import type { GroupMark, NumberForm } from './rules.ts';
import { unfit } from './unfit.ts';
import { SPACES } from './white-space.ts';

/** What a mark between groups of digits may look like. */
const GROUP_MARKS: Record<GroupMark, string> = { '.': '.', ',': ',', ' ': SPACES, "'": "'\u2019" };

const MINUS = '-\u2212';
const SIGNS = `${MINUS}+`;

/**
 * A number as people write it (`-1.234,50 €`, `(12.00)`, `12-`) as plain digits with a point: the digits themselves, never
 * by way of another number. Groups are of three digits, divided by one and the same mark; there is one sign at most.
 */
export function plainNumber(text: Sql, type: string, form: NumberForm): Sql {
  const point = form.decimal;
  const simply = sql`regexp_full_match(${text}, ${`-?[0-9]+(?:${patternText(point)}[0-9]+)?`})`;
  const matches = sql`regexp_full_match(${text}, ${numberPattern(form)})`;
  const plain = sql`case when ${simply} then ${point === '.' ? text : sql`replace(${text}, ',', '.')`}
    when ${matches} then ${digitsOf(text, form)} else ${unfit(text)} end`;
  if (type !== 'DOUBLE' && type !== 'FLOAT') return plain;
  const named = form.decimal === '.' ? `${NAMED}|${EXPONENT}` : NAMED;
  return sql`case when regexp_full_match(${text}, ${named}) then ${text} else ${plain} end`;
}

const NAMED = '(?i)[-+]?(?:nan|inf|infinity)';
const EXPONENT = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)e[-+]?\d+`;

/** The regular expression (RE2) of all spellings of a number. */
function numberPattern({ decimal, grouping, currency, percent }: NumberForm): string {
  const groups = grouping.map((mark) => {
    const each = Array.from(GROUP_MARKS[mark]).map((one) => String.raw`\d{1,3}(?:${patternText(one)}\d{3})+`);
    return each.join('|');
  });
  const whole = [...groups, String.raw`\d+`].join('|');
  const point = patternText(decimal);
  const digits = String.raw`(?:(?:${whole})(?:${point}\d+)?|${point}\d+)`;
  const space = `[${SPACES}]?`;
  const number = percent === null ? digits : `${digits}(?:${space}%)?`;
  const sign = `[${SIGNS.replace('-', '\\-')}]`;
  const money = currency.length === 0 ? undefined : `(?:${currency.map(patternText).join('|')})`;
  const before = money === undefined ? '' : `(?:${money}${space})?`;
  const after = money === undefined ? '' : `(?:${space}${money})?`;
  const signFirst = `(?:${sign}${space}${before}|${before}${sign}?)${number}${after}`;
  const minusLast = `${before}${number}(?:${after}${space}[${MINUS.replace('-', '\\-')}]|${space}[${MINUS.replace('-', '\\-')}]${after})`;
  const inBrackets = String.raw`${before}\(${space}${before}${number}${after}${space}\)${after}`;
  return `${signFirst}|${minusLast}|${inBrackets}`;
}

/** The sign and digits of a text that {@link numberPattern} has matched. */
function digitsOf(text: Sql, { decimal, currency, percent }: NumberForm): Sql {
  // A mark of a currency may be the decimal mark.
  const marks = currency.filter((word) => word.includes(decimal));
  const bare = marks.reduce((rest, word) => sql`replace(${rest}, ${word}, '')`, text);
  const kept = sql`regexp_replace(${bare}, ${`[^0-9${decimal}]+`}, '', 'g')`;
  const digits = decimal === '.' ? kept : sql`replace(${kept}, ${decimal}, '.')`;
  const negative = join(
    [...Array.from(MINUS), '('].map((sign) => sql`contains(${bare}, ${sign})`),
    ' or ',
  );
  const shifted =
    percent === 'fraction'
      ? sql`case when contains(${bare}, '%') then ${hundredth(digits)} else ${digits} end`
      : digits;
  return sql`(case when ${negative} then '-' else '' end || ${shifted})`;
}

/** Digits with the point two places to the left. */
function hundredth(digits: Sql): Sql {
  const whole = sql`lpad(split_part(${digits}, '.', 1), greatest(length(split_part(${digits}, '.', 1)), 3)::integer, '0')`;
  return sql`(${whole}[:-3] || '.' || ${whole}[-2:] || split_part(${digits}, '.', 2))`;
}

/** Plain digits rounded to the decimals of their type, 5 away from zero as Spark does; anything else as it is. */
export function roundedDecimal(plain: Sql, type: string): Sql {
  const rounded = sql`cast(try_cast(${plain} as ${raw(type)}) as varchar)`;
  const isPlain = sql`regexp_full_match(${plain}, ${String.raw`[-+]?(?:\d+\.?\d*|\.\d+)`})`;
  return sql`case when ${isPlain} then coalesce(${rounded}, ${plain}) else ${plain} end`;
}
