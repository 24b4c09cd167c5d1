import { id, sql } from '../../../duckdb/sql.ts';
import type { FieldInput } from '../../field-schema.ts';
import { isPlainForFaker, regexOfPattern } from '../../pattern-regex.ts';
import type { SeenColumn } from './seen-column.ts';

/** With more different values than this, rows are as good as drawn anew. */
const MOST = 10_000;
/** What share of the rows there are different values, where they repeat. */
const REPEATED = 0.8;

/** Text that repeats as the column's does: drawn from about as many values. */
export async function asManyValues({ data, name, isUnique }: SeenColumn, field: FieldInput): Promise<FieldInput> {
  if (isUnique || !('faker' in field || 'pattern' in field)) return field;
  const [row] = await data.session.rows(
    sql`select count(distinct ${id(name)}) as "values", count(${id(name)}) as "rows" from ${data.sample}`,
  );
  const values = Number(row?.['values']);
  if (values > MOST || values > REPEATED * Number(row?.['rows'])) return field;
  const pool = Math.max(Number(values.toPrecision(2)), 1);
  if ('faker' in field) return { ...field, pool };
  const plain = field.pattern.replaceAll(/[#?*]/g, '');
  if (!Array.from(plain).every(isPlainForFaker)) return field;
  return { faker: 'helpers.fromRegExp', args: [regexOfPattern(field.pattern)], pool };
}
