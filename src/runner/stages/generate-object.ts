import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { formatNamed } from '../../formats/registry.ts';
import { generateFile } from '../../generators/generate-file.ts';
import { readRecipe, type Recipe } from '../../generators/recipe.ts';
import { findRecipe } from '../../generators/registry.ts';
import { rawKey } from '../../lake/keys.ts';
import type { ReplayContext } from '../context.ts';
import { fileOf } from '../scenario.ts';
import type { SourceSpec } from '../scenario-schema.ts';
import { labelsPath, type LocalObject } from './local-object.ts';

/**
 * Makes a generated source's object in the session's scratch folder, and its labels beside it where it has defects, one
 * of which may deliver it twice.
 */
export async function generateObject(source: string, spec: SourceSpec, context: ReplayContext): Promise<LocalObject[]> {
  const recipe = await recipeOf(spec, context);
  const format = formatNamed(spec.generate?.format ?? 'csv');
  const object = `${source}.${format.extensions[0]}`;
  const folder = join(context.session.scratch, 'generated', source);
  await mkdir(folder, { recursive: true });
  const path = join(folder, object);
  const { files } = await generateFile(context.session, {
    recipe,
    rows: spec.generate?.rows ?? recipe.rows,
    seed: context.seed,
    clock: context.effects.now(),
    references: await recipesOf(context),
    defects: spec.defects,
    format: format.name,
    path,
    object: rawKey({ day: context.day, source, object }),
    ...(spec.defects.length > 0 ? { labelsPath: labelsPath(source, context.session) } : {}),
  });
  return files.map((file) => ({ path: file.path, object: basename(file.object) }));
}

/** The recipes and sizes of all generated sources, so that references point at rows that are there. */
export async function recipesOf(context: ReplayContext): Promise<Record<string, { recipe: Recipe; rows: number }>> {
  const references: Record<string, { recipe: Recipe; rows: number }> = {};
  for (const spec of Object.values(context.scenario.spec.sources)) {
    if (!spec.generate) continue;
    const recipe = await recipeOf(spec, context);
    references[recipe.name] = { recipe, rows: spec.generate.rows ?? recipe.rows };
  }
  return references;
}

/** The recipe of a generated source: a shipped one, or the scenario's own. */
export async function recipeOf(
  { generate }: SourceSpec,
  { scenario }: Pick<ReplayContext, 'scenario'>,
): Promise<Recipe> {
  if (generate?.recipe !== undefined) {
    return readRecipe(fileOf(scenario, generate.recipe));
  }
  return findRecipe(generate?.dataset ?? '', generate?.purpose);
}
