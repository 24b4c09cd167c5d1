import type { Column } from '../../../src/duckdb/session.ts';
import type { FieldInput } from '../../../src/generators/field-schema.ts';
import { recipeLike } from '../../../src/generators/infer/like/recipe-like.ts';

/** The field that a recipe has for one column of values. */
export async function fieldLike(
  values: readonly unknown[],
  column: Partial<Column> = {},
): Promise<FieldInput | undefined> {
  const { name = 'thing', type = 'VARCHAR' } = column;
  const { recipe } = await recipeLike({ columns: [{ name, type }], rows: values.map((value) => [value]) });
  return recipe.fields[name];
}

/** `count` values by their number from 0. */
export function many<T>(count: number, valueOf: (row: number) => T): T[] {
  return Array.from({ length: count }, (_, row) => valueOf(row));
}
