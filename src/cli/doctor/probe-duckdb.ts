import { messageOf } from '../../core/errors.ts';
import { sql } from '../../duckdb/sql.ts';
import type { ProbeContext, ProbeResult } from './probe.ts';

/** Whether the native library loads and answers: it is installed by platform, as an optional package. */
export async function probeDuckDB(_context: ProbeContext): Promise<ProbeResult> {
  const name = 'DuckDB';
  try {
    const { openSession } = await import('../../duckdb/open-session.ts');
    await using session = await openSession();
    const [row] = await session.rows(sql`select version() as version`);
    return { name, required: true, ok: true, found: String(row?.['version']), hint: null };
  } catch (error) {
    const hint = 'Install again with optional packages: npm install --include=optional';
    return { name, required: true, ok: false, found: messageOf(error).split('\n')[0] ?? '', hint };
  }
}
