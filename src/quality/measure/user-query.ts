import type { Session } from '../../duckdb/session.ts';
import { raw } from '../../duckdb/sql.ts';
import type { Plan, UserQuery } from '../plan/plan.ts';
import { leftJoin } from '../plan/joined-table.ts';
import { returnedRows as returnedRowsOf } from '../plan/returned-rows.ts';
import type { Refusal } from '../refusal.ts';
import { queryText } from '../user-sql.ts';
import type { Measurement } from './measurement.ts';
import { isLimit, reasonOf } from './reason.ts';
import { castToNumber, toNumber } from './to-number.ts';
import { vetQuery } from './vet.ts';

interface MeasuredQuery {
  readonly measurement: Measurement;
  /** Of a query in row form that could be run. */
  readonly columns?: readonly string[];
}

/** Runs a query of the user's, under the session's limits, once it is known to read nothing but the tables it may. */
export async function measureQuery(session: Session, plan: Plan, query: UserQuery): Promise<MeasuredQuery> {
  const text = queryText(query.query, plan.aliases);
  const vetted = await vetQuery(session, text, plan.aliases);
  if ('reason' in vetted) return unusable(vetted);
  try {
    const select = `select * from (\n${text}\n) as result`;
    const found = await session.columns(raw(`(${plan.relations} ${select})`), session.limits);
    const columns = found.map(({ name }) => name);
    return query.form === 'scalar query'
      ? await scalarValue(session, `${plan.relations} ${select} limit 2`, columns)
      : await returnedRows(session, plan, text, columns);
  } catch (error) {
    return unusable({ outcome: isLimit(error) ? 'Error' : 'Failed', reason: reasonOf(error) });
  }
}

async function scalarValue(session: Session, statement: string, columns: readonly string[]): Promise<MeasuredQuery> {
  const [column, ...more] = columns;
  if (column === undefined || more.length > 0) return failed('Custom SQL did not return exactly 1 column');
  const rows = await session.rows(raw(statement), {}, session.limits);
  const [row] = rows;
  if (row === undefined || rows.length > 1) return failed('Custom SQL did not return exactly 1 row');
  return { measurement: { value: castToNumber(Object.values(row)[0]) } };
}

async function returnedRows(
  session: Session,
  plan: Plan,
  text: string,
  columns: readonly string[],
): Promise<MeasuredQuery> {
  const primary = await session.columns(raw(`(${plan.relations} select * from "primary")`));
  const known = new Set(primary.map(({ name }) => name));
  const strange = columns.filter((column) => !known.has(column));
  if (strange.length === columns.length) return failed(NO_PRIMARY_COLUMN);
  if (strange.length > 0) return failed(`${FOREIGN_COLUMNS} Columns not found: ${strange.join(', ')}`);
  const join = leftJoin(returnedRowsOf({ query: text, columns, alias: 'result', of: '"primary"' }));
  const [row] = await session.rows(
    raw(`${plan.relations} select count(*) filter (where result.result_hit) as n from "primary" ${join}`),
    {},
    session.limits,
  );
  return { measurement: { value: toNumber(row?.['n']) }, columns };
}

const NO_PRIMARY_COLUMN =
  'The output from CustomSQL must contain at least one column that matches the input dataset. Ensure that matching columns are returned from the SQL.';
const FOREIGN_COLUMNS = 'The columns returned from the SQL statement should only belong to the primary table.';

function unusable({ outcome, reason }: Refusal): MeasuredQuery {
  return { measurement: { outcome, failure: `Error executing SQL statement: ${reason}` } };
}

function failed(failure: string): MeasuredQuery {
  return { measurement: { outcome: 'Failed', failure } };
}
