import type { Column } from '../../duckdb/session.ts';
import { id } from '../../duckdb/sql.ts';
import { kindOf } from '../column-type.ts';
import type { Relation } from '../types.ts';

/** A whole number that puts rows in the order of the input and tells them apart. */
export const POSITION = '__position';

export interface RowSource {
  /** The rows with their position, under the name `primary`. */
  readonly from: string;
  /** Whether rows come in the order of their position as long as nothing is joined to them. */
  readonly isOrdered: boolean;
}

/**
 * Rows with their position: from the metadata `_source_row` and `_source_object`, where the relation carries them,
 * else the row's number in the input. `columns` are those of the relation itself, with metadata that rules do not see.
 */
export function rowSource({ relation }: Relation, columns: readonly Column[]): RowSource {
  const has = (name: string, kinds: readonly string[]): boolean =>
    columns.some((column) => column.name === name && kinds.includes(kindOf(column.type)));
  const from = (position: string, join = ''): string =>
    `(select source.*, ${position} as ${id(POSITION)} from ${relation.text} as source${join}) as "primary"`;
  if (!has('_source_row', ['integer'])) return { from: from('row_number() over ()'), isOrdered: true };
  const row = 'source._source_row::bigint';
  if (!has('_source_object', ['text'])) return { from: from(row), isOrdered: false };
  const objects = `select _source_object as name, row_number() over (order by _source_object) as rank from ${relation.text} as source group by _source_object`;
  const join = ` left join (${objects}) as objects on source._source_object is not distinct from objects.name`;
  return { from: from(`objects.rank * ${ROWS_OF_AN_OBJECT} + ${row}`, join), isOrdered: false };
}

/** More rows than an object has: 2^40. One number is found and sorted far faster than a pair. */
const ROWS_OF_AN_OBJECT = 1_099_511_627_776n;
