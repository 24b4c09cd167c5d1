import type { Finding } from '../../core/finding.ts';
import type { Row, Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import type { Part } from '../part.ts';
import { cleanText, textToClean, writtenAs } from './clean-text.ts';
import { isoByPatterns } from './date-text.ts';
import type { ColumnRules } from './rules.ts';

interface Wanted {
  readonly rules: readonly ColumnRules[];
  /** Of the columns that the fields become; undefined where that is to be found. */
  readonly types: readonly (string | undefined)[];
  /** Whether columns were declared: a field that becomes none of them is not looked at. */
  readonly declared: boolean;
}

/** Marks between day, month and year. */
const MARKS = ['/', '.', '-'] as const;
/** What may follow a date. */
const TIMES = ['', ' H:mm', ' H:mm:ss'] as const;
/** Spellings that can be read in one way only. */
const CLEAR = ['yyyy-M-d', 'yyyy/M/d', 'yyyy.M.d', 'd MMM yyyy', 'd MMMM yyyy', 'MMM d, yyyy', 'MMMM d, yyyy'];

/**
 * The date patterns of a part's columns, from all of their values. A column with one day after the twelfth has its days
 * where that one is; where no value tells days from months, or some say one thing and some the other, nothing is taken for
 * granted: a finding (`DATE_AMBIGUOUS`) says so, and only what is clear is read. A column without a declared type becomes
 * one of dates when all of its values are.
 */
export async function datesFound(
  session: Session,
  part: Part,
  { rules, types, declared }: Wanted,
): Promise<{ rules: readonly ColumnRules[]; types: readonly (string | undefined)[]; findings: Finding[] }> {
  const places = part.fields.flatMap(({ type }, index) => {
    const to = types[index];
    const open = to === undefined ? !declared && rules[index]?.dates !== null : rules[index]?.dates?.detect === true;
    const fits = to === undefined || writtenAs(to) === 'date';
    return open && fits && type === 'VARCHAR' ? [index] : [];
  });
  if (places.length === 0) return { rules, types, findings: [] };
  const texts = places.map((place) => {
    const own = plainRules(rules[place]);
    return cleanText(textToClean(part.fields[place]?.value ?? sql`null`, 'DATE', own), 'DATE', own);
  });
  const evidence = await gather(session, part, texts);
  const findings: Finding[] = [];
  const found = new Map<number, ColumnRules>();
  const foundTypes = new Map<number, string>();
  for (const [at, place] of places.entries()) {
    const own = rules[place];
    const field = part.fields[place];
    if (!own || !field) continue;
    const orders = MARKS.map((mark) => orderOf(mark, evidence, at));
    const detect = own.dates?.detect ?? false;
    const patterns = detect ? patternsOf(orders) : (own.dates?.patterns ?? []);
    const unclear = detect ? orders.filter(({ order }) => order === 'unclear') : [];
    findings.push(...unclear.map((one) => ambiguous(part.object, field.name, one)));
    found.set(place, { ...own, dates: { patterns, detect } });
    if (types[place] !== undefined) continue;
    const type = await typeFound(session, part, texts[at] ?? sql`null`, patterns);
    if (type === undefined) found.set(place, { ...own, dates: null });
    else foundTypes.set(place, type);
  }
  return {
    rules: rules.map((own, index) => found.get(index) ?? own),
    types: types.map((type, index) => foundTypes.get(index) ?? type),
    findings,
  };
}

/** For looking at texts: white space and null tokens only. */
function plainRules(rules: ColumnRules | undefined): ColumnRules {
  return { trim: true, nulls: rules?.nulls ?? [], booleans: null, numbers: null, dates: null, rounding: 'exact' };
}

interface Order {
  readonly mark: (typeof MARKS)[number];
  readonly order: 'none' | 'day first' | 'month first' | 'unclear';
  /** A value that shows it. */
  readonly sample: string;
}

/** For each text and mark: how many values must be day first, must be month first, may be either; and one of them. */
async function gather(session: Session, part: Part, texts: readonly Sql[]): Promise<Row> {
  const counts = texts.flatMap((_, at) =>
    MARKS.flatMap((mark, index) => {
      const text = id(`t${at}`);
      const shape = String.raw`^(\d{1,2})${mark === '-' ? mark : `[${mark}]`}(\d{1,2})${mark === '-' ? mark : `[${mark}]`}\d{4}(?: .*)?$`;
      const first = sql`try_cast(regexp_extract(${text}, ${shape}, 1) as integer)`;
      const second = sql`try_cast(regexp_extract(${text}, ${shape}, 2) as integer)`;
      const name = (what: string): Sql => id(`${what} ${at} ${index}`);
      const either = sql`${first} <= 12 and ${second} <= 12 and ${first} <> ${second}`;
      return [
        sql`count_if(${first} between 13 and 31 and ${second} <= 12) as ${name('day')}`,
        sql`count_if(${second} between 13 and 31 and ${first} <= 12) as ${name('month')}`,
        sql`count_if(${first} = ${second}) as ${name('same')}`,
        sql`count_if(${either}) as ${name('either')}`,
        sql`min(case when ${either} then ${text} end) as ${name('sample')}`,
      ];
    }),
  );
  const cells = texts.map((text, at) => sql`${text} as ${id(`t${at}`)}`);
  const [row = {}] = await session.rows(sql`select ${join(counts)} from (select ${join(cells)} from ${part.from})`);
  return row;
}

function orderOf(mark: (typeof MARKS)[number], row: Row, at: number): Order {
  const of = (what: string): unknown => row[`${what} ${at} ${MARKS.indexOf(mark)}`];
  const [day, month, either, same] = ['day', 'month', 'either', 'same'].map((what) => Number(of(what) ?? 0) > 0);
  const sample = String(of('sample') ?? '');
  if (day && !month) return { mark, order: 'day first', sample };
  if (month && !day) return { mark, order: 'month first', sample };
  if (day || either) return { mark, order: 'unclear', sample };
  return { mark, order: same ? 'day first' : 'none', sample };
}

function patternsOf(orders: readonly Order[]): string[] {
  const dates = orders.flatMap(({ mark, order }) => {
    if (order === 'day first') return [`d${mark}M${mark}yyyy`];
    return order === 'month first' ? [`M${mark}d${mark}yyyy`] : [];
  });
  return [...dates, ...CLEAR].flatMap((date) => TIMES.map((time) => `${date}${time}`));
}

/** DATE or TIMESTAMP where all values are one by the patterns and there is one; else undefined. */
async function typeFound(
  session: Session,
  part: Part,
  text: Sql,
  patterns: readonly string[],
): Promise<string | undefined> {
  const [row] = await session.rows(sql`
    select count(t) as values, count(iso) as dates, count_if(strlen(iso) > 10) as times
    from (select t, ${isoByPatterns(sql`t`, 'DATE', patterns)} as iso from (select ${text} as t from ${part.from}))`);
  if (Number(row?.['values']) === 0 || row?.['values'] !== row?.['dates']) return undefined;
  return Number(row?.['times']) > 0 ? 'TIMESTAMP' : 'DATE';
}

function ambiguous(file: string, column: string, { mark, sample }: Order): Finding {
  const dayFirst = `dd${mark}MM${mark}yyyy`;
  const monthFirst = `MM${mark}dd${mark}yyyy`;
  return {
    code: 'DATE_AMBIGUOUS',
    severity: 'warning',
    message: `whether day or month comes first cannot be told from the values; none of the kind is read as a date`,
    file,
    column,
    ...(sample === '' ? {} : { found: sample }),
    expected: `${dayFirst} or ${monthFirst}`,
    hint: `Declare the pattern: \`dates: ['${dayFirst}']\`.`,
  };
}
