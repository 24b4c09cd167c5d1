import type { Session } from '../../../duckdb/session.ts';
import { id, sql, type Sql } from '../../../duckdb/sql.ts';
import { isPlainText } from './dqdl-text.ts';

/** More different characters than this beside letters and digits are no pattern. */
const MOST_OTHERS = 16;

/** So many rows tell what texts look like; a pattern that others break is no candidate in the end. */
const MOST_TEXTS = 50_000;

/** A regular expression that all texts of a column match, as narrow as their form allows; undefined where it has none. */
export async function textPattern(session: Session, relation: Sql, column: string): Promise<string | undefined> {
  const value = id('value');
  const texts = sql`(
    select ${id(column)} as value from ${relation} where ${id(column)} is not null limit ${MOST_TEXTS}
  )`;
  const shape = sql`regexp_replace(regexp_replace(regexp_replace(
    ${value}, '[A-Z]', 'A', 'g'), '[a-z]', 'a', 'g'), '[0-9]', '9', 'g')`;
  const short = sql`regexp_replace(regexp_replace(regexp_replace(shape, 'A+', 'A', 'g'), 'a+', 'a', 'g'), '9+', '9', 'g')`;
  const [row = {}] = await session.rows(sql`
    select count(distinct ${short}) as shorts, min(${short}) as short, count(distinct shape) as shapes,
      min(shape) as shape, min(value) as least, max(value) as greatest
    from (select value, ${shape} as shape from ${texts})`);
  const { shorts, short: one, shapes, shape: whole, least, greatest } = row;
  if (shorts === 1 && typeof one === 'string' && one !== '' && typeof whole === 'string' && isPlainText(one)) {
    const prefix = commonPrefix(String(least), String(greatest));
    return shapePattern(shapes === 1 ? whole : one, { isExact: shapes === 1, prefix });
  }
  return charactersPattern(session, texts);
}

/** `T00000001` gives `T[0-9]{8}`: runs of one class with their length, the letters that all begin with as they are. */
function shapePattern(shape: string, { isExact, prefix }: { isExact: boolean; prefix: string }): string {
  const letters = isExact ? (/^[A-Za-z]*/.exec(prefix)?.[0] ?? '') : '';
  const rest = shape.slice(letters.length);
  return letters + [...rest.matchAll(/A+|a+|9+|[^Aa9]/gu)].map(([run]) => runPattern(run, isExact)).join('');
}

function runPattern(run: string, isExact: boolean): string {
  const characters = { A: '[A-Z]', a: '[a-z]', '9': '[0-9]' }[run.charAt(0)];
  if (characters === undefined) return literal(run);
  if (!isExact) return `${characters}+`;
  return run.length === 1 ? characters : `${characters}{${run.length}}`;
}

/** The characters that occur: a class of them, with an `@` that all have once where it stands. */
async function charactersPattern(session: Session, texts: Sql): Promise<string | undefined> {
  const rows = await session.rows(sql`
    select c, bool_or(at_begin) as at_begin, bool_or(at_end) as at_end from (
      select unnest(characters) as c, generate_subscripts(characters, 1) = 1 as at_begin,
        generate_subscripts(characters, 1) = len(characters) as at_end
      from (
        select distinct string_split(value, '') as characters from ${texts}
      )
    ) group by c order by c`);
  const found = rows.flatMap(({ c }) => (typeof c === 'string' ? [c] : []));
  const others = found.filter((character) => !/^[A-Za-z0-9]$/.test(character));
  if (found.length === 0 || others.length > MOST_OTHERS || !others.every(isPlainInClass)) return undefined;
  const all = classOf(found);
  const [addresses] = await session.rows(sql`
    select bool_and(regexp_full_match(value, '[^@ ]+@[^@ ]+[.][A-Za-z]+')) as "all" from ${texts}`);
  if (addresses?.['all'] === true) return '[^@ ]+@[^@ ]+[.][A-Za-z]+';
  const begin = classOf(rows.flatMap(({ c, at_begin }) => (typeof c === 'string' && at_begin === true ? [c] : [])));
  const end = classOf(rows.flatMap(({ c, at_end }) => (typeof c === 'string' && at_end === true ? [c] : [])));
  return begin === all && end === all ? `${all}+` : `${begin}(${all}*${end})?`;
}

function classOf(characters: readonly string[]): string {
  const ranges = [/[A-Z]/, /[a-z]/, /[0-9]/]
    .filter((range) => characters.some((character) => character.length === 1 && range.test(character)))
    .map((range) => range.source.slice(1, -1));
  const others = characters.filter((character) => !/^[A-Za-z0-9]$/.test(character));
  const dashLast = [...others.filter((each) => each !== '-'), ...others.filter((each) => each === '-')];
  return `[${ranges.join('')}${dashLast.join('')}]`;
}

/** Whether a character stands for itself in a class, wherever it is. */
function isPlainInClass(character: string): boolean {
  return isPlainText(character) && !/[[\]^&~]/.test(character);
}

function literal(character: string): string {
  return /[.*+?()[\]{}|^$/]/.test(character) ? `[${character}]` : character;
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
