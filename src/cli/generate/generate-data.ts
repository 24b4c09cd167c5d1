import { basename, dirname, resolve } from 'node:path';
import { userError } from '../../core/errors.ts';
import { readYamlFile } from '../../core/yaml.ts';
import { openSession } from '../../duckdb/open-session.ts';
import type { FormatName } from '../../formats/format.ts';
import { formatOfPath } from '../../formats/registry.ts';
import { defectsSchema } from '../../generators/defects/schema.ts';
import { generateFile } from '../../generators/generate-file.ts';
import { readRecipe, type Recipe } from '../../generators/recipe.ts';
import { findRecipe, RECIPES } from '../../generators/registry.ts';
import { alignRows } from '../../reports/align.ts';
import { counted, formatCount } from '../../reports/amounts.ts';
import type { Cli } from '../cli.ts';
import type { GenerateCommandOptions } from './generate-options.ts';
import { makeFolderOf } from '../write-output.ts';

/** Writes a file of generated data, and the labels of its defects where asked for. */
export async function generateData(
  name: string | undefined,
  options: GenerateCommandOptions,
  { io }: Cli,
): Promise<void> {
  const { seed, clock, labels } = options;
  const out = required(options.out, '--out PATH', 'where to write');
  const recipe = await recipeNamed(required(name, 'RECIPE', 'what to make'));
  const format = options.format ?? formatOf(out);
  if (labels !== undefined) checkLabels(labels);
  const defects = options.defects === undefined ? [] : await readYamlFile(options.defects, defectsSchema);
  const targets = [out, ...(labels === undefined ? [] : [labels])];
  for (const target of targets) await makeFolderOf(target, io);
  await using session = await openSession({ folders: targets.map((target) => dirname(resolve(io.cwd, target))) });
  const made = await generateFile(session, {
    recipe,
    rows: options.rows ?? recipe.rows,
    seed,
    clock,
    defects,
    format,
    path: resolve(io.cwd, out),
    object: basename(out),
    ...(labels === undefined ? {} : { labelsPath: resolve(io.cwd, labels) }),
  });
  const labelled = defects.length === 0 ? '' : `, ${counted(made.labels, 'label')}`;
  io.stderr.write(`${counted(made.rows, 'row')} written to ${out}${labelled}\n`);
}

/** The shipped recipes with their default number of rows and what they are. */
export function listRecipes({ io }: Cli): void {
  const rows = [...RECIPES].map(([name, { about, rows: count }]) => [
    { text: name },
    { text: `${formatCount(count)} rows`, align: 'right' as const },
    { text: about },
  ]);
  io.stdout.write(`${alignRows(rows).join('\n')}\n`);
}

async function recipeNamed(name: string): Promise<Recipe> {
  return /\.ya?ml$/i.test(name) ? readRecipe(name) : findRecipe(name);
}

function formatOf(out: string): FormatName {
  const format = formatOfPath(out);
  if (format) return format.name;
  throw userError({
    code: 'FORMAT_UNKNOWN',
    message: `no format is known by the extension of ${out}`,
    file: out,
    expected: 'a path that ends in .csv, .json, .ndjson, .parquet or .arrow',
    hint: 'Or say it with --format.',
  });
}

function checkLabels(labels: string): void {
  if (/\.parquet$/i.test(labels)) return;
  throw userError({
    code: 'FORMAT_UNKNOWN',
    message: 'labels are written as Parquet',
    file: labels,
    expected: 'a path that ends in .parquet',
  });
}

function required(value: string | undefined, name: string, what: string): string {
  if (value !== undefined) return value;
  throw userError({
    code: 'ARGUMENT_MISSING',
    message: `${name} is missing: ${what}`,
    hint: 'For example: glue-replay generate ci/transactions --rows 1000 --out transactions.csv',
  });
}
