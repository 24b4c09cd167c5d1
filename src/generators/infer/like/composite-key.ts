import { id, sql } from '../../../duckdb/sql.ts';
import type { SeenColumn, SeenData } from './seen-column.ts';

/** Columns that pairs are made of, and rows up to which they are tried. */
const MOST_COLUMNS = 12;

/**
 * Tells of two columns that tell rows apart only together, where no column does alone: fields of a recipe are drawn each
 * by itself, so that such a pair may come twice.
 */
export async function tellCompositeKey(data: SeenData, columns: readonly SeenColumn[]): Promise<void> {
  const { session, sample, all, rows } = data;
  const able = columns
    .filter(({ type, present, kind }) => present === rows && !/^(FLOAT|DOUBLE)$/.test(type) && isPart(kind))
    .slice(0, MOST_COLUMNS);
  const pairs = able.flatMap(({ name: one }, index) =>
    able.slice(index + 1).map(({ name: other }) => ({ one, other })),
  );
  for (const { one, other } of rows < 20 ? [] : pairs) {
    const twice = (relation: typeof all) => sql`
      select 1 as found from ${relation} group by ${id(one)}, ${id(other)} having count(*) > 1 limit 1`;
    if ((await session.rows(twice(sample))).length > 0 || (await session.rows(twice(all))).length > 0) continue;
    data.findings.push({
      code: 'INFER_COMPOSITE_KEY',
      severity: 'warning',
      message: `rows are told apart by ${JSON.stringify(one)} and ${JSON.stringify(other)} together; the recipe does not keep that`,
      hint: 'Where it matters, let both refer to other datasets with `pairs` or `share`.',
    });
    return;
  }
}

function isPart(kind: SeenColumn['kind']): boolean {
  return ['number', 'date', 'timestamp', 'text', 'uuid'].includes(kind);
}
