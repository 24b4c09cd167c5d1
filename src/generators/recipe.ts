import { dirname } from 'node:path';
import { z } from 'zod';
import { UserError } from '../core/errors.ts';
import { nearest } from '../core/nearest.ts';
import { readYamlFile } from '../core/yaml.ts';
import { findingsOfIssue } from '../core/zod-issues.ts';
import { fieldSchema } from './field-schema.ts';
import { rowCountSchema } from './row-count.ts';

/** What a dataset is made of: the same in TypeScript and in YAML. */
export const recipeSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_-]*$/, 'not a name of lower-case letters, digits, _ and -')
      .describe("The dataset's name. All values depend on it."),
    about: z.string().default('').describe('What the data are, in a sentence.'),
    rows: rowCountSchema.default(1000).describe('How many rows are made unless said otherwise.'),
    key: z.string().optional().describe('The field that tells rows apart, for references that name only the dataset.'),
    fields: z
      .record(z.string(), fieldSchema)
      .refine((fields) => Object.keys(fields).length > 0, 'a recipe needs at least one field')
      .refine(
        (fields) => Object.keys(fields).every((name) => name !== '' && !name.startsWith('__')),
        'a field has a name, and none that starts with __',
      )
      .refine(hasDistinctNames, 'two fields have the same name, letter case aside')
      .describe('The columns, in order.'),
    rules: z.array(z.string()).default([]).describe('DQDL rules that its clean data obey.'),
  })
  .superRefine(({ key, fields }, context) => {
    const names = Object.keys(fields);
    if (key === undefined || names.includes(key)) return;
    const close = nearest(key, names);
    const meant = close === undefined ? '' : `; did you mean ${JSON.stringify(close)}?`;
    context.addIssue({ code: 'custom', path: ['key'], message: `no field ${JSON.stringify(key)}${meant}` });
  });

/** A recipe, fully populated. */
export type Recipe = z.output<typeof recipeSchema> & {
  /** What the paths in it are relative to. */
  readonly folder: string;
};
/** A recipe as it is written. */
export type RecipeInput = z.input<typeof recipeSchema>;

/** Reads a recipe from a YAML file; throws one `UserError` with every mistake, each at its line and column. */
export async function readRecipe(path: string): Promise<Recipe> {
  return { ...(await readYamlFile(path, recipeSchema)), folder: dirname(path) };
}

/**
 * Checks a recipe that is written in TypeScript; throws one `UserError` with every mistake. `folder`: what paths in it are
 * relative to; default: the working folder.
 */
export function defineRecipe(input: RecipeInput, { folder = '.' }: { readonly folder?: string } = {}): Recipe {
  const parsed = recipeSchema.safeParse(input, { reportInput: true });
  if (parsed.success) return { ...parsed.data, folder };
  throw new UserError(
    parsed.error.issues.flatMap((issue) =>
      findingsOfIssue(issue).map(({ path: _path, ...finding }) => ({ ...finding, dataset: `recipe ${input.name}` })),
    ),
  );
}

/** DuckDB does not tell columns apart by letter case. */
function hasDistinctNames(fields: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(fields);
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
}
