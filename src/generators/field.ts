import { z } from 'zod';
import { userError, type UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { RowStream } from './row-stream.ts';

/** What a field makes for one row. An array or object becomes JSON text. */
export type Value = null | string | number | bigint | boolean | Date | object;

/** A field whose values are made row by row. */
export interface RowField {
  /** The DuckDB type of its values where the recipe states none. */
  readonly type: string;
  /** The value at a 0-based row, the same however often and in whatever order it is asked for. */
  valueAt(row: number): Value;
}

/** A field that DuckDB computes from the row's other fields. */
export interface SqlField {
  readonly expression: string;
}

/** The key that a reference points at. */
export interface ReferencedKey {
  readonly field: RowField;
  /** How many rows the referenced dataset has. */
  readonly rows: number;
}

/** What a field may use to prepare itself. */
export interface FieldContext {
  readonly dataset: string;
  readonly column: string;
  /** What relative dates count from. */
  readonly clock: Date;
  /** A stream of random numbers of this column; another `purpose` gives an independent one. */
  stream(purpose: string): RowStream;
  /** The key named by `dataset.field` or `dataset`. */
  resolve(reference: string): Promise<ReferencedKey>;
}

/** A kind of field: how it is written in a recipe, and how its values are made. */
export interface FieldKind<S extends z.ZodType = z.ZodType> {
  /** The key that tells this kind from the others. */
  readonly name: string;
  readonly schema: S;
  /** Gets ready to make values; throws a `UserError` for what only shows then (an unknown Faker path, an empty range). */
  prepare(field: unknown, context: FieldContext): Promise<RowField | SqlField>;
}

const TYPE = /^[a-z][a-z0-9_ ]*(\(\s*\d+\s*(,\s*\d+\s*)?\))?(\[\d*\])*$/i;

/** What every field may state besides its own settings. */
export const fieldBase = {
  type: z
    .string()
    .regex(TYPE, 'not a DuckDB type; write for example `bigint`, `decimal(12,2)` or `varchar[]`')
    .optional()
    .describe('DuckDB type of the column. Default: what the values are.'),
  nullRate: z.number().min(0).max(1).default(0).describe('Share of rows without a value, 0 to 1.'),
};

/** A value that stands in a recipe. */
export const literalSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Defines a kind of field from its schema and its way to prepare. */
export function defineField<S extends z.ZodType>(
  name: string,
  schema: S,
  prepare: (field: z.output<S>, context: FieldContext) => RowField | SqlField | Promise<RowField | SqlField>,
): FieldKind<S> {
  return { name, schema, prepare: async (field, context) => prepare(schema.parse(field), context) };
}

/** A mistake in one field of a recipe. */
export function fieldError(
  context: Pick<FieldContext, 'dataset' | 'column'>,
  finding: Omit<Finding, 'severity' | 'dataset' | 'column'>,
  options: { cause?: unknown } = {},
): UserError {
  return userError({ dataset: context.dataset, column: context.column, ...finding }, options);
}

/** The DuckDB type of values as they stand in a recipe or came from Faker; `VARCHAR` where they are mixed. */
export function typeOfValues(values: readonly Value[]): string {
  const present = values.filter((value) => value !== null);
  if (present.length === 0) return 'VARCHAR';
  if (present.every((value) => typeof value === 'boolean')) return 'BOOLEAN';
  if (present.every((value) => value instanceof Date)) return 'TIMESTAMP';
  if (present.every((value) => typeof value === 'bigint' || Number.isSafeInteger(value))) return 'BIGINT';
  if (present.every((value) => typeof value === 'number')) return 'DOUBLE';
  return 'VARCHAR';
}
