import { userError, type UserError } from '../../../core/errors.ts';
import type { Finding } from '../../../core/finding.ts';

/** What a recipe has no place for, at a pointer or line of the schema; the rest goes on. */
export function simplified(message: string, at: string): Finding {
  return { code: 'INFER_SCHEMA_SIMPLIFIED', severity: 'warning', message, found: at };
}

/** What no data can be made of. */
export function unsupported(message: string, at: string, expected?: string): UserError {
  return userError({
    code: 'SCHEMA_UNSUPPORTED',
    message,
    found: at,
    ...(expected === undefined ? {} : { expected }),
  });
}

/** A schema that is not written rightly. */
export function malformed(message: string, at: string, expected: string): UserError {
  return userError({ code: 'SCHEMA_SYNTAX', message, found: at, expected });
}
