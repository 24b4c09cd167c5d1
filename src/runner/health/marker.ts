import { randomBytes } from 'node:crypto';

/** A name for one check and its stubs: no other check has it, so that two at a time do not take each other's for theirs. */
export function newMarker(): string {
  return `health-${randomBytes(6).toString('hex')}`;
}
