import type { Row, Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';
import type { Relation, RuleOutcome } from '../../quality/types.ts';
import type { Question, Tables } from './question.ts';
import type { Stopped } from './stopped.ts';
import { WorkTable } from './work-table.ts';

/** Rows tried alone where it is not known which are to blame: they lie evenly among those sorted by their values. */
const PROBES = 8;

/**
 * A first, small set of rows with which the rule shows what it is asked: one of the rows that are known to fail, or all
 * that fail, or one of a few, or one for each value; otherwise all.
 */
export async function firstRows(
  session: Session,
  {
    tables,
    whole,
    question,
    by,
    stopped,
  }: {
    readonly tables: Tables;
    readonly whole: RuleOutcome;
    readonly question: Question;
    readonly by: readonly string[];
    readonly stopped: Stopped;
  },
): Promise<WorkTable> {
  const { primary, references } = tables;
  const shows = (relation: Relation): Promise<boolean> => question.shows({ primary: relation, references });
  for (const row of whole.failingRows?.sample ?? []) {
    const where = placeOf(row);
    if (where === undefined || stopped() !== undefined) break;
    const one = await WorkTable.copy(session, 'shrink_rows', { from: primary, by, where });
    if (await shows(one.relation())) return one;
    await one.drop();
  }
  const narrow = narrowed(primary, by);
  const isEnough = narrow !== undefined && stopped() === undefined && (await shows(narrow));
  const from = isEnough ? narrow : primary;
  const table = await WorkTable.copy(session, 'shrink_rows', { from, by });
  if (whole.failingRows !== undefined && stopped() === undefined)
    await keepFailing(session, { table, tables, question });
  for (let probe = 0; probe < PROBES && table.rows > PROBES && stopped() === undefined; probe++) {
    const place = Math.round((probe * (table.rows - 1)) / (PROBES - 1));
    if (await table.keep(sql`${place}`, shows)) break;
  }
  if (table.rows > PROBES && stopped() === undefined) await table.keepOneOfEach(shows);
  return table;
}

/** With the columns that the rule names alone, where these are fewer: less is copied and sorted. */
function narrowed({ relation, columns }: Relation, names: readonly string[]): Relation | undefined {
  const named = columns.filter(({ name }) => names.includes(name));
  if (named.length === 0 || named.length === columns.length) return undefined;
  return { relation: sql`(select ${join(named.map(({ name }) => id(name)))} from ${relation})`, columns: named };
}

/** Where the row was read, by its metadata. */
function placeOf(row: Row | Readonly<Record<string, unknown>>): Sql | undefined {
  const { _source_object: object, _source_row: number } = row;
  if (typeof object !== 'string' || typeof number !== 'number') return undefined;
  return sql`_source_object = ${object} and _source_row = ${number}`;
}

/** Leaves the rows that fail the rule, where it shows with them. */
async function keepFailing(
  session: Session,
  { table, tables: { references }, question }: { table: WorkTable; tables: Tables; question: Question },
): Promise<void> {
  const places = id('shrink_failing');
  const write = async (rows: Sql): Promise<void> => {
    await session.run(sql`create or replace table ${places} as select _source_row as place from (${rows})`);
  };
  await question.judge({ primary: table.relation(), references }, { write, failedOnly: true });
  await table.keep(sql`select place from ${places}`, (primary) => question.shows({ primary, references }));
  await session.run(sql`drop table ${places}`);
}
