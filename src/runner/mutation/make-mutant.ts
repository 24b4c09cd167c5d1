import { UserError } from '../../core/errors.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join, raw, sql, type Sql } from '../../duckdb/sql.ts';
import { damageRows, type DamagedRows } from '../../generators/defects/damage-rows.ts';
import type { CleanCuts, CleanPart, Cut } from './clean-cuts.ts';
import type { MutantOperator } from './operators.ts';
import { valueChange } from './value-change.ts';

/** Damaged data in up to two parts. Its table is dropped by whoever asked for it. */
export interface Mutant {
  readonly damaged: Sql;
  /** The rows that were left alone, in parts, with the mutant's types; none where `damaged` is all. */
  readonly rest: readonly CleanPart[];
  /** All columns, those that rules do not see included. */
  readonly columns: readonly Column[];
  /** The only columns whose values or types are others; undefined where rows or columns came, went or moved. */
  readonly changed: readonly string[] | undefined;
  /** What one of the defects did; undefined where whole rows are the defect. */
  readonly example: { readonly before: string | null; readonly after: string | null } | undefined;
}

/** Why there is no such mutant. */
export interface Unmakable {
  readonly reason: string;
  /** Whether the kind is nothing for the column, as a number out of range is nothing for a text. */
  readonly isUnfit: boolean;
}

/** Damages `count` rows within the smallest sample that has so many that can be; a table's defect within all rows. */
export async function makeMutant(
  session: Session,
  { rows, columns, cuts }: CleanCuts,
  {
    operator,
    count,
    seed,
    into,
  }: { readonly operator: MutantOperator; readonly count: number; readonly seed: number; readonly into: string },
): Promise<Mutant | Unmakable> {
  const usable = cuts.filter((cut) =>
    operator.level === 'table' ? cut.rest.length === 0 : cut.sampleRows >= count || cut.rest.length === 0,
  );
  let refused: Unmakable = { reason: 'the columns are others afterwards', isUnfit: false };
  for (const cut of usable) {
    try {
      const options = {
        table: cut.sample,
        columns,
        dataset: into,
        object: into,
        defects: [operator.defect({ count, rows: operator.level === 'table' ? rows : cut.sampleRows })],
        seed,
      };
      const mutant = await damageRows(session, options, (damaged) => mutantOf(session, damaged, cut));
      if (mutant !== undefined) return mutant;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const [{ code, message } = { code: '', message: error.message }] = error.findings;
      refused = { reason: message, isUnfit: UNFIT.has(code) };
      if (!TOO_MANY.has(code)) return refused;
    }
  }
  return refused;
}

/** A larger sample may do. */
const TOO_MANY: ReadonlySet<string> = new Set(['DEFECT_TOO_FEW_ROWS', 'DEFECTS_TOO_MANY']);
const UNFIT: ReadonlySet<string> = new Set(['DEFECT_COLUMN_UNFIT', 'DEFECT_NO_DAMAGE']);

/** Undefined where the columns are others now, so that the rest of the rows is no part of the same table. */
async function mutantOf(session: Session, damaged: DamagedRows, { rest }: Cut): Promise<Mutant | undefined> {
  const { relation, columns, site } = damaged;
  const hasSameColumns =
    columns.length === site.columns.length &&
    columns.every((column, index) => column.name === site.columns[index]?.name);
  if (!hasSameColumns && rest.length > 0) {
    await session.run(sql`drop table ${relation}`);
    return undefined;
  }
  const retyped = columns.filter(({ type }, index) => type !== site.columns[index]?.type);
  const change = hasSameColumns ? await valueChange(session, damaged) : undefined;
  return {
    damaged: relation,
    rest: rest.map((part) => retypedPart(part, columns, retyped)),
    columns,
    changed: change && [...new Set([...change.columns, ...retyped.map((column) => column.name)])],
    example: change?.example,
  };
}

function retypedPart(part: CleanPart, columns: readonly Column[], retyped: readonly Column[]): CleanPart {
  if (retyped.length === 0) return part;
  const values = columns.map((column) =>
    retyped.includes(column)
      ? sql`cast(${id(column.name)} as ${raw(column.type)}) as ${id(column.name)}`
      : id(column.name),
  );
  return {
    name: [part.name, ...retyped.map((column) => `${column.name} as ${column.type}`)].join(', '),
    relation: sql`(select ${join(values)} from ${part.relation})`,
  };
}
