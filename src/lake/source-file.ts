import { messageOf, userError, type UserError } from '../core/errors.ts';
import { errnoOf } from './storage-failure.ts';

/** The local file that is to be stored cannot be read: told apart from what can go wrong in the lake. */
export function sourceUnreadable(file: string, cause: unknown): UserError {
  const missing = errnoOf(cause) === 'ENOENT';
  return userError(
    {
      code: missing ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE',
      message: missing ? 'no such file' : `cannot be read: ${messageOf(cause)}`,
      file,
      hint: missing ? 'Was it deleted while the replay ran?' : 'Check the permissions.',
    },
    { cause },
  );
}
