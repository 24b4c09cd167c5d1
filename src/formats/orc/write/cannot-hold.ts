import { OrcError } from '../orc-error.ts';

/** A value that ORC, or its readers, would change. */
export function cannotHold(column: string, reason: string): OrcError {
  return new OrcError({ part: 'stream', column }, reason);
}
