import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';

/**
 * Whether the rows of a query come in the order of the relation it reads, on any number of threads: they do unless an
 * operator of DuckDB's plan loses it, as every join does.
 */
export async function keepsOrder(session: Session, query: string): Promise<boolean> {
  const [row = {}] = await session.rows(raw(`explain (format json) ${query}`));
  const plan = Object.values(row).find((value) => typeof value === 'string' && value.trimStart().startsWith('['));
  const operators = typeof plan === 'string' ? operatorsOf(JSON.parse(plan)) : [];
  return operators.length > 0 && operators.every((name) => KEEPING.has(name));
}

const KEEPING: ReadonlySet<string> = new Set([
  'column data scan',
  'dummy scan',
  'empty result',
  'filter',
  'projection',
  'read parquet',
  'seq scan',
  'streaming limit',
  'streaming window',
  'table scan',
  'union',
]);

/** The names of the operators, in words. */
function operatorsOf(plan: unknown): string[] {
  if (Array.isArray(plan)) return plan.flatMap(operatorsOf);
  if (typeof plan !== 'object' || plan === null || !('name' in plan)) return [];
  const name = String(plan.name).trim().toLowerCase().replaceAll('_', ' ');
  return [name, ...('children' in plan ? operatorsOf(plan.children) : [])];
}
