import { claimLake } from '../../lake/lake-marker.ts';
import type { Store } from '../../lake/store.ts';

/** Where the lakes of the scenarios of one command are: opened once, for example by starting LocalStack. */
export interface Lakes extends AsyncDisposable {
  /** The lake of a scenario, marked as its own. `folder` is its own part of a lake that several scenarios share. */
  open(scenario: string, folder: string): Promise<Store>;
  /** The options of the command line that name a scenario's lake. */
  options(folder: string): readonly string[];
}

/** Marks a lake as the scenario's; closes it where that fails. */
export async function claimed(store: Store, scenario: string): Promise<Store> {
  try {
    await claimLake(store, { scenario });
    return store;
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
}
