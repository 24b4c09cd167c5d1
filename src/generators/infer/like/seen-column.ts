import type { Finding } from '../../../core/finding.ts';
import type { Session } from '../../../duckdb/session.ts';
import type { Sql } from '../../../duckdb/sql.ts';

/** Data that a recipe is made like. */
export interface SeenData {
  readonly session: Session;
  /** All rows: a relation. */
  readonly all: Sql;
  /** Some of them, for what is costly to measure. */
  readonly sample: Sql;
  readonly rows: number;
  /** Tables of values that fields made on trial, by the field. */
  readonly tries: Map<string, Sql>;
  /** Where what cannot be kept is told. */
  readonly findings: Finding[];
}

/** The least and the greatest of a column; absent where it has no values or none that are ordered. */
export interface Extent {
  /** Rows with a value. */
  readonly present: number;
  readonly min?: string | number;
  readonly max?: string | number;
}

/** A column of it. */
export interface SeenColumn extends Extent {
  readonly data: SeenData;
  readonly name: string;
  /** What its name says of it: that of the list, for what is in one. */
  readonly label: string;
  /** It, or what it is within, is called like something personal or free. */
  readonly isPersonal: boolean;
  /** As DuckDB names it. */
  readonly type: string;
  readonly kind: ColumnKind;
  /** No value twice, and one in every row. */
  readonly isUnique: boolean;
}

export type ColumnKind =
  'boolean' | 'number' | 'date' | 'timestamp' | 'time' | 'text' | 'uuid' | 'struct' | 'list' | 'other';

/** How a column of a DuckDB type is measured. */
export function kindOfType(type: string): ColumnKind {
  if (type.endsWith(']')) return 'list';
  if (type.startsWith('STRUCT(')) return 'struct';
  if (/^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*)$/.test(type)) return 'number';
  if (type.startsWith('TIMESTAMP')) return 'timestamp';
  if (type === 'VARCHAR' || type.startsWith('ENUM(')) return 'text';
  const kinds: Readonly<Record<string, ColumnKind>> = { BOOLEAN: 'boolean', DATE: 'date', TIME: 'time', UUID: 'uuid' };
  return kinds[type] ?? 'other';
}
