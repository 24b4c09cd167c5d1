import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, sql, type Sql } from '../../duckdb/sql.ts';

/** The clean rows cut in two: a sample that mutants damage, and the rest, which they share. */
export interface Cut {
  readonly sample: Sql;
  readonly sampleRows: number;
  /** The rest: what the largest sample leaves, which all cuts share, and what this one leaves of that; none of all rows. */
  readonly rest: readonly CleanPart[];
}

export interface CleanPart {
  /** Tells it from the other parts of the same data. */
  readonly name: string;
  readonly relation: Sql;
}

export interface CleanCuts {
  readonly rows: number;
  /** All columns of the relation, those that rules do not see included. */
  readonly columns: readonly Column[];
  /** From the smallest sample to that of all rows; each holds the ones before it. */
  readonly cuts: readonly Cut[];
}

/** How many rows are taken for each row to damage: some cannot be, as they have no value there. */
const SPARE = 1.1;
const LEAST = 32;
/** Of fewer rows all are damaged and judged at once: parts would cost more than they save. */
const WORTH_SHARING = 5_000;

/**
 * Copies clean rows into a table of the session and cuts them for each of the `counts` of rows that are to be damaged:
 * the rows with the smallest hash of seed and number, so that equal data and seed give equal samples.
 */
export async function cutClean(
  session: Session,
  relation: Sql,
  {
    counts,
    seed,
    into,
    shareFrom = WORTH_SHARING,
  }: {
    readonly counts: readonly number[];
    readonly seed: number;
    readonly into: string;
    readonly shareFrom?: number;
  },
): Promise<CleanCuts> {
  const columns = await session.columns(relation);
  const names = join(columns.map(({ name }) => id(name)));
  const numbered = id(`${into} numbered`);
  await session.run(sql`create or replace table ${numbered} as
    select *, row_number() over () as ${ROW} from ${relation}`);
  const [counted] = await session.rows(sql`select count(*) as rows from ${numbered}`);
  const rows = Number(counted?.['rows']);
  const shared = rows < shareFrom ? [] : counts;
  const sizes = [...new Set(shared.map((count) => Math.ceil(count * SPARE) + LEAST))]
    .toSorted((a, b) => a - b)
    .filter((size) => size < rows / 2);
  const clean = id(`${into} clean`);
  await session.run(sql`create or replace table ${clean} as
    select numbered.*, coalesce(picked.rank, ${rows + 1}) as ${RANK}
    from ${numbered} as numbered left join (
      select ${ROW}, row_number() over (order by hash, ${ROW}) as rank from (
        select ${ROW}, md5(${`${seed}:mutation:`} || ${ROW}) as hash from ${numbered}
        order by hash, ${ROW} limit ${sizes.at(-1) ?? 0}
      )
    ) as picked on picked.${ROW} = numbered.${ROW}
    order by numbered.${ROW}`);
  await session.run(sql`drop table ${numbered}`);
  const partOf = (from: number, to: number): CleanPart => ({
    name: `rows ${from} to ${to}`,
    relation: sql`(select ${names} from ${clean} where ${RANK} > ${from} and ${RANK} <= ${to})`,
  });
  const largest = sizes.at(-1) ?? 0;
  const cuts: Cut[] = [];
  for (const size of sizes) {
    const sample = id(`${into} sample ${size}`);
    await session.run(sql`create or replace table ${sample} as
      select ${names} from ${clean} where ${RANK} <= ${size} order by ${ROW}`);
    const between = size < largest ? [partOf(size, largest)] : [];
    cuts.push({ sample, sampleRows: size, rest: [...between, partOf(largest, rows + 1)] });
  }
  const whole: Cut = { sample: sql`(select ${names} from ${clean})`, sampleRows: rows, rest: [] };
  return { rows, columns, cuts: [...cuts, whole] };
}

const ROW = id('__mutation_row');
const RANK = id('__mutation_rank');
