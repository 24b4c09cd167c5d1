import type { Session } from '../../duckdb/session.ts';
import { sql } from '../../duckdb/sql.ts';
import type { Relation, RuleOutcome } from '../../quality/types.ts';
import { firstRows } from './first-rows.ts';
import { minimize } from './minimize.ts';
import type { ShrinkEnd } from './options.ts';
import type { Question, Tables } from './question.ts';
import type { Stopped } from './stopped.ts';
import { WorkTable, type ShowsWith } from './work-table.ts';

/**
 * Takes rows and columns from tables as long as the rule shows what it is asked: columns of each table, then rows,
 * and again, until nothing more can be spared.
 */
export async function trim(
  session: Session,
  {
    tables,
    whole,
    question,
    stopped,
    named,
    exchangeable,
  }: {
    readonly tables: Tables;
    /** The outcome on the whole tables. */
    readonly whole: RuleOutcome;
    readonly question: Question;
    readonly stopped: Stopped;
    /** Of the columns of a table those that the rule may be about. */
    readonly named: (relation: Relation) => readonly string[];
    /** Whether rows that are equal in those columns are equal to the rule. */
    readonly exchangeable: boolean;
  },
): Promise<{ readonly tables: Tables<WorkTable>; readonly ended: ShrinkEnd }> {
  const primary = await firstRows(session, { tables, whole, question, by: named(tables.primary), stopped });
  const references = new Map<string, WorkTable>();
  const needed = await neededReferences(question, { primary: primary.relation(), references: tables.references });
  for (const [alias, from] of needed) {
    references.set(alias, await WorkTable.copy(session, `shrink_${references.size}`, { from, by: named(from) }));
  }
  const work: Tables<WorkTable> = { primary, references };
  const all = [primary, ...references.values()];
  const isOver = (): boolean => stopped() !== undefined;
  for (const table of all) {
    if (!isOver()) await table.keepColumns(new Set(named(table.relation())), showsWith(question, work, table));
  }
  for (let before = Infinity; sizeOf(all) < before;) {
    before = sizeOf(all);
    for (const table of all) {
      const shows = showsWith(question, work, table);
      const columns = await minimize(table.columnPieces(shows), { least: 1, stopped: isOver });
      const pieces = table.rowPieces(shows, { exchangeable });
      const rows = columns && (await minimize(pieces, { least: 1, stopped: isOver }));
      if (!rows) return { tables: work, ended: stopped() ?? 'time' };
    }
  }
  return { tables: work, ended: 'minimal' };
}

/** The references without which the rule does not show it. */
async function neededReferences(question: Question, { primary, references }: Tables): Promise<Tables['references']> {
  const needed = new Map(references);
  for (const [alias, relation] of references) {
    needed.delete(alias);
    if (!(await question.shows({ primary, references: needed }))) needed.set(alias, relation);
  }
  return needed;
}

/** Asks with one of the tables replaced. */
function showsWith(question: Question, { primary, references }: Tables<WorkTable>, replaced: WorkTable): ShowsWith {
  return (relation) => {
    const of = (table: WorkTable): Relation => (table === replaced ? relation : table.relation(sql`true`));
    const others = [...references].map(([alias, table]) => [alias, of(table)] as const);
    return question.shows({ primary: of(primary), references: new Map(others) });
  };
}

function sizeOf(tables: readonly WorkTable[]): number {
  return tables.reduce((sum, { rows, columns }) => sum + rows + columns.length, 0);
}
