import { userError } from '../../core/errors.ts';
import { nearestOf } from '../../core/nearest.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, raw, sql, type Sql } from '../../duckdb/sql.ts';
import type { TableOptions } from './table-options.ts';

/** A column that two tables have, and how its values are compared. */
export interface ComparedColumn {
  readonly name: string;
  readonly isKey: boolean;
  readonly isNumber: boolean;
  /** How far numbers may lie apart. */
  readonly tolerance: number;
  /** The type that values of both are read as; undefined: as they are. */
  readonly type: string | undefined;
}

/** A table as it was read. */
interface Side {
  readonly relation: Sql;
  readonly columns: readonly Column[];
}

/**
 * The columns that are compared, and, as lines, in what the tables differ before a row is looked at. Throws a `UserError`
 * `TABLE_OPTION` where the options name a column that is not there.
 */
export async function comparableColumns(
  session: Session,
  { found, expected }: { readonly found: Side; readonly expected: Side },
  { key = [], ignoreColumns = [], tolerance = 0 }: TableOptions,
): Promise<{ readonly columns: readonly ComparedColumn[]; readonly differences: readonly string[] }> {
  const keys = typeof key === 'string' ? [key] : key;
  const names = [...new Set([...expected.columns, ...found.columns].map(({ name }) => name))];
  const tolerances = typeof tolerance === 'number' ? {} : tolerance;
  for (const name of [...keys, ...Object.keys(tolerances)]) if (!names.includes(name)) throw noColumn(name, names);
  const columns: ComparedColumn[] = [];
  const differences: string[] = [];
  for (const name of names.filter((one) => !ignoreColumns.includes(one))) {
    const left = found.columns.find((column) => column.name === name);
    const right = expected.columns.find((column) => column.name === name);
    if (!left || !right) {
      differences.push(left ? `column ${name} is not expected` : `column ${name} is missing`);
      continue;
    }
    const isNumber = familyOf(left.type) === 'number' && familyOf(right.type) === 'number';
    const type = isNumber ? undefined : await commonType(session, left.type, right.type);
    if (isNumber || type !== undefined || (await isNothing(session, name, [found, expected]))) {
      const most = typeof tolerance === 'number' ? tolerance : Object.hasOwn(tolerances, name) ? tolerances[name] : 0;
      columns.push({ name, isKey: keys.includes(name), isNumber, tolerance: isNumber ? (most ?? 0) : 0, type });
    } else differences.push(`column ${name} is ${left.type}, expected ${right.type}`);
  }
  return { columns, differences };
}

/** Types whose values can be equal. */
function familyOf(type: string): string {
  if (/^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type)) return 'number';
  if (/^(?:DATE|TIMESTAMP.*)$/.test(type)) return 'moment';
  if (/^(?:VARCHAR|ENUM\(.*\))$/.test(type)) return 'text';
  return /\]$|^(?:STRUCT|MAP|UNION)/.test(type) ? 'nested' : type;
}

/** The type that both can be read as without a change of meaning. */
async function commonType(session: Session, one: string, other: string): Promise<string | undefined> {
  if (one === other) return one;
  if (familyOf(one) !== familyOf(other)) return undefined;
  const both = sql`(select cast(null as ${raw(one)}) as value union all select cast(null as ${raw(other)}))`;
  const [column] = await session.columns(both).catch((): Column[] => []);
  return column?.type;
}

/** A column of nothing but NULL is of any type. */
async function isNothing(session: Session, name: string, sides: readonly Side[]): Promise<boolean> {
  for (const { relation } of sides) {
    const [row] = await session.rows(sql`select count(${id(name)}) as values from ${relation}`);
    if (row?.['values'] === 0) return true;
  }
  return false;
}

function noColumn(name: string, names: readonly string[]): Error {
  return userError({
    code: 'TABLE_OPTION',
    message: 'the options of toEqualTable name a column that neither table has',
    found: name,
    expected: names.join(', '),
    ...nearestOf(name, names),
  });
}
