import { userError } from '../../core/errors.ts';
import type { Session } from '../../duckdb/session.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Relation } from '../../quality/types.ts';
import type { Tables } from './question.ts';

export async function countRows(session: Session, { relation }: Relation): Promise<number> {
  const [count] = await session.rows(sql`select count(*) as rows from ${relation}`);
  return Number(count?.['rows'] ?? 0);
}

/** Throws a `UserError` `SHRINK_NO_ROWS` where there is nothing to make smaller. */
export async function refuseEmpty(session: Session, { primary }: Tables): Promise<void> {
  if ((await countRows(session, primary)) > 0) return;
  throw userError({
    code: 'SHRINK_NO_ROWS',
    message: 'the data have no rows: there is nothing to make smaller',
    hint: 'Name data on which the rule shows what you look for.',
  });
}
