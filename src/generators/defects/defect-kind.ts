import type { z } from 'zod';
import { userError, type UserError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import type { Sql } from '../../duckdb/sql.ts';
import type { Damage } from './damage.ts';
import type { FileDamage } from './files/file-damage.ts';

/**
 * What a defect damages: values in a column; whole rows (copies, removals, moves); the table (schema, drift); or the
 * bytes and the name of the written file.
 */
export type DefectLevel = 'cell' | 'row' | 'table' | 'file';

/** What a kind of defect may look at to get ready. */
export interface DefectContext {
  readonly session: Session;
  readonly dataset: string;
  readonly columns: readonly Column[];
  /** The clean rows as a query in parentheses, values of the types of `columns`, numbered from 1 by `__row`. */
  readonly numbered: Sql;
  /** What stands in a column of a row where it is not damaged: its value, or its text where texts are kept. */
  readonly kept: (column: Column) => Sql;
  /** What is random in the damage follows from it. */
  readonly seed: bigint;
}

interface Kind<S extends z.ZodType> {
  readonly kind: string;
  readonly schema: S;
  /** Whether it can damage a column of this type, given all columns; false where the kind names no column. */
  readonly fits: (column: Column, columns: readonly Column[]) => boolean;
}

/** A kind of defect of data: how it is written, and what it does. */
export interface DataDefectKind<S extends z.ZodType = z.ZodType> extends Kind<S> {
  readonly level: Exclude<DefectLevel, 'file'>;
  /** Throws a `UserError` where the columns are not fit for it. */
  prepare(defect: unknown, context: DefectContext): Promise<Damage>;
}

/** A kind of defect of the written file. */
export interface FileDefectKind<S extends z.ZodType = z.ZodType> extends Kind<S> {
  readonly level: 'file';
  damageOf(defect: unknown): FileDamage;
}

export type DefectKind = DataDefectKind | FileDefectKind;

interface Definition<S extends z.ZodType> {
  readonly level: Exclude<DefectLevel, 'file'>;
  readonly schema: S;
  readonly fits?: (column: Column, columns: readonly Column[]) => boolean;
  readonly prepare: (defect: z.output<S>, context: DefectContext) => Damage | Promise<Damage>;
}

/** Defines a kind of defect from its schema and its way to prepare. */
export function defineDefect<S extends z.ZodType>(
  kind: string,
  { level, schema, fits = () => false, prepare }: Definition<S>,
): DataDefectKind<S> {
  return { kind, level, schema, fits, prepare: async (defect, context) => prepare(schema.parse(defect), context) };
}

/** Defines a kind of defect of files from its schema and what it does. */
export function defineFileDefect<S extends z.ZodType>(
  kind: string,
  schema: S,
  damageOf: (defect: z.output<S>) => FileDamage,
): FileDefectKind<S> {
  return { kind, level: 'file', schema, fits: () => false, damageOf: (defect) => damageOf(schema.parse(defect)) };
}

/** A defect that cannot be done to this dataset. */
export function defectError(dataset: string, finding: Omit<Finding, 'severity' | 'dataset'>): UserError {
  return userError({ dataset, ...finding });
}
