import { z } from 'zod';
import { deriveSeed } from '../../../core/seed.ts';
import { defectError, defineDefect } from '../defect-kind.ts';
import { anyDefect } from '../settings.ts';

/** `{ kind: columns-reordered }` – the same columns in another order, which follows from the seed. */
export const columnsReordered = defineDefect('columns-reordered', {
  level: 'table',
  schema: z.strictObject({
    kind: z.literal('columns-reordered'),
    seed: z.int().optional().describe('The order follows from it. Default: the seed of the data.'),
    ...anyDefect,
  }),
  prepare: (_defect, { columns, dataset, seed }) => {
    const names = columns.map(({ name }) => name);
    if (names.length === 1) {
      const expected = 'a table of two columns or more';
      throw defectError(dataset, { code: 'DEFECT_COLUMN_UNFIT', message: 'one column has no other order', expected });
    }
    const order = shuffled(names, seed);
    const placeOf = (origin: string | null) => (origin === null ? names.length : order.indexOf(origin));
    return {
      target: 'schema',
      column: null,
      isAlone: false,
      reshape: (out) => out.toSorted((a, b) => placeOf(a.origin) - placeOf(b.origin)),
      before: names.join(', '),
      after: order.join(', '),
    };
  },
});

/** Never the order that it was. */
function shuffled(names: readonly string[], seed: bigint): string[] {
  const keyed = names.map((name) => ({ name, key: deriveSeed(seed, 'order', name) }));
  const order = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ name }) => name);
  return order.every((name, index) => name === names[index]) ? [...order.slice(1), ...order.slice(0, 1)] : order;
}
