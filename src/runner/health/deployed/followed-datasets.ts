import type { Zone } from '../../../lake/store.ts';
import type { CheckContext } from '../check-context.ts';

/** The datasets in which the pipeline's own work is looked for. */
export function followedDatasets({ selection }: CheckContext): { zone: Zone; dataset: string }[] {
  return [
    ...selection.ingestion.map((dataset) => ({ zone: 'processed', dataset }) as const),
    ...selection.jobs.map(({ name }) => ({ zone: 'curated', dataset: name }) as const),
  ];
}
