import { openSession } from '../../../src/duckdb/open-session.ts';
import { join, lit, raw, sql } from '../../../src/duckdb/sql.ts';

/** The texts for which a test of ours, as SQL over a column `t`, is TRUE. */
export async function takenOf(texts: readonly (string | null)[], test: string): Promise<(string | null)[]> {
  const values = await valuesOf(texts, test);
  return texts.filter((_, index) => values[index] === true);
}

/** What SQL over a column `t` gives for each text. */
export async function valuesOf(texts: readonly (string | null)[], expression: string): Promise<unknown[]> {
  await using session = await openSession({ threads: 1 });
  const rows = texts.map((text, index) => sql`(${index}, ${text === null ? raw('null::varchar') : lit(text)})`);
  const found = await session.rows(
    sql`select ${raw(expression)} as value from (values ${join(rows)}) as texts(i, t) order by i`,
  );
  return found.map(({ value }) => value);
}
