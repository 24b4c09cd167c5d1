import type { Session } from '../../duckdb/session.ts';
import { sql, type Sql } from '../../duckdb/sql.ts';
import { defectError } from './defect-kind.ts';
import type { PlannedDefect } from './plan-defects.ts';

/**
 * Fills table `hits` (`__row`, `defect`) with the rows of each defect: of the rows that it can damage and that no
 * defect before it took, those with the smallest hash of seed and row. So the number is exact, a row is hit once at
 * most, and a later defect in the list changes nothing for those before it. MD5, since DuckDB's own hash may change
 * with its version.
 */
export async function chooseRows(
  session: Session,
  { numbered, hits, dataset }: { readonly numbered: Sql; readonly hits: Sql; readonly dataset: string },
  defects: readonly PlannedDefect[],
): Promise<void> {
  await session.run(sql`create or replace table ${hits} (__row bigint, defect integer)`);
  for (const { index, kind, rows, seed, damage } of defects) {
    if (rows === 0) continue;
    const eligible = damage.target === 'cell' ? damage.eligible : sql`true`;
    const chosen = await session.run(
      sql`insert into ${hits}
          select __row, ${index}
          from ${numbered} as numbered
          where ${eligible} and __row not in (select __row from ${hits})
          order by md5(${`${seed}:`} || __row), __row
          limit ${rows}`,
    );
    if (chosen === rows) continue;
    throw defectError(dataset, {
      code: 'DEFECT_TOO_FEW_ROWS',
      message: `too few rows that a ${kind} defect could damage`,
      ...(damage.target === 'cell' ? { column: damage.column.name } : {}),
      found: `${chosen} rows`,
      expected: `${rows} rows with a value, not hit by another defect`,
      hint: 'Lower the rate or count, or make more rows.',
    });
  }
}
