import { userError } from '../../../core/errors.ts';
import { nearestOf } from '../../../core/nearest.ts';
import type { SchemaReading } from './schema-column.ts';

/** The one table, or the one that was asked for by its name. */
export function chosenTable<T extends { readonly name: string }>(tables: readonly T[], { table }: SchemaReading): T {
  const names = tables.map(({ name }) => name);
  const found = table === undefined ? tables : tables.filter(({ name }) => name.toLowerCase() === table.toLowerCase());
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  throw userError({
    code: 'SCHEMA_TABLE_NOT_ONE',
    message: table === undefined ? 'the schema has several tables' : `the schema has no table ${JSON.stringify(table)}`,
    expected: `one of ${names.join(', ')}`,
    ...(table === undefined ? { hint: 'Name one with --table.' } : nearestOf(table, names)),
  });
}
