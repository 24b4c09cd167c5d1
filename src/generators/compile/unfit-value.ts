import type { UserError } from '../../core/errors.ts';
import type { Session } from '../../duckdb/session.ts';
import { raw, sql, type Sql } from '../../duckdb/sql.ts';
import { fieldError, type RowSite } from '../field.ts';
import type { Layers } from '../query/layers.ts';
import type { PlannedColumn } from './planned-column.ts';

interface Making {
  readonly dataset: string;
  readonly planned: readonly PlannedColumn[];
  readonly layers: Layers;
  readonly site: RowSite;
  readonly source: Sql;
}

/** The first value, column by column, that cannot be cast to the column's type; undefined where all can. */
export async function unfitValue(
  session: Session,
  { dataset, planned, layers, site, source }: Making,
): Promise<UserError | undefined> {
  for (const column of planned) {
    if (!('at' in column)) continue;
    const outputs = [
      { name: 'row', value: site.row },
      { name: 'value', value: column.field.at(site) },
    ];
    const [unfit] = await session.rows(sql`
      select "row", cast("value" as varchar) as "value" from (${layers.query(source, outputs)})
      where "value" is not null and try_cast("value" as ${raw(column.type)}) is null
      limit 1`);
    if (!unfit) continue;
    return fieldError(
      { dataset, column: column.name },
      {
        code: 'FIELD_VALUE_UNFIT',
        message: "the value does not fit the column's type",
        row: Number(unfit['row']) + 1,
        found: String(unfit['value']),
        expected: `a value of type ${column.type}`,
      },
    );
  }
  return undefined;
}
