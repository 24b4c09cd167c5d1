import type { Effects } from '../../core/effects.ts';
import type { ShrinkEnd } from './options.ts';

/** Why shrinking is to end now; undefined where it is to go on. */
export type Stopped = () => Exclude<ShrinkEnd, 'minimal'> | undefined;

/** On a stop, or when `until` (as `effects.elapsed()` tells it) is over. */
export function stopper(effects: Effects, until: number): Stopped {
  return () => {
    if (effects.signal.aborted) return 'stopped';
    return effects.elapsed() >= until ? 'time' : undefined;
  };
}
