import { id, sql } from '../../duckdb/sql.ts';
import type { OtherData } from './subject.ts';

/** By the first digit of a hash one row in sixteen is left out. */
const DIGITS = '0123456789abcdef';

/**
 * Stand-ins for other clean data where there is one data set alone: it without a sixteenth of its rows, another each
 * time. A rule that fails there holds so closely to these very rows that the next delivery may break it; keys stay keys,
 * which they would not in rows drawn with replacement.
 */
export async function* samplesOf(
  data: Omit<OtherData, 'name'>,
  { seed, count }: { readonly seed: number; readonly count: number },
): AsyncGenerator<OtherData> {
  const { session, primary } = data;
  const relation = id('mutation clean sample');
  const digit = sql`md5(${`${seed}:clean sample:`} || __sample_row)[1]`;
  for (let index = 0; index < count; index++) {
    await session.run(sql`create or replace table ${relation} as
      select * exclude (__sample_row) from (select *, row_number() over () as __sample_row from ${primary.relation})
      where ${digit} <> ${DIGITS.charAt(index % DIGITS.length)}`);
    const own = { relation, columns: primary.columns };
    const references = Object.entries(data.references).map(([alias, reference]) =>
      reference.relation.text === primary.relation.text ? ([alias, own] as const) : ([alias, reference] as const),
    );
    yield { ...data, name: `sample ${index + 1}`, primary: own, references: Object.fromEntries(references) };
  }
  await session.run(sql`drop table if exists ${relation}`);
}
