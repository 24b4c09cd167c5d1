import { basename } from 'node:path';
import { UserError, userError } from '../../../core/errors.ts';
import type { Finding } from '../../../core/finding.ts';
import { readText } from '../../../core/read-text.ts';
import type { FieldInput } from '../../field-schema.ts';
import type { RecipeInput } from '../../recipe.ts';
import { datasetName, inferred, type Inferred } from '../inferred.ts';
import { wordsOf } from '../name-hint.ts';
import { fieldOfColumn } from './field-of-column.ts';
import { foreignKey, type KnownDatasets, type Targets } from './foreign-key.ts';
import { readSchema } from './read-schema.ts';
import type { SchemaColumn, SchemaReading, TableSchema } from './schema-column.ts';

export interface SchemaOptions {
  /** The name of the dataset. Default: that in the schema. */
  readonly name?: string;
  /** The table, where the schema has several. */
  readonly table?: string;
  /** Datasets that foreign keys may point at, with the columns they have, besides the shipped recipes. */
  readonly datasets?: KnownDatasets;
}

/**
 * A recipe of data that a schema allows: a JSON Schema, an Avro schema, `CREATE TABLE` in SQL, or a table of the Glue
 * Data Catalog as `aws glue get-table` prints it, told apart by the text. Throws a `UserError` that says where, for a
 * text that is none of these and for what no data can be made of; what is only not kept is among the findings.
 */
export function recipeFromSchema(text: string, options: SchemaOptions = {}): Inferred {
  return recipeOfText(text, options, options.name ?? 'data');
}

/** The same for a file, whose name is that of the dataset where the schema has none. */
export async function recipeFromSchemaFile(path: string, options: SchemaOptions = {}): Promise<Inferred> {
  const text = await readText(path);
  try {
    return recipeOfText(text, options, basename(path).replace(/(\.[a-z0-9]+)+$/i, ''));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      error.findings.map((finding) => ({ ...finding, file: path })),
      { cause: error },
    );
  }
}

function recipeOfText(text: string, options: SchemaOptions, name: string): Inferred {
  const findings: Finding[] = [];
  const reading = { findings, name, ...(options.table === undefined ? {} : { table: options.table }) };
  const schema = withKey(readSchema(text, reading));
  if (schema.columns.length === 0) {
    throw userError({
      code: 'INFER_NO_COLUMNS',
      message: 'there is no column to make a field of',
      expected: 'at least one',
    });
  }
  const columns = schema.columns.map((column) => ({
    ...column,
    unique: column.unique === true || column.name === schema.key,
  }));
  const named = options.name ?? datasetName(schema.name);
  const key = schema.key === undefined ? {} : { key: schema.key };
  const own = { table: schema.name, name: named, ...key, columns: columns.map((column) => column.name) };
  const targets = { datasets: options.datasets ?? {}, own };
  const recipe: Omit<RecipeInput, 'rules'> = {
    name: named,
    ...(schema.about === undefined ? {} : { about: schema.about }),
    ...key,
    fields: Object.fromEntries(columns.map((column) => [column.name, fieldOf(column, targets, reading)])),
  };
  checkNames(columns);
  return inferred(recipe, findings);
}

/** Where a schema knows no keys, a column `id`, or one called after the table, is taken for one. */
function withKey(schema: TableSchema): TableSchema {
  const { key, columns, name } = schema;
  if (key !== undefined || columns.some(({ unique }) => unique === true)) return schema;
  const called = new Set(['id', `${wordsOf(name)}_id`, `${wordsOf(name).replace(/s$/, '')}_id`]);
  const found = columns.find((column) => called.has(wordsOf(column.name)) && canBeKey(column));
  if (found === undefined) return schema;
  const without = columns.map((column) => (column === found ? { ...column, nullable: false } : column));
  return { ...schema, key: found.name, columns: without };
}

function canBeKey({ type, references }: SchemaColumn): boolean {
  return (
    references === undefined &&
    type.kind === 'scalar' &&
    type.values === undefined &&
    /INT|VARCHAR|UUID/.test(type.type)
  );
}

function fieldOf(column: SchemaColumn, targets: Targets, reading: SchemaReading): FieldInput {
  const reference = foreignKey(column, targets, reading);
  const field = fieldOfColumn(column, reading);
  if (reference === undefined) return field;
  const nulls = 'nullRate' in field && field.nullRate !== undefined ? { nullRate: field.nullRate } : {};
  const type = field.type === undefined ? {} : { type: field.type };
  const to = column.unique === true ? { to: reference, unique: true } : reference;
  return { reference: to, ...type, ...nulls };
}

/** A recipe's own check says less of where a name is from. */
function checkNames(columns: readonly SchemaColumn[]): void {
  for (const { name } of columns) {
    if (name !== '' && !name.startsWith('__')) continue;
    throw userError({
      code: 'SCHEMA_UNSUPPORTED',
      message: 'a field of a recipe has a name, and none that starts with __',
      found: JSON.stringify(name),
    });
  }
}
