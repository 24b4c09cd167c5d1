import { messageOf } from '../../core/errors.ts';

/** The first line of what the engine says, without its own name for the kind of error. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'reason' in error && typeof error.reason === 'string') return error.reason;
  return messageOf(error).split('\n')[0] ?? '';
}
