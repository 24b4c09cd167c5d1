import type { Session } from '../../duckdb/session.ts';
import { id, join, lit, raw, sql } from '../../duckdb/sql.ts';
import { findsIn } from '../patterns/match-predicate.ts';
import { isRefusal } from '../refusal.ts';
import { createPatternTables, dropPatternTables } from './pattern-tables.ts';

/**
 * The paths in which Java finds the pattern. One that begins with a lookahead is tried at the beginning of the path
 * alone: it is meant to keep out whole paths (`(?!.*\.tmp$).*`).
 */
export async function matchingPaths(session: Session, paths: readonly string[], pattern: string): Promise<string[]> {
  const anchored = /^\(\?[!=]/.test(pattern) ? `^${pattern}` : pattern;
  const predicate = findsIn('path', id(TABLE).text, anchored);
  if (isRefusal(predicate)) throw new Error(predicate.reason);
  const patterns = predicate.test === undefined ? [] : [predicate.test];
  try {
    await session.run(sql`create or replace table ${id(TABLE)} (path varchar)`);
    for (let start = 0; start < paths.length; start += BATCH) {
      const rows = paths.slice(start, start + BATCH).map((path) => sql`(${lit(path)})`);
      await session.run(sql`insert into ${id(TABLE)} values ${join(rows)}`);
    }
    await createPatternTables(session, { patterns, from: id(TABLE).text });
    const rows = await session.rows(sql`select path from ${id(TABLE)} where ${raw(predicate.sql)}`);
    return rows.map(({ path }) => String(path));
  } finally {
    await dropPatternTables(session, { patterns });
    await session.run(sql`drop table if exists ${id(TABLE)}`);
  }
}

const TABLE = 'paths of files';
const BATCH = 1000;
