import { z } from 'zod';
import { nearest } from '../core/nearest.ts';
import { gatePolicySchema } from '../formats/gate/policy-schema.ts';
import { defectSchema } from '../generators/defects/schema.ts';
import { standardizeSchema } from './standardize-schema.ts';
import { derivedDatasets, notDerivable } from './derive/derived-datasets.ts';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'a name of lower-case letters, digits and _, starting with a letter');

/** A whole number; `10_000` is read too (plain YAML takes that for text). */
const count = z
  .union([z.int().nonnegative(), z.string().regex(/^\d[\d_]*$/, 'a whole number')])
  .transform((value) => (typeof value === 'number' ? value : Number(value.replaceAll('_', ''))));

const path = z.string().min(1).describe('A path within the scenario folder.');
const column = z.string().min(1);
const partitionBy = z.array(column).default([]).describe('Columns whose values name the folders of the dataset.');

const generate = z.strictObject({
  purpose: z.enum(['ci', 'health-check', 'unit']).optional().describe('The family of a shipped recipe.'),
  dataset: z.string().optional().describe('A shipped recipe: `transactions`, `customers`, `heartbeat`…'),
  recipe: path.optional().describe('A recipe of your own (YAML).'),
  rows: count.optional().describe("Default: the recipe's own."),
  format: z.enum(['csv', 'tsv', 'json', 'ndjson', 'parquet', 'arrow', 'avro', 'orc']).default('csv'),
});

const trigger = z.strictObject({
  prefix: z
    .string()
    .refine((text) => !text.startsWith('data/incoming/'), 'objects below `data/incoming/` are told by that layout')
    .describe('What the keys of its objects in the raw zone start with.'),
  names: z
    .string()
    .refine(isPattern, 'not a regular expression')
    .optional()
    .describe('A regular expression that their names match.'),
});

const source = z.strictObject({
  generate: generate.optional().describe('Made from a recipe, the same from the same seed.'),
  files: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe('Files of the scenario folder, or `package:NAME/PATH` for a file of an installed npm package.'),
  trigger: trigger
    .optional()
    .describe('Objects outside the layout of raw that are of this source: events of them land them (watch, Lambda).'),
  defects: z.array(defectSchema).default([]).describe('Damage done to its data on purpose, with labels.'),
});

/** The policy of the gate. Columns are declared per dataset, under `ingestion`: objects of many sources come in here. */
const raw = gatePolicySchema.omit({ schema: true });

const ingestion = z.strictObject({
  source: name.optional().describe('Default: the source of the same name.'),
  columns: z
    .record(column, z.string())
    .optional()
    .describe('Names and types, in order. Absent: the columns of the file, types inferred.'),
  standardize: standardizeSchema
    .optional()
    .describe('How texts are cleaned before they are read. Absent: they are read as they stand.'),
  partitionBy,
  rules: path.optional().describe('A DQDL ruleset for `processed.<name>`.'),
  alertBelow: z.number().min(0).max(1).optional(),
  onBadRow: z
    .enum(['quarantine', 'keep', 'fail'])
    .default('quarantine')
    .describe('keep: a value that does not fit becomes NULL. fail: the first bad row stops the run.'),
});

const job = z.strictObject({
  sql: path.describe('A file with one query; its rows become the dataset.'),
  dialect: z.literal('duckdb').describe('The SQL the job is written in.'),
  partitionBy,
  args: z
    .record(name, z.union([z.string(), z.number(), z.boolean()]))
    .default({})
    .describe('Values for `{{ args.NAME }}`; `day` and `run_id` are always there.'),
});

const assessment = z.strictObject({
  rules: path.describe('A DQDL ruleset.'),
  alertBelow: z.number().min(0).max(1).optional().describe('A score below this raises an alert.'),
});

const bound = z.union([z.number(), count]);

const number = z
  .union([
    bound,
    z.strictObject({ near: bound, within: bound }),
    z
      .strictObject({ atLeast: bound.optional(), atMost: bound.optional() })
      .refine((bounds) => bounds.atLeast !== undefined || bounds.atMost !== undefined, 'needs atLeast or atMost'),
  ])
  .describe('An exact number, `{ near, within }`, or `{ atLeast, atMost }`.');

const datasetExpectation = z.strictObject({
  rows: number.optional(),
  quarantined: number.optional().describe('Rows in quarantine; for `processed` datasets.'),
  partitions: number.optional(),
});

const qualityExpectation = z.strictObject({
  score: number.optional(),
  passed: number.optional().describe('How many rules passed.'),
  failed: z.array(z.string()).optional().describe('Exactly the rules that did not pass, in any order, as DQDL.'),
  alert: z.boolean().optional(),
});

const statedExpectations = z
  .object({
    derived: z
      .boolean()
      .default(false)
      .describe(
        'Rows, quarantined rows, scores and failed rules of datasets of generated sources, and the rows that fail them, must be what follows from the labels of the defects.',
      ),
    raw: z.strictObject({ accepted: number.optional(), quarantined: number.optional() }).default({}),
    quality: z.record(z.string(), qualityExpectation).default({}),
    defects: z
      .strictObject({ caught: number.optional(), falseAlarms: number.optional() })
      .default({})
      .describe('caught: share of the labelled defects, 0 to 1. falseAlarms: clean rows that were flagged.'),
  })
  .catchall(datasetExpectation);

/** `expect: derived` is `expect: { derived: true }`. */
const expectations = z.union([
  z.literal('derived').pipe(z.preprocess((key: 'derived'): unknown => ({ [key]: true }), statedExpectations)),
  statedExpectations,
]);

const scenario = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and -'),
  about: z.string().default(''),
  seed: z.int().default(0).describe('All generated data follow from it.'),
  clock: z.iso
    .datetime({ offset: true })
    .default('2024-01-01T00:00:00Z')
    .describe('What "now" is; its date is the business day.'),
  sources: z.record(name, source),
  raw: raw.prefault({}),
  ingestion: z.record(name, ingestion).default({}),
  processing: z.record(name, job).default({}),
  quality: z.record(z.string(), assessment).default({}),
  expect: expectations.prefault({}),
});

export type ScenarioSpec = z.output<typeof scenario>;

/** `scenario.yaml`. Every default is here and nowhere else. Published as schemas/scenario.json. */
export const scenarioSchema = scenario.superRefine(checkSources).superRefine(checkNames).superRefine(checkDerived);
export type SourceSpec = ScenarioSpec['sources'][string];
export type IngestionSpec = ScenarioSpec['ingestion'][string];
export type ExpectedNumber = z.output<typeof number>;

/** Each source has one origin. */
function checkSources(spec: ScenarioSpec, context: z.RefinementCtx): void {
  for (const [key, { generate: recipe, files }] of Object.entries(spec.sources)) {
    const at = ['sources', key];
    if ((recipe === undefined) === (files === undefined)) {
      context.addIssue({ code: 'custom', path: at, message: 'needs either `generate` or `files`' });
    }
    if (recipe && (recipe.dataset === undefined) === (recipe.recipe === undefined)) {
      context.addIssue({ code: 'custom', path: [...at, 'generate'], message: 'needs either `dataset` or `recipe`' });
    }
  }
}

/** What refers to a source or a dataset must name one that is there. */
function checkNames(spec: ScenarioSpec, context: z.RefinementCtx): void {
  const sources = Object.keys(spec.sources);
  for (const [key, dataset] of Object.entries(spec.ingestion)) {
    const wanted = dataset.source ?? key;
    const at = dataset.source === undefined ? ['ingestion', key] : ['ingestion', key, 'source'];
    if (!sources.includes(wanted)) unknown('source', wanted, sources, at, context);
    const columns = dataset.columns && Object.keys(dataset.columns);
    for (const own of Object.keys(dataset.standardize?.columns ?? {})) {
      const place = ['ingestion', key, 'standardize', 'columns', own];
      if (columns && !columns.includes(own)) unknown('column', own, columns, place, context);
    }
  }
  const datasets = datasetsOf(spec);
  const { raw: _raw, quality, defects: _defects, derived: _derived, ...byDataset } = spec.expect;
  for (const [at, keys] of [
    [['quality'], Object.keys(spec.quality)],
    [['expect', 'quality'], Object.keys(quality)],
    [['expect'], Object.keys(byDataset)],
  ] as const) {
    for (const key of keys) {
      if (!datasets.includes(key)) unknown('dataset', key, datasets, [...at, key], context);
    }
  }
}

/** Nothing is derived where there is no generated source, or where damage is not to cells and rows. */
function checkDerived(spec: ScenarioSpec, context: z.RefinementCtx): void {
  if (!spec.expect.derived) return;
  const datasets = derivedDatasets(spec);
  if (datasets.length === 0) {
    const message = 'nothing can be derived: no dataset is of a generated source';
    context.addIssue({ code: 'custom', path: ['expect'], message });
  }
  for (const dataset of datasets) {
    if (spec.ingestion[dataset]?.standardize) {
      const message =
        'not together with `expect: derived`: the labels do not say what becomes of a text that is cleaned';
      context.addIssue({ code: 'custom', path: ['ingestion', dataset, 'standardize'], message });
    }
    const origin = spec.ingestion[dataset]?.source ?? dataset;
    for (const [index, { kind }] of (spec.sources[origin]?.defects ?? []).entries()) {
      const message = notDerivable(kind);
      const at = ['sources', origin, 'defects', index];
      if (message !== undefined) context.addIssue({ code: 'custom', path: at, message });
    }
  }
}

/** The datasets a scenario makes: `processed.x` and `curated.y`. */
function datasetsOf(spec: ScenarioSpec): string[] {
  return [
    ...Object.keys(spec.ingestion).map((key) => `processed.${key}`),
    ...Object.keys(spec.processing).map((key) => `curated.${key}`),
  ];
}

function unknown(
  what: string,
  found: string,
  known: readonly string[],
  at: readonly string[],
  context: z.RefinementCtx,
): void {
  const close = nearest(found, known);
  const meant = close === undefined ? '' : `; did you mean ${JSON.stringify(close)}?`;
  const list = known.length === 0 ? 'none' : known.join(', ');
  context.addIssue({
    code: 'custom',
    path: [...at],
    message: `no ${what} named ${JSON.stringify(found)} (there are: ${list})${meant}`,
  });
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
