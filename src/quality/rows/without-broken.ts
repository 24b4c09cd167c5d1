import { DuckDBError } from '../../duckdb/duckdb-error.ts';

/**
 * Runs `action` with the verdicts. Where it fails on the data (a cast in one rule's `where`), the verdicts that cannot be
 * had are found by halves, and it is run again with NULL in their places: those rules are skipped, the others are not.
 */
export async function withoutBroken<T>(
  verdicts: readonly string[],
  action: (verdicts: readonly string[]) => Promise<T>,
): Promise<{ readonly result: T; readonly broken: ReadonlySet<number> }> {
  try {
    return { result: await action(verdicts), broken: new Set() };
  } catch (error) {
    if (!(error instanceof DuckDBError) || !DATA_ERRORS.has(error.kind)) throw error;
    const broken = new Set(await brokenOnes(verdicts, { start: 0, end: verdicts.length }, action));
    if (broken.size === 0) throw error;
    const others = verdicts.map((verdict, index) => (broken.has(index) ? SKIPPED : verdict));
    return { result: await action(others), broken };
  }
}

/** The verdict of a rule that says nothing. */
export const SKIPPED = 'null::boolean';

/** What DuckDB calls values that an expression cannot be computed of; a lack of time or memory is none of them. */
const DATA_ERRORS: ReadonlySet<string> = new Set(['Conversion', 'Out of Range', 'Invalid Input', 'Mismatch Type']);

async function brokenOnes(
  verdicts: readonly string[],
  { start, end }: { readonly start: number; readonly end: number },
  action: (verdicts: readonly string[]) => Promise<unknown>,
): Promise<number[]> {
  const some = verdicts.map((verdict, index) => (index >= start && index < end ? verdict : SKIPPED));
  try {
    await action(some);
    return [];
  } catch {
    if (end - start === 1) return [start];
    const middle = Math.floor((start + end) / 2);
    return [
      ...(await brokenOnes(verdicts, { start, end: middle }, action)),
      ...(await brokenOnes(verdicts, { start: middle, end }, action)),
    ];
  }
}
