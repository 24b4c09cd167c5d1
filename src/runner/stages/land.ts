import { mkdir } from 'node:fs/promises';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveFiles, resolveInside } from '../../connectors/files.ts';
import { id, sql, type Sql } from '../../duckdb/sql.ts';
import { generateFile } from '../../generators/generate-file.ts';
import { findRecipe } from '../../generators/registry.ts';
import { readRecipe, type Recipe } from '../../generators/recipe.ts';
import { formatNamed } from '../../formats/registry.ts';
import { rawKey } from '../../lake/keys.ts';
import { landObject } from '../../lake/landing.ts';
import { checkStopped, type ReplayContext } from '../context.ts';
import type { StageOf } from '../record.ts';
import type { SourceSpec } from '../scenario-schema.ts';

/** What landing leaves for later: the labels of the defects it made. */
export interface Landed {
  readonly sources: StageOf<'land'>['sources'];
  /** Session table of labels by source; only sources with defects. */
  readonly labels: ReadonlyMap<string, Sql>;
}

interface LocalObject {
  readonly path: string;
  readonly object: string;
}

/** Writes each source's batch to raw, once: the same bytes again change nothing, other bytes are refused. */
export async function land(context: ReplayContext): Promise<Landed> {
  const labels = new Map<string, Sql>();
  const sources: StageOf<'land'>['sources'][number][] = [];
  for (const [source, spec] of Object.entries(context.scenario.spec.sources)) {
    checkStopped(context.effects);
    const files = await filesOf(source, spec, context);
    let bytes = 0;
    let written = 0;
    for (const { path, object } of files) {
      const key = rawKey({ day: context.day, source, object });
      if ((await landObject(context.store, key, { file: path })) === 'created') written += 1;
      bytes += (await stat(path)).size;
    }
    sources.push({ source, objects: files.length, bytes, written });
    if (spec.defects.length > 0) labels.set(source, await readLabels(source, context));
  }
  return { sources, labels };
}

async function filesOf(source: string, spec: SourceSpec, context: ReplayContext): Promise<LocalObject[]> {
  const { folder, file } = context.scenario;
  if (spec.files !== undefined) return resolveFiles([spec.files].flat(), { folder, file });
  return [await generated(source, spec, context)];
}

async function generated(source: string, spec: SourceSpec, context: ReplayContext): Promise<LocalObject> {
  const recipe = await recipeOf(spec, context);
  const format = formatNamed(spec.generate?.format ?? 'csv');
  const object = `${source}.${format.extensions[0]}`;
  const folder = join(context.session.scratch, 'generated', source);
  await mkdir(folder, { recursive: true });
  const path = join(folder, object);
  await generateFile(context.session, {
    recipe,
    rows: spec.generate?.rows ?? recipe.rows,
    seed: context.seed,
    clock: context.effects.now(),
    references: await referencesOf(context),
    defects: spec.defects,
    format: format.name,
    path,
    object: rawKey({ day: context.day, source, object }),
    ...(spec.defects.length > 0 ? { labelsPath: labelsPath(source, context) } : {}),
  });
  return { path, object };
}

/** The recipes and sizes of all generated sources, so that references point at rows that are there. */
async function referencesOf(context: ReplayContext): Promise<Record<string, { recipe: Recipe; rows: number }>> {
  const references: Record<string, { recipe: Recipe; rows: number }> = {};
  for (const spec of Object.values(context.scenario.spec.sources)) {
    if (!spec.generate) continue;
    const recipe = await recipeOf(spec, context);
    references[recipe.name] = { recipe, rows: spec.generate.rows ?? recipe.rows };
  }
  return references;
}

async function recipeOf({ generate }: SourceSpec, { scenario }: ReplayContext): Promise<Recipe> {
  if (generate?.recipe !== undefined) {
    return readRecipe(await resolveInside(scenario.folder, generate.recipe, scenario.file));
  }
  return findRecipe(generate?.dataset ?? '', generate?.purpose);
}

function labelsPath(source: string, { session }: ReplayContext): string {
  return join(session.scratch, 'generated', source, 'labels.parquet');
}

/** The labels as a session table, and as an object of the quality zone. */
async function readLabels(source: string, context: ReplayContext): Promise<Sql> {
  const path = labelsPath(source, context);
  const table = id(`labels_${source}`);
  await context.session.run(sql`create or replace table ${table} as select * from read_parquet(${path})`);
  await context.store.put('quality', `labels/${context.day.replaceAll('-', '/')}/${source}.parquet`, { file: path });
  return table;
}
