import { batchDocumentKey, objectsOfBatch } from '../../../lake/batch-document.ts';
import type { CheckContext } from '../check-context.ts';
import type { Cleaned } from '../clean-below.ts';

/** Takes away the document of the day's batch where that was of stubs alone; one of others too is told. */
export async function cleanBatchDocument(
  dataset: string,
  { place, day, marker }: Pick<CheckContext, 'place' | 'day' | 'marker'>,
): Promise<Cleaned> {
  const key = batchDocumentKey(dataset, day);
  const content = await place.cleaner.read('processed', key);
  const objects = content ? objectsOfBatch(content) : [];
  const own = objects.filter((object) => object.includes(marker));
  if (own.length === 0) return { deleted: 0, left: [] };
  if (own.length < objects.length) {
    const reason = 'it tells of objects of others too; the stub goes from it when the pipeline makes it anew';
    return { deleted: 0, left: [{ zone: 'processed', key, reason }] };
  }
  await place.cleaner.delete('processed', key);
  return { deleted: 1, left: [] };
}
