import type { Finding } from '../../core/finding.ts';
import { defineRecipe, type RecipeInput } from '../recipe.ts';

/** A recipe that was made from data or from a schema. */
export interface Inferred {
  /** As it is written: `defineRecipe` takes it, and so does YAML. */
  readonly recipe: RecipeInput;
  /** What the recipe does not keep, as warnings. */
  readonly findings: readonly Finding[];
}

/** Checks a recipe, and gives it with what it does not keep. */
export function inferred(recipe: RecipeInput, findings: readonly Finding[]): Inferred {
  defineRecipe(recipe);
  return { recipe, findings };
}

/** A name of a dataset after that of a file or table: lower-case letters, digits, `_` and `-`. */
export function datasetName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '');
  return plain === '' ? 'data' : plain;
}
