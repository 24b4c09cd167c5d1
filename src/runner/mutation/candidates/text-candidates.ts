import type { Session } from '../../../duckdb/session.ts';
import { id, sql, type Sql } from '../../../duckdb/sql.ts';
import type { ColumnProfile } from './column-profile.ts';
import { isPlainText, quoted, whereThere } from './dqdl-text.ts';
import { textPattern } from './text-pattern.ts';

/** Texts that repeat: so few different ones, each so often in the mean. */
const MOST_LISTED = 20;
const LEAST_OFTEN = 5;

/** Words that stand for a value that is missing. */
const NULL_TOKENS = ['', 'NULL', 'null', 'None', 'N/A', 'n/a', 'NA', 'NaN', 'nan', '-', '?', 'unknown'];

/** Rules on texts: which there are, what they look like, how long they are. */
export async function textCandidates(session: Session, relation: Sql, profile: ColumnProfile): Promise<string[]> {
  const { column, lengths, kind, distinct, present } = profile;
  if (kind !== 'text' || column.type !== 'VARCHAR' || lengths === undefined) return [];
  const name = quoted(column.name);
  const there = whereThere(profile);
  const listed = distinct <= MOST_LISTED && distinct * LEAST_OFTEN <= present;
  const values = listed ? await textsOf(session, relation, column.name) : undefined;
  const pattern = listed ? undefined : await textPattern(session, relation, column.name);
  return [
    ...(values === undefined ? [] : [`ColumnValues ${name} in [${inList(values)}]${there}`]),
    ...(pattern === undefined ? [] : [`ColumnValues ${name} matches "${pattern}"${there}`]),
    `ColumnLength ${name} ${lengthBounds(lengths)}${there}`,
    ...(lengths.least > 0 ? [`ColumnLength ${name} > 0${there}`] : []),
    `ColumnValues ${name} matches "[^ ](.*[^ ])?"${there}`,
    `ColumnValues ${name} not in [${inList(NULL_TOKENS)}]${there}`,
  ];
}

/** Undefined where one cannot be written as DQDL. */
async function textsOf(session: Session, relation: Sql, column: string): Promise<string[] | undefined> {
  const value = id(column);
  const rows = await session.rows(
    sql`select ${value} as value from ${relation} where ${value} is not null group by all order by count(*) desc, value`,
  );
  const texts = rows.map((row) => String(row['value']));
  return texts.every(isPlainText) ? texts : undefined;
}

function inList(values: readonly string[]): string {
  return values.map((value) => `"${value}"`).join(', ');
}

function lengthBounds({ least, greatest }: { readonly least: number; readonly greatest: number }): string {
  return least === greatest ? `= ${least}` : `between ${least - 1} and ${greatest + 1}`;
}
