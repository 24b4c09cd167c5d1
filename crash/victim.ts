import { realEffects } from '../src/core/effects.ts';
import { openLakeAt, type LakeAt } from './lake-at.ts';
import { doWork, type State } from './work.ts';

/** What a victim is told: to bring a lake to a state. */
export interface Order {
  readonly lake: LakeAt;
  readonly state: State;
}

/**
 * The process that is killed (`victim.js dir|s3`): brings a lake to a state as soon as it is told which, by a message of
 * its parent, to which it answers `done`.
 */
process.once('message', (order: Order) => {
  void carryOut(order);
});
// Loaded before the work begins, so that kills fall into the work.
if (process.argv[2] === 's3') await import('../src/lake/s3/s3-store.ts');
process.send?.('ready');

async function carryOut({ lake, state }: Order): Promise<void> {
  const effects = realEffects();
  await using store = await openLakeAt(lake, effects);
  await doWork(store, state, { effects, folder: lake.work });
  process.send?.('done');
  process.disconnect();
}
