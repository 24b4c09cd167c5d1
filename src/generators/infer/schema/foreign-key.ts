import { nearestOf } from '../../../core/nearest.ts';
import { lookUpRecipe } from '../../registry.ts';
import { datasetName } from '../inferred.ts';
import type { SchemaColumn, SchemaReading } from './schema-column.ts';

/** Datasets by their name, with the columns they have. */
export type KnownDatasets = Readonly<Record<string, readonly string[]>>;

/** What foreign keys of a table may point at. */
export interface Targets {
  readonly datasets: KnownDatasets;
  /** The table itself: how the schema calls it, how the recipe is called, and its key. */
  readonly own: {
    readonly table: string;
    readonly name: string;
    readonly key?: string;
    readonly columns: readonly string[];
  };
}

/** `dataset.column` of a foreign key whose dataset is there. */
export function foreignKey(
  column: SchemaColumn,
  { datasets, own }: Targets,
  reading: SchemaReading,
): string | undefined {
  const { references } = column;
  if (references === undefined) return undefined;
  const isOwn = references.dataset.toLowerCase() === own.table.toLowerCase();
  const dataset = isOwn ? own.name : datasetName(references.dataset);
  const shipped = isOwn ? undefined : lookUpRecipe(dataset);
  const columns = isOwn ? own.columns : (datasets[dataset] ?? Object.keys(shipped?.fields ?? {}));
  const target = references.column ?? (isOwn ? own.key : shipped?.key);
  if (target !== undefined && columns.includes(target)) return `${dataset}.${target}`;
  reading.findings.push({
    code: 'INFER_REFERENCE_UNKNOWN',
    severity: 'warning',
    message: `the foreign key points at ${references.dataset}, which is no dataset here: the values are made up`,
    column: column.name,
    ...nearestOf(dataset, Object.keys(datasets)),
    hint: `Where that dataset is made too, write { reference: ${dataset}.${references.column ?? 'id'} }.`,
  });
  return undefined;
}
