import { userError } from '../core/errors.ts';
import type { Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import type { FormatName, WriteOptions } from '../formats/format.ts';
import { formatNamed } from '../formats/registry.ts';
import { compileRecipe } from './compile/compile-recipe.ts';
import { makeRows } from './compile/make-rows.ts';
import type { GenerateOptions } from './compile/origin.ts';
import type { WrittenFile } from './defects/files/file-damage.ts';
import { injectDefects, LABEL_COLUMNS } from './defects/inject-defects.ts';
import type { Defect } from './defects/schema.ts';
import { writeDamaged } from './defects/write-damaged.ts';
import { generateTable } from './generate-table.ts';
import type { Recipe } from './recipe.ts';

export interface GenerateFileOptions extends GenerateOptions, WriteOptions {
  readonly recipe: Recipe;
  /** Damage to do on purpose. Default: none. */
  readonly defects?: readonly Defect[];
  readonly format: FormatName;
  /** Where to write, in a folder the session may touch. */
  readonly path: string;
  /** The name of the written data in the labels. */
  readonly object: string;
  /** Where to write the labels as Parquet (an empty table where nothing was damaged). Default: nowhere. */
  readonly labelsPath?: string;
}

/** What was written. */
export interface GeneratedFile {
  /** Copies included. */
  readonly rows: number;
  readonly labels: number;
  /** One; a defect may give it another name, or deliver it twice. */
  readonly files: readonly WrittenFile[];
}

/**
 * Writes a dataset as one file (or, with `partitionBy`, a folder of them), rows in order, with its defects, and their
 * labels. The same options give the same bytes. The data are written last and as a whole: after a failure the file is as
 * it was before. Without defects memory is flat, however many rows there are.
 */
export async function generateFile(session: Session, options: GenerateFileOptions): Promise<GeneratedFile> {
  const { defects = [] } = options;
  return defects.length === 0 ? writeClean(session, options) : writeWithDefects(session, { ...options, defects });
}

async function writeClean(session: Session, options: GenerateFileOptions): Promise<GeneratedFile> {
  const { recipe, labelsPath, path, format, object } = options;
  await using compiled = await compileRecipe(session, recipe, options);
  if (labelsPath !== undefined) await formatNamed('parquet').write(session, noLabels(), labelsPath);
  await makeRows(compiled, () => formatNamed(format).write(session, compiled.query, path, options));
  return { rows: compiled.rows, labels: 0, files: [{ path, object }] };
}

async function writeWithDefects(
  session: Session,
  options: GenerateFileOptions & { readonly defects: readonly Defect[] },
): Promise<GeneratedFile> {
  refuseManyFiles(options);
  const { recipe, format, compression } = options;
  const tables: Sql[] = [];
  try {
    const table = await generateTable(session, recipe, { ...options, into: `${recipe.name} clean` });
    tables.push(table);
    const columns = await session.columns(table);
    const injected = await injectDefects(session, { ...options, table, columns, dataset: recipe.name });
    tables.push(injected.relation, injected.labels);
    const { files, labelled } = await writeDamaged(session, injected, {
      ...options,
      dataset: recipe.name,
      write: (query, path) =>
        formatNamed(format).write(session, query, path, compression === undefined ? {} : { compression }),
    });
    return { rows: injected.rows, labels: labelled, files };
  } finally {
    for (const table of tables) await session.run(sql`drop table if exists ${table}`);
  }
}

/** A label names a row of one file, and damage to a file is done to its bytes as they are read. */
function refuseManyFiles({ partitionBy = [], compression = 'none', format }: GenerateFileOptions): void {
  if (partitionBy.length > 0) {
    throw userError({
      code: 'PARTITIONS_UNSUPPORTED',
      message: 'data with defects are not written in partitions: a label names a row of one file',
      hint: 'Write one file, or make the partitions one by one.',
    });
  }
  if (format === 'parquet' || compression === 'none') return;
  throw userError({
    code: 'COMPRESSION_UNKNOWN',
    message: `data with defects are not compressed as ${format}: defects are done to the bytes of the file`,
    hint: 'Compress the file afterwards.',
  });
}

/** A table of labels without any. */
function noLabels(): Sql {
  const columns = LABEL_COLUMNS.map(({ name, type }) => sql`null::${id(type)} as ${id(name)}`);
  return sql`select ${join(columns)} limit 0`;
}
