import type { Finding } from '../../../core/finding.ts';

/** A dataset as a schema of any kind describes it. */
export interface TableSchema {
  readonly name: string;
  readonly about?: string;
  readonly columns: readonly SchemaColumn[];
  /** The column that is the primary key, where it is one. */
  readonly key?: string;
}

export interface SchemaColumn {
  readonly name: string;
  readonly type: SchemaType;
  readonly nullable: boolean;
  readonly unique?: boolean;
  /** The dataset, and its column where that is named, that the values are of. */
  readonly references?: { readonly dataset: string; readonly column?: string };
}

export type SchemaType =
  | ScalarType
  | { readonly kind: 'list'; readonly of: SchemaType; readonly min?: number; readonly max?: number }
  | { readonly kind: 'struct'; readonly fields: readonly SchemaColumn[] };

/** A plain type with what a schema says of its values. */
export interface ScalarType {
  readonly kind: 'scalar';
  /** As DuckDB names it. */
  readonly type: string;
  /** Bounds that are values themselves, and such that are not. */
  readonly min?: number;
  readonly max?: number;
  readonly above?: number;
  readonly below?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** All values there are. */
  readonly values?: readonly (string | number | boolean)[];
  readonly regex?: string;
  /** What the text is, by a name of JSON Schema: `email`, `uuid`, `ipv4`… */
  readonly format?: string;
}

/** Where a reader of schemas puts what it finds. */
export interface SchemaReading {
  readonly findings: Finding[];
  /** The name for a schema that has none. */
  readonly name: string;
  /** The table that is wanted, where there are several. */
  readonly table?: string;
}

/** A plain type of which nothing more is known. */
export function scalar(type: string, more: Omit<ScalarType, 'kind' | 'type'> = {}): ScalarType {
  return { kind: 'scalar', type, ...more };
}
