/** Things in a row of which some may be taken away: rows of a table, columns, lines of a file. */
export interface Pieces {
  readonly count: () => number;
  /** Takes away the pieces from `from` to before `to`, where what is to be seen is seen without them; says whether. */
  readonly without: (from: number, to: number) => Promise<boolean>;
  /** Takes away all other pieces, where what is to be seen is seen with these alone; says whether. */
  readonly only: (from: number, to: number) => Promise<boolean>;
  /** Before which piece those end that are exactly like the piece at `at`: it does not matter which of them is taken. */
  readonly alikeUntil?: (at: number) => Promise<number>;
}

/**
 * Takes pieces away until no single one can be spared, and says whether it came to that or was `stopped` before. After
 * Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (2002): parts alone while they are few, the
 * rest without each part, then smaller parts. A pass goes on where something was taken away instead of starting again,
 * so that n pieces of which few are needed cost about log n tries.
 */
export async function minimize(
  pieces: Pieces,
  { least, stopped }: { readonly least: number; readonly stopped: () => boolean },
): Promise<boolean> {
  let part = Math.ceil(pieces.count() / 2);
  while (pieces.count() > least) {
    if (stopped()) return false;
    if (await onePartAlone(pieces, part, { least, stopped })) {
      part = Math.ceil(pieces.count() / 2);
      continue;
    }
    const pass = await withoutEachPart(pieces, part, { least, stopped });
    if (pass === 'stopped') return false;
    if (part > 1) part = Math.ceil(Math.min(part, pieces.count()) / 2);
    else if (pass === 'nothing') return true;
  }
  return true;
}

interface Bounds {
  readonly least: number;
  readonly stopped: () => boolean;
}

/** Parts are tried alone as long as they are no more than this. */
const FEW_PARTS = 8;

async function onePartAlone(pieces: Pieces, part: number, { least, stopped }: Bounds): Promise<boolean> {
  const count = pieces.count();
  if (part < least || part >= count || Math.ceil(count / part) > FEW_PARTS) return false;
  for (let from = 0; from < count && !stopped(); from += part) {
    if (await pieces.only(from, Math.min(from + part, count))) return true;
  }
  return false;
}

async function withoutEachPart(
  pieces: Pieces,
  part: number,
  { least, stopped }: Bounds,
): Promise<'some' | 'nothing' | 'stopped'> {
  let taken: 'some' | 'nothing' = 'nothing';
  for (let from = 0; from < pieces.count();) {
    const spare = pieces.count() - least;
    if (spare <= 0) break;
    if (stopped()) return 'stopped';
    const to = from + Math.min(part, spare, pieces.count() - from);
    if (await pieces.without(from, to)) taken = 'some';
    else from = Math.max(to, (await untilLike(pieces, from)) - (to - from) + 1);
  }
  return taken;
}

/** Looking for pieces that are alike costs about as much as a try: it is done where there are many. */
const MANY = 64;

async function untilLike({ count, alikeUntil }: Pieces, at: number): Promise<number> {
  return alikeUntil === undefined || count() < MANY ? at : alikeUntil(at);
}
