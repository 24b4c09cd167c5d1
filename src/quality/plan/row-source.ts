import { id, lit } from '../../duckdb/sql.ts';
import type { Column } from '../../duckdb/session.ts';
import { kindOf } from '../column-type.ts';
import type { Relation } from '../types.ts';

export interface RowSource {
  /** The rows under the name `primary`. */
  readonly from: string;
  /** The same with {@link position}. */
  readonly withPosition: string;
  /** A column: a whole number that puts the rows in the order of the input and tells them apart. */
  readonly position: string;
  /** Whether the position is metadata of the rows, which may be in another order than the relation. */
  readonly isMetadata: boolean;
}

/**
 * Rows with their position: from the metadata `_source_row` and `_source_object`, where the relation carries them,
 * else the row's number in the input. `columns` are those of the relation itself, with metadata that rules do not see.
 */
export function rowSource(primary: Relation, columns: readonly Column[]): RowSource {
  const { relation } = primary;
  const position = freeName('__position', columns);
  const has = (name: string, kinds: readonly string[]): boolean =>
    columns.some((column) => column.name === name && kinds.includes(kindOf(column.type)));
  const sourceOf = (value: string, { isMetadata = true, join = '' } = {}): RowSource => ({
    from: `${relation.text} as "primary"`,
    withPosition: `(select source.*, ${value} as ${id(position)} from ${relation.text} as source${join}) as "primary"`,
    position,
    isMetadata,
  });
  if (!has('_source_row', ['integer'])) return sourceOf('row_number() over ()', { isMetadata: false });
  const row = 'source._source_row::bigint';
  if (!has('_source_object', ['text']) || primary.objects?.length === 1) return sourceOf(row);
  const join = ` left join (${objectRanks(primary)}) as objects on source._source_object is not distinct from objects.name`;
  return sourceOf(`objects.rank * ${ROWS_OF_AN_OBJECT} + ${row}`, { join });
}

/** A name that no column has, in any case of letters. */
export function freeName(wanted: string, columns: readonly Pick<Column, 'name'>[]): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = wanted;
  while (taken.has(name.toLowerCase())) name += '_';
  return name;
}

/** Objects in the order of the input, where it is known, else by name. */
function objectRanks({ relation, objects }: Relation): string {
  if (objects !== undefined && objects.length > 0) {
    const ranks = objects.map((object, rank) => `(${lit(object).text}, ${rank})`);
    return `select * from (values ${ranks.join(', ')}) as ranks(name, rank)`;
  }
  return `select _source_object as name, row_number() over (order by _source_object) as rank from ${relation.text} as source group by _source_object`;
}

/** More rows than an object has: 2^40. One number is found and sorted far faster than a pair. */
const ROWS_OF_AN_OBJECT = 1_099_511_627_776n;
