import { messageOf, userError, type FailureExitCode, type UserError } from '../core/errors.ts';

interface Advice {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

const FULL: Advice = {
  code: 'LAKE_DISK_FULL',
  message: 'the disk is full',
  hint: 'Free some space and run again: what was there before is unharmed.',
};
const DENIED: Advice = {
  code: 'LAKE_PERMISSION_DENIED',
  message: 'permission denied',
  hint: 'Check the owner and the permissions of the folder.',
};
const CLASH: Advice = {
  code: 'LAKE_KEY_CLASH',
  message: 'a folder is where a file is expected, or a file where a folder is',
  hint: 'In a folder, one key cannot be both an object and the start of another. Rename one of them.',
};
/** Some file systems answer a hard link with EPERM, which says something else everywhere else. */
export const NO_LINKS: Advice = {
  code: 'LAKE_FILE_SYSTEM_UNFIT',
  message: 'the file system cannot hard-link, which writing once needs',
  hint: 'Keep the lake on a file system of the machine itself.',
};

const ADVICE: Readonly<Record<string, Advice>> = {
  ENOSPC: FULL,
  EDQUOT: { ...FULL, message: 'the disk quota is used up' },
  EFBIG: { ...FULL, message: 'the file is larger than the limit' },
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: { ...DENIED, code: 'LAKE_READ_ONLY', message: 'the file system is read-only' },
  EEXIST: CLASH,
  EISDIR: CLASH,
  ENOTDIR: CLASH,
  ENOTEMPTY: CLASH,
  ENAMETOOLONG: {
    code: 'LAKE_NAME_TOO_LONG',
    message: 'the name is too long for the file system',
    hint: 'A part between two "/" may have 255 bytes. Shorten the name of the source, the object or the partition value.',
  },
  EMFILE: { code: 'LAKE_IO_FAILED', message: 'too many files are open', hint: 'Raise the limit (`ulimit -n`).' },
  ENOSYS: NO_LINKS,
  ENOTSUP: NO_LINKS,
  EOPNOTSUPP: NO_LINKS,
  EMLINK: NO_LINKS,
  EXDEV: NO_LINKS,
};

/** The `code` of an error of Node's file system, such as `ENOENT`; undefined for any other error. */
export function errnoOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** Codes of Node that are of the network: a store's file system has nothing to do with them. */
const NETWORK = /^E(?:CONN|NOTFOUND|AI_|HOSTUNREACH|NETUNREACH|PIPE|TIMEDOUT|PROTO)/;

/**
 * What a user is told when the file system fails at `place` (a path, or `zone/key`). An error that is not of the file
 * system is given back as it is: it is a bug, or a `UserError` already.
 */
export function storageFailure(error: unknown, place: string, exitCode: FailureExitCode = 3): unknown {
  const errno = errnoOf(error);
  if (errno === undefined || NETWORK.test(errno)) return error;
  const advice = ADVICE[errno] ?? {
    code: 'LAKE_IO_FAILED',
    message: `the file system failed: ${messageOf(error)}`,
    hint: 'Check the disk and run again: what was there before is unharmed.',
  };
  return userError({ ...advice, file: place }, { exitCode, cause: error });
}

/** There is no object where one must be: it was deleted behind the lake's back, or between two steps. */
export function objectMissing(place: string, cause?: unknown): UserError {
  return userError(
    {
      code: 'LAKE_OBJECT_MISSING',
      message: 'there is no such object in the lake',
      file: place,
      hint: 'Was it deleted by hand? Run the replay again to write it anew.',
    },
    { exitCode: 3, cause },
  );
}
