import { nearestOf } from '../../../core/nearest.ts';
import type { Column, Session } from '../../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../../duckdb/sql.ts';
import type { Evidence } from '../gate-check.ts';
import type { SchemaPolicy } from '../policy.ts';
import { areNumbers, relationOf } from './type-order.ts';

/** What differs, and how. */
export interface Drift {
  readonly kind: keyof Omit<SchemaPolicy, 'columns'>;
  readonly evidence: Evidence;
}

export interface ReadTable {
  readonly relation: Sql;
  readonly columns: readonly Column[];
  /** The file itself says its types: they are not found from the values. */
  readonly typed: boolean;
}

/**
 * Compares the columns of a file with those that are expected: added, missing, widened, broken. Where types are found
 * from values (CSV, JSON) the values decide: a column fits where each of its values does, exactly.
 */
export async function schemaDrift(
  session: Session,
  table: ReadTable,
  expected: Readonly<Record<string, string>>,
): Promise<Drift[]> {
  const names = new Set(table.columns.map(({ name }) => name));
  const missing = Object.keys(expected).filter((name) => !names.has(name));
  const added = table.columns.filter(({ name }) => !Object.hasOwn(expected, name));
  const addedNames = added.map(({ name }) => name);
  const retyped = table.columns.flatMap((column) => {
    const wanted = expected[column.name];
    return wanted === undefined || wanted === column.type ? [] : [{ column, wanted }];
  });
  const misfits = table.typed ? new Map<string, Misfit>() : await findMisfits(session, table.relation, retyped);
  return [
    ...missing.map((name): Drift => ({
      kind: 'missing',
      evidence: missingColumn(name, expected[name] ?? '', addedNames),
    })),
    ...added.map((column): Drift => ({ kind: 'unexpected', evidence: addedColumn(column, missing) })),
    ...retyped.flatMap((one) => retypedDrift(one, table.typed, misfits.get(one.column.name))),
  ];
}

interface Retyped {
  readonly column: Column;
  readonly wanted: string;
}

/** Values of a column that are none of the expected type: how many, and the first. */
interface Misfit {
  readonly count: number;
  readonly row: number;
  readonly value: string;
}

function retypedDrift({ column, wanted }: Retyped, typed: boolean, misfit: Misfit | undefined): Drift[] {
  const relation = relationOf(column.type, wanted);
  if (typed ? relation === 'fits' : misfit === undefined) return [];
  // A type that is found from values is only as wide as these.
  const isWider = relation === 'wider' || (!typed && areNumbers(column.type, wanted));
  const kind = isWider ? 'widened' : 'broken';
  const first = misfit
    ? `; ${misfit.count === 1 ? 'one value does' : `${misfit.count} values do`} not fit, first: ${misfit.value}`
    : '';
  return [
    {
      kind,
      evidence: {
        code: kind === 'widened' ? 'SCHEMA_TYPE_WIDENED' : 'SCHEMA_TYPE_BROKEN',
        message:
          kind === 'widened' ? 'a column has a wider type than expected' : 'a column has another type than expected',
        ...(misfit ? { row: misfit.row } : {}),
        column: column.name,
        found: `${column.type}${first}`,
        expected: wanted,
        hint:
          kind === 'widened' ? 'Widen the declared type, if that is meant.' : 'Correct the data, or the declared type.',
      },
    },
  ];
}

/** One scan for all columns. A value fits whose text, cast there and back, is the same value. */
async function findMisfits(session: Session, relation: Sql, retyped: readonly Retyped[]): Promise<Map<string, Misfit>> {
  const asked = retyped.filter(({ wanted }) => wanted !== 'VARCHAR');
  if (asked.length === 0) return new Map();
  const parts = asked.flatMap(({ column, wanted }, index) => {
    const value = id(column.name);
    const there = sql`cast(try_cast(cast(${value} as varchar) as ${raw(wanted)}) as varchar)`;
    const unfit = sql`${value} is not null and try_cast(${there} as ${raw(column.type)}) is distinct from ${value}`;
    return [
      sql`count(*) filter (where ${unfit}) as ${id(`n${index}`)}`,
      sql`min(_source_row) filter (where ${unfit}) as ${id(`r${index}`)}`,
      sql`left(arg_min(cast(${value} as varchar), _source_row) filter (where ${unfit}), 60) as ${id(`v${index}`)}`,
    ];
  });
  const [row = {}] = await session.rows(sql`select ${join(parts)} from ${relation}`);
  return new Map(
    asked.flatMap(({ column }, index) => {
      const count = Number(row[`n${index}`] ?? 0);
      if (count === 0) return [];
      return [
        [column.name, { count, row: Number(row[`r${index}`]), value: JSON.stringify(row[`v${index}`]) }] as const,
      ];
    }),
  );
}

function missingColumn(name: string, type: string, added: readonly string[]): Evidence {
  return {
    code: 'SCHEMA_COLUMN_MISSING',
    message: `the file does not have the column ${JSON.stringify(name)}`,
    column: name,
    expected: `${name} ${type}`,
    ...nearestOf(name, added),
    hint: 'Have it sent again with the column, or take it out of the expected ones.',
  };
}

function addedColumn({ name, type }: Column, missing: readonly string[]): Evidence {
  return {
    code: 'SCHEMA_COLUMN_ADDED',
    message: `the file has a column that is not expected: ${JSON.stringify(name)}`,
    column: name,
    found: `${name} ${type}`,
    ...nearestOf(name, missing),
    hint: 'Add it to the expected columns, if it is wanted.',
  };
}
