import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';
import type { Plan, Statement } from '../plan/plan.ts';
import type { Measurement } from './measurement.ts';
import { reasonOf } from './reason.ts';

/** The rows of a statement over the relations of the plan. */
export async function measureStatement(
  session: Session,
  { relations }: Plan,
  { sql }: Statement,
): Promise<Measurement> {
  try {
    return { rows: await session.rows(raw(`${relations} ${sql}`)) };
  } catch (error) {
    return { outcome: 'Error', failure: `The rule could not be evaluated: ${reasonOf(error)}` };
  }
}
