import type { Column } from '../../duckdb/session.ts';
import { referredKey } from '../../generators/fields/reference.ts';
import type { Recipe } from '../../generators/recipe.ts';

interface Made {
  /** What the rows were made of, where they were. */
  readonly recipe: Recipe | undefined;
  /** The recipes of all sources. */
  readonly recipes: readonly Recipe[];
}

/**
 * The columns of text that get the marker: the key, and what refers to keys that get it, so that stubs join each other
 * and no rows of others. Where the key is no text, the first text that nothing refers to and that is no choice of few
 * values; of a file, the first text. None where there is no such column: then the object's key alone tells the stub.
 */
export function markColumns(columns: readonly Column[], { recipe, recipes }: Made): string[] {
  const texts = columns.filter(({ type }) => type === 'VARCHAR').map(({ name }) => name);
  if (!recipe) return texts.slice(0, 1);
  const targets = new Map(Object.entries(recipe.fields).map(([name, field]) => [name, targetOf(field, recipes)]));
  const referring = texts.filter((name) => targets.get(name)?.isKey);
  if (recipe.key !== undefined && texts.includes(recipe.key)) return [...new Set([recipe.key, ...referring])];
  const referredTo = new Set(
    recipes.flatMap(({ fields }) => Object.values(fields).map((field) => targetOf(field, recipes)?.column)),
  );
  const isFree = (name: string): boolean => {
    const field = recipe.fields[name];
    const fixed = field === undefined || 'reference' in field || 'choice' in field;
    return !fixed && !referredTo.has(`${recipe.name}.${name}`);
  };
  return [...texts.filter(isFree).slice(0, 1), ...referring];
}

/** What a field refers to, of the recipes that there are; undefined where it does not. */
function targetOf(
  field: Recipe['fields'][string],
  recipes: readonly Recipe[],
): { readonly column: string; readonly isKey: boolean } | undefined {
  const key = referredKey(field);
  if (key === undefined) return undefined;
  const [dataset = '', ...rest] = key.split('.');
  const recipe = recipes.find(({ name }) => name === dataset);
  const column = rest.length > 0 ? rest.join('.') : recipe?.key;
  if (!recipe || column === undefined) return undefined;
  return { column: `${dataset}.${column}`, isKey: column === recipe.key };
}
