import type { Session } from '../../duckdb/session.ts';
import { id, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { keepsOrder } from './keeps-order.ts';
import { PLAIN_TEXTS, withNumberedTexts, type TextTypes } from './result-texts.ts';
import { judgedQuery, resultQuery, type RowResults } from './row-results.ts';
import type { RowQueryRequest, RowRequest } from './row-request.ts';

/** Gives all rows with their row-level results in input order, as asked. */
export async function giveResults(session: Session, results: RowResults, request: RowRequest): Promise<void> {
  if ('into' in request) await createResultView(session, results, request.into);
  else await writeResults(session, results, request);
}

/**
 * Makes the view, in the order of the rows' metadata where they have it. The rows are judged once, into a table of their own;
 * the lists of rule texts, which would be most of its size, are made as they are read.
 */
async function createResultView(session: Session, results: RowResults, into: string): Promise<void> {
  const judged = id(`${into}_judged`);
  const { isMetadata } = results.plan.source;
  const query = isMetadata ? judgedQuery(results, { sorted: true }) : await orderedQuery(session, results);
  await session.run(sql`create or replace table ${judged} as ${raw(query)}`);
  const shown = resultQuery(results, { from: judged.text, types: PLAIN_TEXTS, failedOnly: false });
  await session.run(sql`create or replace view ${id(into)} as ${raw(shown)}`);
}

/** The rows are judged as the query is run. */
async function writeResults(
  session: Session,
  results: RowResults,
  { write, failedOnly = false, numberedTexts = false }: RowQueryRequest,
): Promise<void> {
  const from = `(\n${await orderedQuery(session, results)}\n)`;
  const queryOf = (types: TextTypes): Sql => raw(resultQuery(results, { from, types, failedOnly }));
  if (!numberedTexts) return write(queryOf(PLAIN_TEXTS));
  const columns = results.plan.verdicts.flatMap(({ parts }) => parts.flatMap((part) => part.columns));
  return withNumberedTexts(session, { rules: results.texts, columns }, (types) => write(queryOf(types)));
}

/** Rows are sorted only where DuckDB would lose their order. */
async function orderedQuery(session: Session, results: RowResults): Promise<string> {
  const query = judgedQuery(results, { sorted: false });
  return (await keepsOrder(session, query)) ? query : judgedQuery(results, { sorted: true });
}
