import type { Store } from '../../../lake/store.ts';
import type { ReplayContext } from '../../context.ts';
import type { HopLog } from '../hop-log.ts';
import type { Selection } from '../selection.ts';
import type { Stub } from '../stub.ts';

/** What stubs are driven through the stages with. */
export interface Drive {
  readonly context: ReplayContext;
  /** The lake itself, in which nothing is done but to look. */
  readonly lake: Store;
  readonly marker: string;
  readonly selection: Selection;
  readonly hops: HopLog;
  readonly stubOf: (source: string) => Promise<Stub>;
}
