import type { Column, Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import type { FormatName, WriteOptions } from '../formats/format.ts';
import { formatNamed } from '../formats/registry.ts';
import { injectDefects, LABEL_COLUMNS } from './defects/inject-defects.ts';
import type { Defect } from './defects/schema.ts';
import { compileRecipe } from './compile/compile-recipe.ts';
import { makeRows } from './compile/make-rows.ts';
import { generateTable } from './generate-table.ts';
import type { GenerateOptions } from './compile/origin.ts';
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
}

/**
 * Writes a dataset as one file (or, with `partitionBy`, a folder of them), rows in order, with its defects, and their
 * labels. The same options give the same bytes. The data are written last and as a whole: after a failure the file is as
 * it was before. Without defects memory is flat, however many rows there are.
 */
export async function generateFile(session: Session, options: GenerateFileOptions): Promise<GeneratedFile> {
  const { defects = [] } = options;
  return defects.length === 0 ? writeClean(session, options) : writeDamagedRows(session, { ...options, defects });
}

async function writeClean(session: Session, options: GenerateFileOptions): Promise<GeneratedFile> {
  const { recipe, labelsPath, path, format } = options;
  await using compiled = await compileRecipe(session, recipe, options);
  if (labelsPath !== undefined) await formatNamed('parquet').write(session, noLabels(), labelsPath);
  await makeRows(compiled, () => formatNamed(format).write(session, compiled.query, path, options));
  return { rows: compiled.rows, labels: 0 };
}

async function writeDamagedRows(
  session: Session,
  options: GenerateFileOptions & { readonly defects: readonly Defect[] },
): Promise<GeneratedFile> {
  const { recipe, path, labelsPath, format } = options;
  const tables: Sql[] = [];
  try {
    const table = await generateTable(session, recipe, { ...options, into: `${recipe.name} clean` });
    tables.push(table);
    const columns = await session.columns(table);
    const injected = await injectDefects(session, { ...options, table, columns, dataset: recipe.name });
    tables.push(injected.relation, injected.labels);
    if (labelsPath !== undefined) {
      const labels = inOrder(injected.labels, LABEL_COLUMNS);
      await formatNamed('parquet').write(session, labels, labelsPath);
    }
    await formatNamed(format).write(session, inOrder(injected.relation, injected.columns), path, options);
    return { rows: injected.rows, labels: injected.labelled };
  } finally {
    for (const table of tables) await session.run(sql`drop table if exists ${table}`);
  }
}

/** A table of labels without any. */
function noLabels(): Sql {
  const columns = LABEL_COLUMNS.map(({ name, type }) => sql`null::${id(type)} as ${id(name)}`);
  return sql`select ${join(columns)} limit 0`;
}

/** Sorted by row, since an unsorted write may give other bytes with other threads. */
function inOrder(table: Sql, columns: readonly Column[]): Sql {
  return sql`select ${join(columns.map(({ name }) => id(name)))} from ${table} order by rowid`;
}
