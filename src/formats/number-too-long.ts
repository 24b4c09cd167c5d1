import type { Finding } from '../core/finding.ts';

/** Says that a column was kept as text or JSON so as not to change its numbers. */
export function numberTooLong(column: string): Finding {
  return {
    code: 'NUMBER_TOO_LONG',
    severity: 'warning',
    message: 'the column has numbers that no numeric type holds exactly; it is kept as text or JSON',
    column,
    hint: 'Declare the column to choose its type.',
  };
}
