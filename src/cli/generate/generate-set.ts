import { join, resolve } from 'node:path';
import { userError } from '../../core/errors.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { formatNamed } from '../../formats/registry.ts';
import { generateFile } from '../../generators/generate-file.ts';
import { rowsAt, type RecipeSet } from '../../generators/sets.ts';
import { counted } from '../../reports/amounts.ts';
import type { Cli } from '../cli.ts';
import { makeFolderOf } from '../write-output.ts';
import type { GenerateCommandOptions } from './generate-options.ts';
import { withProgress } from './with-progress.ts';

/** Writes a file of each dataset of a set into a folder; they join one another. */
export async function generateSet(
  set: RecipeSet,
  options: GenerateCommandOptions & { readonly out: string },
  cli: Cli,
): Promise<void> {
  const { io } = cli;
  const { seed, clock, out, size = 'small', compression } = options;
  refuseOptions(options);
  const format = formatNamed(options.format ?? 'csv');
  await makeFolderOf(join(out, 'dataset'), io);
  await using session = await openSession({ folders: [resolve(io.cwd, out)], signal: io.signal });
  const sized = set.recipes.map((recipe) => ({ recipe, rows: rowsAt(recipe, set, size) }));
  const references = Object.fromEntries(sized.map((one) => [one.recipe.name, one]));
  for (const { recipe, rows } of sized) {
    const object = `${recipe.name}.${format.extensions[0]}`;
    const path = resolve(io.cwd, out, object);
    const made = await withProgress(session, { subject: recipe.name, rows, cli }, () =>
      generateFile(session, {
        recipe,
        rows,
        seed,
        clock,
        references,
        format: format.name,
        ...(compression === undefined ? {} : { compression }),
        path,
        object,
      }),
    );
    io.stderr.write(`${counted(made.rows, 'row')} written to ${join(out, object)}\n`);
  }
}

/** Options that speak of one dataset mean nothing for a set. */
function refuseOptions({ rows, partitionBy, defects, labels }: GenerateCommandOptions): void {
  const given = Object.entries({
    '--rows': rows,
    '--partition-by': partitionBy,
    '--defects': defects,
    '--labels': labels,
  }).find(([, value]) => value !== undefined);
  if (given === undefined) return;
  throw userError({
    code: 'OPTION_OF_RECIPE',
    message: `${given[0]} is for a recipe, and this is a set of them`,
    hint: 'Make its recipes one by one (glue-replay generate --list), or say how large the set is to be with --size.',
  });
}
