import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { resolveFiles } from '../../connectors/files.ts';
import { UserError, userError } from '../../core/errors.ts';
import type { Column, Session } from '../../duckdb/session.ts';
import { id, join as joinSql, sql, type Sql } from '../../duckdb/sql.ts';
import { normalizeType } from '../../formats/declared-type.ts';
import { detectFile } from '../../formats/detect-file.ts';
import type { Format } from '../../formats/format.ts';
import { formatNamed } from '../../formats/registry.ts';
import { generateFile } from '../../generators/generate-file.ts';
import type { Recipe } from '../../generators/recipe.ts';
import { recipeOf } from '../stages/generate-object.ts';
import type { Scenario } from '../scenario.ts';
import type { SourceSpec } from '../scenario-schema.ts';
import { markColumns } from './mark-columns.ts';
import { plainRows } from './plain-rows.ts';

/** Rows of a stub: few, and more than one, so that a join or a key has something to do. */
const STUB_ROWS = 3;

/** What stubs are made for. */
export interface StubContext {
  readonly scenario: Scenario;
  readonly session: Session;
  readonly seed: number;
  /** What relative dates count from. */
  readonly clock: Date;
  readonly marker: string;
}

/** A source's stub: a local file of the source's own kind, and its rows as a session table. */
export interface Stub {
  readonly source: string;
  readonly path: string;
  /** Under which it is landed: it has the marker, and a name that `raw.names` takes. */
  readonly object: string;
  readonly format: Format['name'];
  readonly rows: Sql;
  readonly columns: readonly Column[];
  /** How many rows. */
  readonly count: number;
}

/** Rows of a source before they are marked, and what is known of the file they would come in. */
interface Origin {
  readonly rows: Sql;
  readonly format: Format;
  /** The name that the source's own object has. */
  readonly name: string;
  readonly recipe?: Recipe;
}

/**
 * Makes a stub for a source in its own columns and format: of a generated source the first rows of its recipe, of files
 * the first rows of the first one, or where that has none rows by the types of the declared columns. Text
 * columns carry the marker, see {@link markColumns}. Throws a `UserError` HEALTH_NO_STUB, and what reading the source throws.
 */
export async function makeStub(source: string, context: StubContext): Promise<Stub> {
  const spec = context.scenario.spec.sources[source];
  if (!spec) throw new Error(`the scenario has no source ${source}`);
  const folder = join(context.session.scratch, 'stubs', source);
  await mkdir(folder, { recursive: true });
  const origin = spec.generate
    ? await generated(source, spec, { context, folder })
    : await firstOfFile(source, spec, { context, folder });
  const { session } = context;
  const rows = id(`stub_${source}`);
  const columns = await session.columns(origin.rows);
  const marked = markColumns(columns, { recipe: origin.recipe, recipes: await recipesOf(context) });
  await session.run(sql`create or replace table ${rows} as ${markedRows(origin.rows, columns, marked, context)}`);
  const [counted] = await session.rows(sql`select count(*) as rows from ${rows}`);
  const object = objectName(origin, context);
  const path = join(folder, basename(object));
  await origin.format.write(session, sql`select * from ${rows}`, path);
  return { source, path, object, format: origin.format.name, rows, columns, count: Number(counted?.['rows']) };
}

async function generated(
  source: string,
  spec: SourceSpec,
  { context, folder }: { context: StubContext; folder: string },
): Promise<Origin> {
  const { session, seed, clock } = context;
  const recipe = await recipeOf(spec, context);
  const format = formatNamed(spec.generate?.format ?? 'csv');
  const path = join(folder, 'rows.parquet');
  const recipes = await recipesOf(context);
  const references = Object.fromEntries(recipes.map((one) => [one.name, { recipe: one, rows: STUB_ROWS }]));
  await generateFile(session, {
    recipe,
    rows: STUB_ROWS,
    seed,
    clock,
    references,
    format: 'parquet',
    path,
    object: source,
  });
  return {
    rows: sql`(select * from read_parquet(${path}))`,
    format,
    name: `${source}.${format.extensions[0]}`,
    recipe,
  };
}

/** The recipes of all generated sources, whose rows refer to each other. */
async function recipesOf(context: StubContext): Promise<Recipe[]> {
  const recipes: Recipe[] = [];
  for (const spec of Object.values(context.scenario.spec.sources)) {
    if (spec.generate) recipes.push(await recipeOf(spec, context));
  }
  return recipes;
}

async function firstOfFile(
  source: string,
  spec: SourceSpec,
  { context, folder }: { context: StubContext; folder: string },
): Promise<Origin> {
  const { scenario, session } = context;
  const [file] = await resolveFiles([spec.files ?? []].flat().slice(0, 1), scenario);
  if (!file) throw new Error(`source ${source} has no files`);
  const declared = declaredColumns(source, context);
  const { format } = await detectFile(file.path);
  const own = format ? formatNamed(format.name) : formatNamed('csv');
  // The file may be of an installed package, which the session cannot reach.
  const copy = join(folder, `source-${file.object}`);
  await copyFile(file.path, copy);
  try {
    const columns = declared ? { columns: declared } : {};
    const read = await own.read(session, {
      files: [{ path: copy, object: file.object }],
      into: `source_${source}`,
      ...columns,
    });
    const list = joinSql(read.columns.map(({ name }) => id(name)));
    const rows = sql`(select ${list} from ${read.relation} order by _source_row limit ${STUB_ROWS})`;
    const [counted] = await session.rows(sql`select count(*) as rows from ${rows}`);
    if (Number(counted?.['rows']) > 0) return { rows, format: own, name: file.object };
  } catch (error) {
    if (!(error instanceof UserError) || !declared) throw error;
  }
  if (declared)
    return { rows: plainRows(declared, { rows: STUB_ROWS, clock: context.clock }), format: own, name: file.object };
  throw userError({
    code: 'HEALTH_NO_STUB',
    message: `no stub can be made of source ${source}: its file has no rows, and its columns are not declared`,
    file: file.object,
    hint: 'Declare its `columns` under `ingestion`.',
  });
}

/** The columns that ingestion declares for a source, where it does. */
function declaredColumns(source: string, { scenario }: StubContext): Column[] | undefined {
  for (const [name, { source: from = name, columns }] of Object.entries(scenario.spec.ingestion)) {
    if (from === source && columns) {
      return Object.entries(columns).map(([column, type]) => ({ name: column, type: normalizeType(type) }));
    }
  }
  return undefined;
}

function markedRows(rows: Sql, columns: readonly Column[], marked: readonly string[], { marker }: StubContext): Sql {
  const list = columns.map(({ name }) =>
    marked.includes(name)
      ? sql`${`${marker}-`} || coalesce(${id(name)}, row_number() over ()::varchar) as ${id(name)}`
      : id(name),
  );
  return sql`select ${joinSql(list)} from ${rows}`;
}

/** `health-….csv`; where `raw.names` does not take that, the source's own name in a folder of the marker. */
function objectName({ format, name }: Origin, { scenario, marker }: StubContext): string {
  const plain = `${marker}.${format.extensions[0]}`;
  const { names } = scenario.spec.raw;
  return names === null || new RegExp(names, 'u').test(plain) ? plain : `${marker}/${name}`;
}
