import type { FailingRows } from '../types.ts';

/**
 * The failing rows of all parts: how many in all, and the first `limit` of them in the order of the input, `objects`
 * being its objects in order, if they are known; else parts come one after the other.
 */
export function mergedFailingRows(
  parts: readonly FailingRows[],
  { limit, objects }: { readonly limit: number; readonly objects: readonly string[] },
): FailingRows {
  const places = new Map(objects.map((object, index) => [object, index]));
  const shown = parts.flatMap(({ sample, sampleColumns }, part) =>
    sample.map((row, index) => ({ row, columns: sampleColumns[index] ?? [], place: placeOf(row, places, part) })),
  );
  const first = shown.toSorted((a, b) => a.place[0] - b.place[0] || a.place[1] - b.place[1]).slice(0, limit);
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    sample: first.map(({ row }) => row),
    sampleColumns: first.map(({ columns }) => columns),
  };
}

function placeOf(
  row: FailingRows['sample'][number],
  places: ReadonlyMap<string, number>,
  part: number,
): readonly [object: number, row: number] {
  return [places.get(String(row['_source_object'])) ?? part, Number(row['_source_row'] ?? 0)];
}
