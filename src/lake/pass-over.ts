import type { UserError } from '../core/errors.ts';
import type { ListOptions } from './store.ts';

/** Tells of what a listing passes over as warnings; throws where nobody listens. */
export function tellOrThrow(error: UserError, passOver: ListOptions['passOver']): void {
  if (!passOver) throw error;
  for (const finding of error.findings) passOver({ ...finding, severity: 'warning' });
}
