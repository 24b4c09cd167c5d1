import { userError } from '../../../core/errors.ts';
import type { Expectation, ReplayRecord } from '../../record.ts';
import { minimize } from '../minimize.ts';
import type { ShrinkEnd } from '../options.ts';
import type { Stopped } from '../stopped.ts';
import { isNotMetLike, type Judged } from './expectation-class.ts';
import type { RecordFile } from './record-file.ts';
import type { TrialScenario } from './trial-scenario.ts';

/** What is left of each file. */
export type Kept = ReadonlyMap<RecordFile, readonly number[]>;

/**
 * Takes records from each file, and again, until none can be spared. Of each
 * file those that the replay showed as bad are tried alone first, then one alone, which is enough of a file that has
 * nothing to do with it. Throws a `UserError`
 * `SHRINK_NOT_REPRODUCED` where not even all records show it, as files of a scenario.
 */
export async function takeAway(
  trial: TrialScenario,
  {
    files,
    whole,
    stopped,
    onTry,
  }: {
    /** In the order in which they are to get smaller. */
    readonly files: readonly RecordFile[];
    readonly whole: Judged;
    readonly stopped: Stopped;
    readonly onTry: () => void;
  },
): Promise<{ readonly kept: Kept; readonly ended: ShrinkEnd }> {
  const kept = new Map(files.map((file) => [file, [...Array(file.count).keys()]]));
  const shows = async (): Promise<boolean> => {
    onTry();
    const record = await trial.replay();
    return isNotMetLike({ record, expectation: expectationOf(record, whole.expectation.path) }, whole);
  };
  if (!(await shows())) throw notReproduced(whole.expectation);
  const isOver = (): boolean => stopped() !== undefined;
  const leftOf = (file: RecordFile): number[] => kept.get(file) ?? [];
  const total = (): number => [...kept.values()].reduce((sum, { length }) => sum + length, 0);
  const inVain = new Set<string>();
  const tryOut = async (file: RecordFile, places: readonly number[]): Promise<boolean> => {
    const all = files.map((one) => (one === file ? places : leftOf(one)));
    const key = all.flat().length > MANY ? undefined : JSON.stringify(all);
    if (key !== undefined && inVain.has(key)) return false;
    await trial.keep(file, places);
    const shown = await shows();
    if (shown) {
      kept.set(file, [...places]);
      return true;
    }
    if (key !== undefined) inVain.add(key);
    await trial.keep(file, leftOf(file));
    return false;
  };
  for (const file of files) {
    for (const few of fewOf(file)) if (!isOver() && few.length < leftOf(file).length) await tryOut(file, few);
  }
  for (let before = Infinity; total() < before;) {
    before = total();
    for (const file of files) {
      const isMinimal = await minimize(
        {
          count: () => leftOf(file).length,
          without: (from, to) => tryOut(file, leftOf(file).toSpliced(from, to - from)),
          only: (from, to) => tryOut(file, leftOf(file).slice(from, to)),
        },
        { least: 1, stopped: isOver },
      );
      if (!isMinimal) return { kept, ended: stopped() ?? 'time' };
    }
  }
  return { kept, ended: 'minimal' };
}

/** With more records than this, what was tried is not kept in mind. */
const MANY = 2000;

/** The expectation of that path in a record that has it. */
export function expectationOf({ expectations }: ReplayRecord, path: string): Expectation {
  const found = expectations.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no expectation ${path} in the record`);
  return found;
}

/** Few records that may be enough: those that are known as bad, and the first. */
function fewOf({ guilty, count }: RecordFile): readonly (readonly number[])[] {
  const bad = guilty.filter((place) => place < count);
  return [...(bad.length > 0 ? [bad] : []), ...(count > 0 ? [[bad[0] ?? 0]] : [])];
}

function notReproduced({ path, found, expected }: Expectation): Error {
  return userError(
    {
      code: 'SHRINK_NOT_REPRODUCED',
      message: 'the expectation does not come out the same where the sources are files',
      found: path,
      expected: `${found}, where ${expected} is expected`,
      hint: 'Report it with the scenario, if you can.',
    },
    { exitCode: 3 },
  );
}
