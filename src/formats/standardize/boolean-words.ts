import { join, sql, type Sql } from '../../duckdb/sql.ts';
import type { BooleanWords } from './rules.ts';

/** `true` or `false` for a declared word, the text itself for any other. */
export function wordAsBoolean(text: Sql, words: BooleanWords): Sql {
  const cases = ([true, false] as const).flatMap((value) => {
    const list = value ? words.true : words.false;
    if (list.length === 0) return [];
    const folded = list.map((word) => sql`lower(${word})`);
    return [sql`when lower(${text}) in (${join(folded)}) then ${String(value)}`];
  });
  return cases.length === 0 ? text : sql`case ${join(cases, ' ')} else ${text} end`;
}
