import { z } from 'zod';
import { userError, type UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import type { Sql } from '../../duckdb/sql.ts';
import { rowCountSchema } from '../row-count.ts';

/** Another value in one column of a row. */
export interface CellDamage {
  readonly target: 'cell';
  readonly column: Column;
  /** Which rows can be damaged so, as a predicate over the row. */
  readonly eligible: Sql;
  /** The value put in place, as SQL over the row. */
  readonly after: Sql;
  /** The type the column must take to hold it, where it is not its own. */
  readonly type?: string;
}

/** The whole row once more. */
interface RowDamage {
  readonly target: 'row';
}

export type Damage = CellDamage | RowDamage;

/** What a kind of defect may look at to get ready. */
export interface DefectContext {
  readonly session: Session;
  readonly dataset: string;
  readonly columns: readonly Column[];
}

/** A kind of defect: how it is written, and what it does to a row. */
export interface DefectKind<S extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly schema: S;
  /** Throws a `UserError` where the columns are not fit for it. */
  prepare(defect: unknown, context: DefectContext): Promise<Damage>;
}

/** What every defect states: how many rows it hits. */
export const defectBase = {
  rate: z
    .number()
    .min(0, 'a rate lies between 0 and 1 (0.02 is 2 %)')
    .max(1, 'a rate lies between 0 and 1 (0.02 is 2 %)')
    .optional()
    .describe('Share of the rows to damage, 0 to 1: exactly that share, rounded to whole rows.'),
  count: rowCountSchema.optional().describe('How many rows to damage.'),
  seed: z.int().optional().describe('Which rows are hit follows from it. Default: the seed of the data.'),
};

/** Rows are counted either way, not both. */
export function hasOneAmount({
  rate,
  count: rows,
}: {
  rate?: number | undefined;
  count?: number | undefined;
}): boolean {
  return (rate === undefined) !== (rows === undefined);
}

export const ONE_AMOUNT = 'needs either `rate` or `count`';

/** Defines a kind of defect from its schema and its way to prepare. */
export function defineDefect<S extends z.ZodType>(
  kind: string,
  schema: S,
  prepare: (defect: z.output<S>, context: DefectContext) => Damage | Promise<Damage>,
): DefectKind<S> {
  return { kind, schema, prepare: async (defect, context) => prepare(schema.parse(defect), context) };
}

/** A defect that cannot be done to this dataset. */
export function defectError(dataset: string, finding: Omit<Finding, 'severity' | 'dataset'>): UserError {
  return userError({ dataset, ...finding });
}
