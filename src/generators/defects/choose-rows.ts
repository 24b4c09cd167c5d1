import type { Session } from '../../duckdb/session.ts';
import { id, sql, type Sql } from '../../duckdb/sql.ts';
import type { CellDamage, RowDamage } from './damage.ts';
import { defectError } from './defect-kind.ts';
import type { PlannedDefect } from './planned-defect.ts';

interface Site {
  readonly session: Session;
  readonly numbered: Sql;
  readonly hits: Sql;
}

/** In `__defect` of a row that must stay clean, since another has its key. */
const KEPT_CLEAN = -1;

/**
 * Fills table `hits` with the rows of each defect (`__hit_row`, `__defect`; `__given` and `__origin` for what comes from
 * another row): of the rows that it can damage and that no defect before it took, the first in its order. So the number
 * is exact, a row is hit once at most, and a later defect in the list changes nothing for those before it. Gives the
 * number of rows that each defect hits, by its place in the list.
 */
export async function chooseRows(
  session: Session,
  { numbered, hits, dataset }: { readonly numbered: Sql; readonly hits: Sql; readonly dataset: string },
  defects: readonly PlannedDefect[],
): Promise<ReadonlyMap<number, number>> {
  const site = { session, numbered, hits };
  const hit = new Map<number, number>();
  await session.run(sql`create or replace table ${hits}
    (__hit_row bigint, __defect integer, __given varchar, __origin bigint)`);
  for (const defect of defects) {
    const { damage } = defect;
    if (defect.rows === 0 || (damage.target !== 'cell' && damage.target !== 'row')) continue;
    const chosen = await choose(site, defect, damage);
    if (chosen.units !== defect.rows) throw tooFew(dataset, defect, chosen.units);
    hit.set(defect.index, chosen.rows);
  }
  return hit;
}

/** How many could be chosen: rows, and what amounts count, which mostly is the same. */
interface Chosen {
  readonly units: number;
  readonly rows: number;
}

async function choose(site: Site, defect: PlannedDefect, damage: CellDamage | RowDamage): Promise<Chosen> {
  if (damage.target === 'row' && damage.unit) return chooseUnits(site, defect, damage.unit);
  const chosen =
    damage.target === 'cell' && damage.takesFrom
      ? await choosePairs(site, defect, damage.takesFrom.name)
      : await chooseSingly(site, defect, damage);
  return { units: chosen, rows: chosen };
}

async function chooseSingly(site: Site, defect: PlannedDefect, damage: CellDamage | RowDamage): Promise<number> {
  const { session, hits } = site;
  const { index, order, rows, placeRows } = defect;
  const insert = (likely: Sql) =>
    session.run(
      sql`insert into ${hits} select __row, ${index}, null, null from ${free(site, defect, damage)} and ${likely}
          order by ${order.by} limit ${rows}`,
    );
  // Rows that come first are told by their hash alone, so that few need sorting; mostly these are enough.
  const share = (1.5 * rows + 100) / placeRows;
  if (order.within && share < 0.5) {
    if ((await insert(order.within(share))) === rows) return rows;
    await session.run(sql`delete from ${hits} where __defect = ${index}`);
  }
  return insert(sql`true`);
}

/** Rows that the defect can damage. */
function free({ numbered, hits }: Site, { place, order }: PlannedDefect, { eligible }: CellDamage | RowDamage): Sql {
  return sql`${numbered} as numbered
    where ${place} and ${eligible} and ${order.eligible} and __row not in (select __hit_row from ${hits})`;
}

/** Twice as many rows: each of the first half gets a value of the second, which stays as it is. */
async function choosePairs(site: Site, defect: PlannedDefect, column: string): Promise<number> {
  const { session, hits } = site;
  const { damage, rows, index } = defect;
  if (damage.target !== 'cell') return 0;
  const chosen = await session.run(
    sql`insert into ${hits}
        with chosen as (
          select __row, cast(${id(column)} as varchar) as __value, row_number() over (order by ${defect.order.by}) as __rank
          from ${free(site, defect, damage)}
          order by __rank limit ${2 * rows}
        )
        select one.__row, ${index}, other.__value, other.__row
        from chosen as one join chosen as other on other.__rank = one.__rank + ${rows}
        union all select __row, ${KEPT_CLEAN}, null, null from chosen where __rank > ${rows}`,
  );
  return Math.floor(chosen / 2);
}

/** All rows of some values of `unit`, none of which has a row that is hit already. */
async function chooseUnits(site: Site, defect: PlannedDefect, unit: Sql): Promise<Chosen> {
  const { session, numbered, hits } = site;
  const chosen = id('__chosen units');
  try {
    await session.run(
      sql`create or replace temp table ${chosen} as
          select unit from (
            select ${unit} as unit, __row in (select __hit_row from ${hits}) as taken from ${numbered} where ${defect.place}
          )
          where unit is not null group by unit having not bool_or(taken)
          order by md5(${`${defect.seed}:`} || unit), unit limit ${defect.rows}`,
    );
    const rows = sql`select __row from ${numbered} where ${defect.place} and ${unit} in (select unit from ${chosen})`;
    const hit = await session.run(sql`insert into ${hits} select __row, ${defect.index}, null, null from (${rows})`);
    const [counted] = await session.rows(sql`select count(*) as units from ${chosen}`);
    return { units: Number(counted?.['units']), rows: hit };
  } finally {
    await session.run(sql`drop table if exists ${chosen}`);
  }
}

function tooFew(dataset: string, { kind, rows, damage }: PlannedDefect, chosen: number): Error {
  const byDay = damage.target === 'row' && damage.unit !== undefined;
  const byKey = damage.target === 'cell' && damage.takesFrom !== undefined;
  const column = damage.target === 'cell' ? damage.cells[0]?.column.name : undefined;
  const unit = byDay ? 'days' : 'rows';
  return defectError(dataset, {
    code: 'DEFECT_TOO_FEW_ROWS',
    message: `too few ${unit} that a ${kind} defect could damage`,
    ...(column === undefined ? {} : { column }),
    found: `${chosen} ${unit}`,
    expected: byDay
      ? `${rows} days with no row that another defect hits`
      : byKey
        ? `${rows} rows, and as many again, whose value no other row has, not hit by another defect`
        : `${rows} rows with a value that it changes, not hit by another defect`,
    hint: byDay
      ? 'List it before the others, or lower its count.'
      : `Lower the rate or count${byKey ? ', or name a column of keys' : ''}, or make more rows.`,
  });
}
