import { realEffects, type Effects } from '../../core/effects.ts';
import { withRelations } from '../check.ts';
import type { ShrinkDataOptions, ShrinkOptions, ShrinkResult } from './options.ts';
import { shrinkDataset } from './shrink-dataset.ts';
import { refuseTakenFolder } from './output-folder.ts';
import { shrinkSubject } from './shrink-subject.ts';
import { formOf } from './source-form.ts';

/**
 * Finds a smallest set of rows and columns on which a rule still has its outcome, for the same kind of reason, and
 * writes it as a scenario that stands alone and was replayed before it is put in its place. Says how far it got: out of
 * time, or stopped, it gives the smallest so far. Throws a `UserError`, among others: `SHRINK_RULE_UNKNOWN`,
 * `SHRINK_NOT_SHOWN`, `SHRINK_NO_ROWS`, `OUTPUT_NOT_EMPTY`.
 */
export async function shrink(options: ShrinkOptions): Promise<ShrinkResult> {
  const effects = options.effects ?? realEffects();
  if (options.out !== undefined) await refuseTakenFolder(options.out);
  return 'scenario' in options ? shrinkDataset(options, effects) : shrinkData(options, effects);
}

function shrinkData(options: ShrinkDataOptions, effects: Effects): Promise<ShrinkResult> {
  return withRelations(options, async ({ session, ruleset, findings, primary, references }) => {
    const form = await formOf(options.data);
    const tables = { primary, references: new Map(Object.entries(references)) };
    return shrinkSubject({ session, ruleset, findings, tables, clock: effects.now(), ...form }, options, effects);
  });
}
