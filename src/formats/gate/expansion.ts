import type { Evidence } from './gate-check.ts';
import type { GatePolicy } from './policy.ts';

/** What expands to less is no bomb, whatever its ratio. */
const HARMLESS_BYTES = 1024 * 1024;

/** Whether content expands beyond the limits of size and ratio. */
export function tooLarge(expanded: number, compressed: number, { maxExpandedBytes, maxRatio }: GatePolicy): boolean {
  return expanded > maxExpandedBytes || (expanded > HARMLESS_BYTES && expanded > maxRatio * compressed);
}

export function expansionFound(found: string, { maxExpandedBytes, maxRatio }: GatePolicy): Evidence {
  return {
    code: 'ARCHIVE_BOMB',
    message: 'the content expands beyond the limits',
    found,
    expected: `at most ${maxExpandedBytes} bytes, and ${maxRatio} for each compressed byte`,
    hint: 'Do not expand it. Where the data are good, raise `maxExpandedBytes` or `maxRatio`.',
  };
}
