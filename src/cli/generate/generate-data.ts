import { basename, dirname, join, resolve } from 'node:path';
import { userError } from '../../core/errors.ts';
import { readYamlFile } from '../../core/yaml.ts';
import { openSession } from '../../duckdb/open-session.ts';
import { defectsSchema } from '../../generators/defects/schema.ts';
import { generateFile } from '../../generators/generate-file.ts';
import type { Recipe } from '../../generators/recipe.ts';
import { counted } from '../../reports/amounts.ts';
import type { Cli } from '../cli.ts';
import { checkLabels } from '../labels-path.ts';
import { makeFolderOf } from '../write-output.ts';
import type { GenerateCommandOptions } from './generate-options.ts';
import { outputFormat } from './output-format.ts';
import { withProgress } from './with-progress.ts';

/** Writes a file of generated data, and the labels of its defects where asked for. */
export async function generateData(
  recipe: Recipe,
  options: GenerateCommandOptions & { readonly out: string },
  cli: Cli,
): Promise<void> {
  const { io } = cli;
  const { seed, clock, labels, out, partitionBy = [], size } = options;
  if (size !== undefined) throw sizeOfRecipe();
  const { format, compression } = outputFormat(out, options);
  if (labels !== undefined) checkLabels(labels);
  const defects = options.defects === undefined ? [] : await readYamlFile(options.defects, defectsSchema);
  const targets = [out, ...(labels === undefined ? [] : [labels])];
  for (const target of targets) await makeFolderOf(target, io);
  await using session = await openSession({
    folders: targets.map((target) => dirname(resolve(io.cwd, target))),
    signal: io.signal,
  });
  const { from, rows } = options.rows ?? { from: 0, rows: recipe.rows };
  const made = await withProgress(session, { subject: recipe.name, rows, cli }, () =>
    generateFile(session, {
      recipe,
      rows,
      from,
      seed,
      clock,
      defects,
      format,
      partitionBy,
      ...(compression === undefined ? {} : { compression }),
      path: resolve(io.cwd, out),
      object: basename(out),
      ...(labels === undefined ? {} : { labelsPath: resolve(io.cwd, labels) }),
    }),
  );
  const files = made.files.map(({ path }) => join(dirname(out), basename(path)));
  const labelled = defects.length === 0 ? '' : `, ${counted(made.labels, 'label')}`;
  io.stderr.write(`${counted(made.rows, 'row')} written to ${files.join(' and ')}${labelled}\n`);
}

function sizeOfRecipe(): Error {
  return userError({
    code: 'OPTION_OF_SET',
    message: '--size is for a set of recipes',
    hint: 'Say how many rows to make with --rows.',
  });
}
