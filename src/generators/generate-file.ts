import type { Column, Session } from '../duckdb/session.ts';
import { id, join, sql, type Sql } from '../duckdb/sql.ts';
import type { FormatName } from '../formats/format.ts';
import { formatNamed } from '../formats/registry.ts';
import { injectDefects, LABEL_COLUMNS } from './defects/inject-defects.ts';
import type { Defect } from './defects/schema.ts';
import { generateTable } from './generate-table.ts';
import type { Origin } from './compile/origin.ts';
import type { Recipe } from './recipe.ts';

export interface GenerateFileOptions extends Origin {
  readonly recipe: Recipe;
  /** Default: the recipe's own number. */
  readonly rows?: number;
  /** The first row, counted from 0. Default 0. */
  readonly from?: number;
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

/**
 * Writes a dataset as one file, rows in order, with its defects, and their labels. Gives the number of rows written
 * (copies included) and of labels. The same options give the same bytes. The data are written last and as a whole: after
 * a failure the file is as it was before.
 */
export async function generateFile(
  session: Session,
  options: GenerateFileOptions,
): Promise<{ readonly rows: number; readonly labels: number }> {
  const { recipe, path, labelsPath, defects = [] } = options;
  const tables: Sql[] = [];
  try {
    const table = await generateTable(session, recipe, { ...options, into: `${recipe.name} clean` });
    tables.push(table);
    const columns = await session.columns(table);
    const { relation, labels, ...counts } =
      defects.length === 0
        ? { ...(await undamaged(session, table, recipe.name)), columns }
        : await injectDefects(session, { ...options, table, columns, dataset: recipe.name, defects });
    tables.push(relation, labels);
    if (labelsPath !== undefined) {
      await write(session, { relation: labels, columns: LABEL_COLUMNS }, 'parquet', labelsPath);
    }
    await write(session, { relation, columns: counts.columns }, options.format, path);
    return { rows: counts.rows, labels: counts.labelled };
  } finally {
    for (const table of tables) await session.run(sql`drop table if exists ${table}`);
  }
}

async function undamaged(session: Session, table: Sql, dataset: string) {
  const labels = id(`${dataset} labels`);
  const columns = LABEL_COLUMNS.map(({ name, type }) => sql`null::${id(type)} as ${id(name)}`);
  await session.run(sql`create or replace table ${labels} as select ${join(columns)} limit 0`);
  const [counted] = await session.rows(sql`select count(*) as rows from ${table}`);
  return { relation: table, labels, rows: Number(counted?.['rows']), labelled: 0 };
}

/** Sorted by row, since an unsorted write may give other bytes with other threads. */
async function write(
  session: Session,
  { relation, columns }: { readonly relation: Sql; readonly columns: readonly Column[] },
  format: FormatName,
  path: string,
): Promise<void> {
  const query = sql`select ${join(columns.map(({ name }) => id(name)))} from ${relation} order by rowid`;
  await formatNamed(format).write(session, query, path);
}
