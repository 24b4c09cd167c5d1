import { id, sql } from '../../../duckdb/sql.ts';
import type { Column } from '../../../duckdb/session.ts';
import { isKeyName } from '../name-hint.ts';
import { kindOfType, type Extent, type SeenData } from './seen-column.ts';

/** With fewer rows, values are all different by chance; only a column that is called as keys are is believed. */
const FEW_ROWS = 20;
/** Columns whose every value is compared, where the sample is not all. */
const MOST_EXACT = 2;

/** The columns with a value in every row and none twice, of types that a key can have. */
export async function uniqueColumns(
  data: SeenData,
  columns: readonly (Column & Extent)[],
): Promise<ReadonlySet<string>> {
  const { session, sample, all, rows } = data;
  const possible = columns.filter(({ name, type, present }) => present === rows && rows > 1 && isKey(name, type, rows));
  const [sampled] = await session.rows(sql`select count(*) as "rows" from ${sample}`);
  const sampleRows = Number(sampled?.['rows']);
  const candidates: string[] = [];
  for (const { name } of possible) {
    const [row] = await session.rows(sql`select count(distinct ${id(name)}) as "values" from ${sample}`);
    if (Number(row?.['values']) === sampleRows) candidates.push(name);
  }
  if (sampleRows === rows) return new Set(candidates);
  const unique = new Set<string>();
  for (const name of byKeyName(candidates).slice(0, MOST_EXACT)) {
    const [row] = await session.rows(sql`select count(distinct hash(${id(name)})) as "values" from ${all}`);
    if (Number(row?.['values']) === rows) unique.add(name);
  }
  return unique;
}

function isKey(name: string, type: string, rows: number): boolean {
  const kind = kindOfType(type);
  if (kind === 'number') return !/^(FLOAT|DOUBLE)$/.test(type) && (rows >= FEW_ROWS || isKeyName(name));
  if (kind === 'text') return rows >= FEW_ROWS || isKeyName(name);
  return ['date', 'timestamp', 'uuid'].includes(kind) && rows >= 3;
}

/** Those called as keys are first. */
function byKeyName(names: readonly string[]): string[] {
  return [...names.filter((name) => isKeyName(name)), ...names.filter((name) => !isKeyName(name))];
}
