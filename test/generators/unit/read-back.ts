import { openSession } from '../../../src/duckdb/open-session.ts';
import { id, join, sql } from '../../../src/duckdb/sql.ts';
import { openData, type LiteralData } from '../../../src/formats/open-data.ts';

/** Types by column, and the rows as DuckDB has them. */
export async function readBack(data: LiteralData): Promise<{ types: Record<string, string>; rows: object[] }> {
  await using session = await openSession();
  const { relation, columns, rowOrder } = await openData(session, data, { into: 'data' });
  const list = join(columns.map(({ name }) => id(name)));
  return {
    types: Object.fromEntries(columns.map(({ name, type }) => [name, type])),
    rows: await session.rows(sql`select ${list} from ${relation} order by ${rowOrder}`),
  };
}
