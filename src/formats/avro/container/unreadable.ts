import { userError, type UserError } from '../../../core/errors.ts';
import { AvroDamage } from '../damage.ts';

/** The error for a damaged file: `where` is the part of it, `offset` the place of the damage in bytes. */
export function unreadable(
  file: string,
  cause: Error,
  { where, offset, within = 'the file' }: { where: string; offset: number; within?: string },
): UserError {
  const damage = cause instanceof AvroDamage ? cause : undefined;
  return userError(
    {
      code: 'AVRO_UNREADABLE',
      message: `${where}, byte ${offset} of ${within}: ${cause.message}`,
      file,
      ...(damage?.found === undefined ? {} : { found: damage.found }),
      ...(damage?.expected === undefined ? {} : { expected: damage.expected }),
      hint: 'Fetch or write the file again.',
    },
    { cause },
  );
}
