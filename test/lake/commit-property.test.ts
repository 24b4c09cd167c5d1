import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSnapshot } from '../../src/lake/snapshot.ts';
import { memoryStore } from './memory-store.ts';
import { commitTexts, contentOf, keysOf, textOf } from './lake-fixture.ts';

const text = fc.constantFrom('', 'x', 'y', 'zz');
const day = fc.constantFrom('2023-01-02', '2023-01-03', 'a/b', null);
const objects = fc.array(fc.tuple(day, text), { maxLength: 4 });
const commits = fc.array(fc.record({ origin: fc.constantFrom('a', 'a-1', 'b'), objects }), {
  minLength: 1,
  maxLength: 6,
});

test('after any commits, each origin has what it committed last, and the lake has nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(commits, async (sequence) => {
      const store = await memoryStore();
      const model = new Map<string, readonly (readonly [string | null, string])[]>();
      for (const commit of sequence) {
        const unchanged = sorted(model.get(commit.origin)) === sorted(commit.objects) && model.size > 0;
        const before = await contentOf(store, 'processed');
        expect((await commitTexts(store, commit)).changed).toBe(!unchanged);
        expect(sameContent(before, await contentOf(store, 'processed'))).toBe(unchanged);
        model.set(commit.origin, commit.objects);
      }
      const listed = (await readSnapshot(store, 'processed', 'orders'))?.objects ?? [];
      for (const [origin, expected] of model) {
        const own = listed.filter((object) => object.origin === origin);
        const found = own.map(
          async ({ key, partition }) => [partition['day'] ?? null, await textOf(store, 'processed', key)] as const,
        );
        expect(sorted(await Promise.all(found))).toBe(sorted(expected));
      }
      expect(await keysOf(store, 'processed', 'data/')).toEqual(listed.map(({ key }) => key));
      expect(await keysOf(store, 'processed', 'pending/')).toEqual([]);
      expect((await keysOf(store, 'processed', 'commits/')).length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 30 },
  );
});

function sameContent(a: Record<string, string>, b: Record<string, string>): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sorted(entries: readonly (readonly [string | null, string])[] = []): string {
  return JSON.stringify(entries.map((entry) => JSON.stringify(entry)).toSorted());
}
