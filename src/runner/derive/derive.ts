import type { Sql } from '../../duckdb/sql.ts';
import type { ReplayContext } from '../context.ts';
import type { Assessment } from '../stages/assessment.ts';
import { deriveDataset, type Derived } from './derive-dataset.ts';
import { derivedDatasets } from './derived-datasets.ts';

/** What must have come of each dataset that `expect: derived` speaks of, by name without zone. */
export async function derive(
  context: ReplayContext,
  { labels, assessments }: { readonly labels: ReadonlyMap<string, Sql>; readonly assessments: readonly Assessment[] },
): Promise<ReadonlyMap<string, Derived>> {
  const { spec } = context.scenario;
  const derived = new Map<string, Derived>();
  for (const name of derivedDatasets(spec)) {
    const ingestion = spec.ingestion[name];
    if (!ingestion) continue;
    const assessment = assessments.find(({ dataset }) => dataset === `processed.${name}`);
    const input = { name, spec: ingestion, labels: labels.get(ingestion.source ?? name), assessment };
    derived.set(name, await deriveDataset(context, input));
  }
  return derived;
}
