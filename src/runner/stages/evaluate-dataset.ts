import { UserError } from '../../core/errors.ts';
import { readText } from '../../core/read-text.ts';
import type { CatalogTable } from '../../local-glue/catalog.ts';
import { parseRuleset } from '../../quality/dqdl/parse-ruleset.ts';
import { evaluateRuleset } from '../../quality/evaluate.ts';
import type { CheckResult, Relation } from '../../quality/types.ts';
import type { ReplayContext } from '../context.ts';
import { replayFiles } from '../files/replay-files.ts';
import { fileOf } from '../scenario.ts';
import { namedTables } from './named-tables.ts';

export interface DatasetEvaluation {
  readonly dataset: string;
  /** The ruleset's path in the scenario. */
  readonly rules: string;
  /** Session table to make of the rows with their row-level results. Default: none. */
  readonly into?: string | undefined;
  /** The rows to judge. Default: those of the dataset in the lake. */
  readonly primary?: Relation;
}

/** Judges a dataset by a ruleset of the scenario; every table of the lake is a reference. */
export async function evaluateDataset(
  context: ReplayContext,
  { dataset, rules, into, primary }: DatasetEvaluation,
): Promise<CheckResult> {
  const { scenario, session, catalog, effects } = context;
  const file = fileOf(scenario, rules);
  const { ruleset, findings } = parseRuleset(await readText(file), { file });
  if (findings.some(({ severity }) => severity === 'error')) throw new UserError(findings);
  const table = primary ?? catalog.tables.get(dataset);
  if (!table) throw noDataset(dataset, scenario.file);
  await catalog.bring([dataset, ...namedTables(ruleset, catalog.tables.keys())]);
  return evaluateRuleset({
    session,
    ruleset,
    findings,
    primary: table,
    references: referencesOf(catalog.tables),
    clock: effects.now(),
    files: replayFiles(context, dataset),
    ...(into === undefined ? {} : { rows: { into } }),
  });
}

/** Every table of the lake, under `zone.name` and, where that is not taken, under its name alone. */
export function referencesOf(tables: ReadonlyMap<string, CatalogTable>): Record<string, Relation> {
  const references: Record<string, Relation> = Object.fromEntries(tables);
  for (const table of tables.values()) references[table.name.slice(table.name.indexOf('.') + 1)] ??= table;
  return references;
}

function noDataset(dataset: string, file: string): UserError {
  return new UserError([
    {
      code: 'DATASET_EMPTY',
      severity: 'error',
      message: `${dataset} has no data to assess: no object of it was accepted, and its columns are not declared`,
      file,
      dataset,
      hint: 'Declare its `columns`, or see in the validate stage why its objects were refused.',
    },
  ]);
}
