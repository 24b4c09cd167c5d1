import { z } from 'zod';
import { userError, type UserError } from '../core/errors.ts';
import type { Finding } from '../core/finding.ts';
import type { Session } from '../duckdb/session.ts';
import type { ColumnDraws } from './draws/column-draws.ts';
import type { RowStream } from './draws/row-stream.ts';
import type { RowWords } from './draws/row-words.ts';
import type { Term } from './query/term.ts';

/** A value that is made in JavaScript: by Faker, or as it stands in a recipe. An array or object becomes JSON text. */
export type Value = null | string | number | bigint | boolean | Date | object;

/** A row of a dataset, at which values are asked for. */
export interface RowSite {
  /** Its 0-based number, BIGINT. */
  readonly row: Term;
  readonly words: RowWords;
}

/** A field that is ready: its value at a row is an SQL expression. */
export interface PreparedField {
  /** The DuckDB type of its values where the recipe states none. */
  readonly type: string;
  readonly at: (site: RowSite) => Term;
  /** The number (DOUBLE, 0 to 1) that its value rises with, for fields that others can be correlated with. */
  readonly unit?: (site: RowSite) => Term;
  /** The rows that belong together, for a reference that numbers them. */
  readonly family?: RowFamily;
}

/** Rows that point at the same row of another dataset and follow one another. */
export interface RowFamily {
  /** The place of a row in its family, from 1. */
  readonly ordinal: (site: RowSite) => Term;
  /** How many rows the family has. */
  readonly size: (site: RowSite) => Term;
}

/** A field that DuckDB computes from the row's other fields. */
export interface SqlField {
  readonly expression: string;
}

/** A column as it stands in the data: cast to its type, and without a value in some rows. */
export interface PreparedColumn {
  readonly type: string;
  readonly field: PreparedField;
  readonly at: (site: RowSite) => Term;
}

/** The key that a reference points at. */
export interface ReferencedKey {
  readonly dataset: string;
  readonly type: string;
  /** How many rows the referenced dataset has. */
  readonly rows: number;
  /** Whether it is the dataset of the field itself. */
  readonly isSelf: boolean;
  /** The key of a 0-based row, BIGINT. */
  readonly at: (row: Term) => Term;
}

/** Where a field stands, for messages. */
export interface FieldPlace {
  readonly dataset: string;
  readonly column: string;
}

/** What every field may state, whatever its kind. */
export interface FieldSpec {
  readonly type?: string | undefined;
  readonly nullRate?: number | undefined;
}

/** What a field may use to prepare itself. */
export interface FieldContext extends FieldPlace {
  /** What relative dates count from. */
  readonly clock: Date;
  /** What paths in the recipe are relative to. */
  readonly folder: string;
  /** The type that the recipe states, in capitals. */
  readonly declared: string | undefined;
  /** The rows at which values are asked for: from the first, up to but without `to`. */
  readonly rows: { readonly from: number; readonly to: number };
  readonly session: Session;
  /** Random numbers of this column at a row; another `purpose` gives independent ones. */
  readonly draws: (site: RowSite, purpose: string) => ColumnDraws;
  /** Random numbers that fields of this dataset have in common, by a name. */
  readonly sharedDraws: (site: RowSite, name: string) => ColumnDraws;
  /** The same for values that are made in JavaScript. */
  readonly stream: (purpose: string) => RowStream;
  readonly sharedStream: (name: string) => RowStream;
  /** The term once computed, where it is read more than once. */
  readonly named: (value: Term) => Term;
  /** Another row of this dataset. */
  readonly site: (row: Term) => RowSite;
  /** Values as a constant list; throws for one that does not fit the type. */
  readonly list: (values: readonly Value[], type: string) => Promise<Term>;
  /** Another field of this dataset; undefined where there is none of that name. */
  readonly sibling: (column: string) => Promise<PreparedField | SqlField | undefined>;
  /** The fields of this dataset. */
  readonly siblings: Readonly<Record<string, FieldSpec>>;
  /** The key named by `dataset.field` or `dataset`. */
  readonly resolve: (reference: string) => Promise<ReferencedKey>;
  /** A field within this one, under a name of its own. */
  readonly nested: (name: string, field: FieldSpec) => Promise<PreparedColumn>;
}

/** What the clean values of a field obey, whatever the seed. */
export interface FieldTruth {
  /** No value comes twice. */
  readonly isUnique?: boolean;
  /** A value may be missing for other reasons than `nullRate`. */
  readonly mayBeNull?: boolean;
  /** What the DQDL rule ColumnValues says of each value that is there: `in ["a","b"]`. */
  readonly conditions?: readonly string[];
  /** What the conditions judge: they say nothing of a column that is declared to be of something else. */
  readonly of?: 'number' | 'moment' | 'text';
  /** Another dataset's field, as `dataset.field` or `dataset`, that has every value. */
  readonly isIn?: string | undefined;
}

/** A kind of field: how it is written in a recipe, and how its values are made. */
export interface FieldKind<S extends z.ZodType<FieldSpec> = z.ZodType<FieldSpec>> {
  /** The key that tells this kind from the others. */
  readonly name: string;
  readonly schema: S;
  /** Gets ready to make values; throws a `UserError` for what only shows then (an unknown Faker path, an empty range). */
  readonly prepare: (field: unknown, context: FieldContext) => Promise<PreparedField | SqlField>;
  readonly truth: (field: unknown, clock: Date) => FieldTruth;
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

/** Defines a kind of field from its schema, its way to prepare, and what its clean values obey (default: nothing). */
export function defineField<S extends z.ZodType<FieldSpec>>(
  name: string,
  schema: S,
  prepare: (field: z.output<S>, context: FieldContext) => PreparedField | SqlField | Promise<PreparedField | SqlField>,
  truth: (field: z.output<S>, clock: Date) => FieldTruth = () => ({}),
): FieldKind<S> {
  return {
    name,
    schema,
    prepare: async (field, context) => prepare(schema.parse(field), context),
    truth: (field, clock) => truth(schema.parse(field), clock),
  };
}

/** A mistake in one field of a recipe. */
export function fieldError(
  place: FieldPlace,
  finding: Omit<Finding, 'severity' | 'dataset' | 'column'>,
  options: { cause?: unknown } = {},
): UserError {
  return userError({ dataset: place.dataset, column: place.column, ...finding }, options);
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
