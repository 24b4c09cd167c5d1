import type { ShrinkEnd } from '../../runner/shrink/options.ts';

/** How far it got, in words; `unit` is what was left out. */
export function farOf(ended: ShrinkEnd, unit: 'row or column' | 'record'): string {
  if (ended === 'time') return 'the time was over before all was tried: --max-time SECONDS gives it more';
  if (ended === 'stopped') return 'stopped before all was tried: this is the smallest so far';
  return unit === 'record'
    ? 'smallest: no single record can be left out (a file keeps one)'
    : 'smallest: no single row or column can be left out (a table keeps one of each)';
}
