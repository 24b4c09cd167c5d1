import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimize, type Pieces } from '../../../src/runner/shrink/minimize.ts';

/** Numbers of which some may be taken away while `shows` holds; counts how often it was asked. */
function numbers(
  count: number,
  shows: (kept: readonly number[]) => boolean,
): { pieces: Pieces; kept: () => readonly number[]; tries: () => number } {
  let kept: readonly number[] = Array.from({ length: count }, (_, index) => index);
  let tries = 0;
  const tryOut = (next: readonly number[]): Promise<boolean> => {
    tries += 1;
    const shown = shows(next);
    if (shown) kept = next;
    return Promise.resolve(shown);
  };
  return {
    pieces: {
      count: () => kept.length,
      without: (from, to) => tryOut(kept.toSpliced(from, to - from)),
      only: (from, to) => tryOut(kept.slice(from, to)),
    },
    kept: () => kept,
    tries: () => tries,
  };
}

const going = { least: 1, stopped: () => false };

describe('minimize', () => {
  test('leaves exactly what is needed, where that is some of the pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(199), { minLength: 1, maxLength: 5 }), async (needed) => {
        const { pieces, kept } = numbers(200, (left) => needed.every((one) => left.includes(one)));
        expect(await minimize(pieces, going)).toBe(true);
        expect(kept()).toEqual(needed.toSorted((a, b) => a - b));
      }),
    );
  });

  test('leaves nothing that can be spared alone, whatever shows', async () => {
    const subsets = fc.array(fc.uniqueArray(fc.nat(9), { minLength: 1 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(subsets, async (showing) => {
        const keys = new Set([...showing.map((one) => one.toSorted((a, b) => a - b).join()), '0,1,2,3,4,5,6,7,8,9']);
        const shows = (left: readonly number[]): boolean => keys.has(left.join());
        const { pieces, kept } = numbers(10, shows);
        expect(await minimize(pieces, going)).toBe(true);
        const smaller = kept().map((_, index) => kept().toSpliced(index, 1));
        expect(shows(kept())).toBe(true);
        expect(smaller.filter((left) => left.length > 0 && shows(left))).toEqual([]);
      }),
    );
  });

  test('one piece of a million is found in few tries', async () => {
    let size = { from: 0, to: 1_000_000 };
    let tries = 0;
    const keep = (next: typeof size, shown: boolean): Promise<boolean> => {
      tries += 1;
      if (shown) size = next;
      return Promise.resolve(shown);
    };
    const needle = 654_321;
    const pieces: Pieces = {
      count: () => size.to - size.from,
      only: (from, to) => {
        const next = { from: size.from + from, to: size.from + to };
        return keep(next, needle >= next.from && needle < next.to);
      },
      without: () => keep(size, false),
    };
    await minimize(pieces, going);
    expect(size).toEqual({ from: needle, to: needle + 1 });
    expect(tries).toBeLessThan(60);
  });

  test('pieces that are alike are tried once: 900 of 1000 are left after few tries', async () => {
    const { pieces, kept, tries } = numbers(1000, (left) => left.length >= 900);
    const alike = { ...pieces, alikeUntil: () => Promise.resolve(pieces.count()) };
    expect(await minimize(alike, going)).toBe(true);
    expect(kept()).toHaveLength(900);
    expect(tries()).toBeLessThan(60);
  });

  test('keeps as many as it must', async () => {
    const { pieces, kept } = numbers(100, () => true);
    expect(await minimize(pieces, { ...going, least: 3 })).toBe(true);
    expect(kept()).toHaveLength(3);
  });

  test('when it is stopped it says that there may be less, and keeps what shows', async () => {
    const { pieces, kept, tries } = numbers(100, (left) => left.includes(7) && left.includes(93));
    expect(await minimize(pieces, { least: 1, stopped: () => tries() >= 4 })).toBe(false);
    expect(kept()).toEqual(expect.arrayContaining([7, 93]));
    expect(tries()).toBeLessThanOrEqual(5);
  });
});
