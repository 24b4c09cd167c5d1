import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';
import type { Statement } from '../plan/plan.ts';
import type { Measurement } from './measurement.ts';
import { reasonOf } from './reason.ts';

/** The rows of a statement. */
export async function measureStatement(session: Session, { sql }: Statement): Promise<Measurement> {
  try {
    return { rows: await session.rows(raw(sql)) };
  } catch (error) {
    return { outcome: 'Error', failure: `The rule could not be evaluated: ${reasonOf(error)}` };
  }
}
