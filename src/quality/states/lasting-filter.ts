import { queryShape } from '../../duckdb/query-shape.ts';
import type { Session } from '../../duckdb/session.ts';
import { condition } from '../user-sql.ts';

/**
 * Whether the user's condition looks at nothing but the row: not at other rows, other tables or the time of day. Only
 * then what was counted under it yesterday is good today. A name that may stand for such a thing is taken to.
 */
export async function isLasting(session: Session, where: string): Promise<boolean> {
  if (MAY_CHANGE.test(where)) return false;
  const shape = await queryShape(session, `select 1 where ${condition(where)}`);
  return shape.ok && shape.tables.length === 0;
}

/** Functions and words of DuckDB whose value is another tomorrow, or in another run. */
const MAY_CHANGE =
  /\b(?:age|ago|now|today|transaction_timestamp|local(?:time|timestamp)|(?:get_)?current_\w+|in_search_path|random|setseed|(?:gen_random_)?uuid\w*|nextval|currval|txid_current|getvariable|stats|write_log|pg_\w+|rowid|_source_object|_source_row)\b/i;
