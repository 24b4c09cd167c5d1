import type { Effects } from '../../core/effects.ts';
import type { Store, Zone } from '../../lake/store.ts';
import type { LakeOptions } from '../lakes/open-lakes.ts';

/** The lake that is checked, and the means to leave it as it was. */
export interface HealthPlace extends AsyncDisposable {
  readonly store: Store;
  /** The same lake for the clearing up, which goes on where the check was stopped. */
  readonly cleaner: Store;
  /** Whether the lake itself goes after the check, with all that is in it. */
  readonly temporary: boolean;
  /** Deletes all whose key starts with a prefix, which must be of the check alone; on S3 the old versions too. */
  purge(zone: Zone, prefix: string): Promise<void>;
}

/** Which lake is checked. Without `lake` a folder that is gone after the check, unless it is kept. */
export interface HealthLake extends LakeOptions {
  readonly effects: Effects;
  /** Whether a folder that is not there is a mistake, and not to be made. */
  readonly mustExist?: boolean;
}
