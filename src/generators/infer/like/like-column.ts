import { id, sql, type Sql } from '../../../duckdb/sql.ts';
import type { FieldInput } from '../../field-schema.ts';
import { coarseShare } from '../coarsen.ts';
import { isPersonalOrFree } from '../name-hint.ts';
import { categoryField } from './categories.ts';
import { likeMoment, likeTime } from './like-moment.ts';
import { likeNumber } from './like-number.ts';
import { likeText } from './like-text.ts';
import { measureExtents } from './measure-extents.ts';
import { kindOfType, type SeenColumn, type SeenData } from './seen-column.ts';

/** Numbers and moments with no more different values may be categories. */
const FEW_NUMBERS = 12;

/** A field whose values are like those of the column. */
export async function likeColumn(column: SeenColumn): Promise<FieldInput> {
  const { data, type, present } = column;
  const field = present === 0 ? { literal: [null] } : await valuesLike(column);
  const nullRate = present === 0 ? 0 : coarseShare(data.rows - present, data.rows);
  return { ...field, ...typeOf(field, type), ...(nullRate === 0 ? {} : { nullRate }) };
}

async function valuesLike(column: SeenColumn): Promise<FieldInput> {
  switch (column.kind) {
    case 'boolean':
      return booleans(column);
    case 'number':
      return (await few(column)) ?? likeNumber(column);
    case 'date':
    case 'timestamp':
      return (await few(column)) ?? likeMoment(column);
    case 'time':
      return likeTime();
    case 'text':
      return likeText(column);
    case 'uuid':
      return { uuid: {} };
    case 'struct':
      return structLike(column);
    case 'list':
      return listLike(column);
    case 'other':
      return unlike(column);
  }
}

async function few(column: SeenColumn): Promise<FieldInput | undefined> {
  return column.isUnique || column.isPersonal ? undefined : categoryField(column, FEW_NUMBERS);
}

async function booleans({ data, name, present }: SeenColumn): Promise<FieldInput> {
  const [row] = await data.session.rows(sql`select count(*) as "rows" from ${data.all} where ${id(name)}`);
  const percent = Number((coarseShare(Number(row?.['rows']), present) * 100).toPrecision(3));
  return { choice: { true: percent, false: 100 - percent } };
}

async function structLike(column: SeenColumn): Promise<FieldInput> {
  const { data, name } = column;
  const all = sql`(select unnest(${id(name)}) from ${data.sample} where ${id(name)} is not null)`;
  const fields = await nestedLike(column, all);
  return Object.keys(fields).length === 0 ? { literal: [null] } : { struct: fields };
}

/** A list in a recipe has at most so many values. */
const LONGEST_LIST = 20;

async function listLike(column: SeenColumn): Promise<FieldInput> {
  const { data, name } = column;
  const [row] = await data.session.rows(sql`
    select min(len(${id(name)})) as least, quantile_disc(len(${id(name)}), 0.95) as most from ${data.sample}`);
  const all = sql`(select unnest(${id(name)}) as "value" from ${data.sample})`;
  const { value = { literal: [null] } } = await nestedLike(column, all);
  const max = Math.min(Math.max(Number(row?.['most'] ?? 1), 1), LONGEST_LIST);
  return { list: { of: value, min: Math.min(Number(row?.['least'] ?? 0), max), max } };
}

/** The fields of what stands within a column. */
async function nestedLike(column: SeenColumn, all: Sql): Promise<Record<string, FieldInput>> {
  const { data, kind, label } = column;
  const columns = await data.session.columns(all);
  const { rows, extents } = await measureExtents(data.session, all, columns);
  const within: SeenData = { ...data, all, sample: all, rows };
  const fields: Record<string, FieldInput> = {};
  for (const [index, inner] of columns.entries()) {
    const called = kind === 'list' ? label : inner.name;
    fields[inner.name] = await likeColumn({
      ...inner,
      ...(extents[index] ?? { present: 0 }),
      data: within,
      label: called,
      isPersonal: column.isPersonal || isPersonalOrFree(called),
      kind: kindOfType(inner.type),
      isUnique: false,
    });
  }
  return fields;
}

/** What a recipe has no kind of field for. */
function unlike({ data, name, type }: SeenColumn): FieldInput {
  data.findings.push({
    code: 'INFER_TYPE_SIMPLIFIED',
    severity: 'warning',
    message: `values of type ${type.length > 60 ? `${type.slice(0, 60)}…` : type} are not measured: the recipe has simple ones`,
    column: name,
  });
  if (type === 'JSON') return { pattern: '{"id": "#####"}' };
  if (type === 'BLOB') return { pattern: '********' };
  if (type === 'INTERVAL') return { pattern: '## hours' };
  if (type === 'TIME WITH TIME ZONE') return likeTime();
  return { literal: [null] };
}

const WRITABLE = /^[a-z][a-z0-9_ ]*(\(\s*\d+\s*(,\s*\d+\s*)?\))?$/i;

/** The type, where it is another than what the field gives by itself. */
function typeOf(field: FieldInput, type: string): { type?: string } {
  if ('struct' in field || 'list' in field || !WRITABLE.test(type)) return {};
  const isText = type === 'VARCHAR';
  if (isText && ('choice' in field || 'pattern' in field || 'faker' in field || 'uuid' in field)) return {};
  if (isText && 'sequence' in field && ('prefix' in field.sequence || 'width' in field.sequence)) return {};
  if (type === 'BIGINT' && (('number' in field && !('decimals' in field.number)) || 'sequence' in field)) return {};
  if (type === 'DATE' && 'date' in field) return {};
  if (type === 'TIMESTAMP' && ('timestamp' in field || 'ticks' in field)) return {};
  return { type: type.toLowerCase() };
}
