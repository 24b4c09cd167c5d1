import type { Column, Session } from '../../duckdb/session.ts';
import { id, sql, type Sql } from '../../duckdb/sql.ts';
import { damageRows, type DamageOptions } from './damage-rows.ts';
import { labelRows } from './label-rows.ts';
import { landedName } from './object-name.ts';
import type { PlannedDefect } from './planned-defect.ts';

export { LABEL_COLUMNS } from './labels.ts';

/** What one defect did: how many rows (or cells) it hit, or 1 for damage to the table's columns. */
export interface DoneDefect {
  readonly index: number;
  readonly kind: string;
  readonly count: number;
}

/** Damaged data. Both relations are tables of the session, in order of their `rowid`; whoever asked drops them. */
export interface Injected {
  readonly relation: Sql;
  readonly columns: readonly Column[];
  /** As `LABEL_COLUMNS`, by row and column. */
  readonly labels: Sql;
  /** Rows of `relation` and of `labels`. */
  readonly rows: number;
  readonly labelled: number;
  /** By defect, in the order of the list. */
  readonly done: readonly DoneDefect[];
}

/**
 * Damages rows on purpose, with a label for each. A defect hits exactly its count of rows, or its rate of the rows in
 * its place rounded to whole ones; every row is hit by one defect at most, and copies are of clean rows, so that what a
 * check must find follows from the defects by arithmetic. Throws a `UserError` for what cannot be done.
 */
export async function injectDefects(session: Session, options: DamageOptions): Promise<Injected> {
  const { dataset, object, defects } = options;
  const labels = id(`${dataset} labels`);
  return damageRows(session, options, async ({ relation, columns, site, planned, hit }) => {
    try {
      const labelSite = { ...site, dataset, object: landedName(object, defects), relation };
      await session.run(sql`create or replace table ${labels} as ${labelRows(labelSite, planned)}`);
      const [counted] = await session.rows(
        sql`select (select count(*) from ${relation}) as rows, (select count(*) from ${labels}) as labelled`,
      );
      return {
        relation,
        columns,
        labels,
        rows: Number(counted?.['rows']),
        labelled: Number(counted?.['labelled']),
        done: planned.map((defect) => doneOf(defect, hit)),
      };
    } catch (error) {
      await session.run(sql`drop table if exists ${labels}`);
      throw error;
    }
  });
}

function doneOf({ index, kind, damage, placeRows }: PlannedDefect, hit: ReadonlyMap<number, number>): DoneDefect {
  const whole = damage.target === 'schema' ? 1 : damage.target === 'column' ? placeRows : 0;
  return { index, kind, count: hit.get(index) ?? whole };
}
