import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';
import type { RowPlan } from '../plan/row-plan.ts';
import { judgedRows, verdictName } from './judged.ts';

/**
 * Runs `action` with the plan. Where it fails on the data (a cast in one rule's `where`), the verdicts that cannot be
 * had are taken out, and it is run again: those rules are skipped, the others are not.
 */
export async function withUsablePlan<T>(
  session: Session,
  plan: RowPlan,
  action: (plan: RowPlan) => Promise<T>,
): Promise<T> {
  try {
    return await action(plan);
  } catch (error) {
    const verdicts: (string | undefined)[] = [];
    for (const [index, verdict] of plan.verdicts.entries()) {
      const only = plan.verdicts.map((each, at) => (at === index ? each : undefined));
      const runs = verdict !== undefined && (await succeeds(session, { ...plan, verdicts: only }, index));
      verdicts.push(runs ? verdict : undefined);
    }
    if (verdicts.every((verdict, index) => verdict === plan.verdicts[index])) throw error;
    return action({ ...plan, verdicts });
  }
}

async function succeeds(session: Session, plan: RowPlan, index: number): Promise<boolean> {
  try {
    await session.rows(raw(`${judgedRows(plan)} select count(${verdictName(index)}) as n from judged`));
    return true;
  } catch {
    return false;
  }
}
