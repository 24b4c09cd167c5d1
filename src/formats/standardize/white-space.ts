import { sql, type Sql } from '../../duckdb/sql.ts';

/** Spaces that stand between digits or around words: the plain one, no-break, figure, thin, narrow no-break. */
export const SPACES = ' \u00a0\u2007\u2009\u202f';

/** All white space of Unicode, and what is not seen at all: zero-width space, joiners, byte order mark. */
const WHITE_SPACE = `${SPACES}\t\n\v\f\r\u0085\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u200b\u2028\u2029\u205f\u2060\u3000\ufeff`;

/**
 * A text without the white space around it. Trimming by a list of characters is dear (a microsecond a value), and few
 * texts need it: its ends are looked at first.
 */
export function withoutSpace(text: Sql): Sql {
  const [first, last] = [sql`${text}[1]`, sql`${text}[-1]`];
  const trimmed = sql`trim(${text}, ${WHITE_SPACE})`;
  return sql`case when ${text} between '!' and '~' and ${last} between '!' and '~' then ${text}
    when contains(${WHITE_SPACE}, ${first}) or contains(${WHITE_SPACE}, ${last}) then ${trimmed} else ${text} end`;
}
