import type { Session } from '../../../duckdb/session.ts';
import { id, sql, type Sql } from '../../../duckdb/sql.ts';
import type { ColumnProfile } from './column-profile.ts';
import { quoted } from './dqdl-text.ts';

/** How many pairs of columns are tried as a key where no column is one. */
const MOST_PAIRS = 20;

/** Rules on what tells rows apart: columns that are a key, or two together. Values that differ by chance are none. */
export async function keyCandidates(
  session: Session,
  relation: Sql,
  profiles: readonly ColumnProfile[],
): Promise<readonly string[]> {
  const keyLike = profiles.filter(isKeyLike);
  const single = keyLike.filter(({ present, distinct }) => distinct === present && present > 1);
  const keys = single.map(({ column, present, rows }) =>
    present === rows ? `IsPrimaryKey ${quoted(column.name)}` : `IsUnique ${quoted(column.name)}`,
  );
  const nearly = keyLike.flatMap(({ column, present, distinct, single: alone }) => {
    const share = alone / present;
    return distinct < present && share > 0.5
      ? [`Uniqueness ${quoted(column.name)} > ${Math.floor(share * 990) / 1000}`]
      : [];
  });
  const pairs = keys.length > 0 ? [] : await keyPairs(session, relation, keyLike);
  return [...keys, ...pairs, ...(keys.length > 0 ? [] : ['DuplicateRowCount = 0']), ...nearly];
}

/** Texts and dates, and whole numbers that count: amounts and measures may be unique without meaning it. */
function isKeyLike({ kind, numbers, distinct, column }: ColumnProfile): boolean {
  if (kind === 'text' || kind === 'date' || kind === 'timestamp') return true;
  if (kind !== 'integer' || numbers === undefined) return false;
  const isDense = numbers.greatest - numbers.least + 1 <= distinct * 2;
  return isDense || /(?:^|[_\s])(?:id|key|no|nr|number|code)$|[a-z]Id$/i.test(column.name);
}

async function keyPairs(session: Session, relation: Sql, profiles: readonly ColumnProfile[]): Promise<string[]> {
  const complete = profiles.filter(({ present, rows, distinct }) => present === rows && distinct > 1);
  const pairs = complete.flatMap((one, index) =>
    complete
      .slice(index + 1)
      .filter((other) => one.distinct * other.distinct >= one.rows)
      .map((other) => [one.column.name, other.column.name] as const),
  );
  const keys: string[] = [];
  for (const [one, other] of pairs.slice(0, MOST_PAIRS)) {
    const [row] = await session.rows(sql`
      select count(*) as repeated from (
        select 1 from ${relation} group by ${id(one)}, ${id(other)} having count(*) > 1 limit 1
      )`);
    if (row?.['repeated'] === 0) keys.push(`IsPrimaryKey ${quoted(one)} ${quoted(other)}`);
  }
  return keys;
}
