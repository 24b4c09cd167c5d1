import { expect, test } from 'vitest';
import { userError } from '../../src/core/errors.ts';
import { storageFailure } from '../../src/lake/storage-failure.ts';

const failing = (code: string) => Object.assign(new Error(`${code}: something, write '/lake/x'`), { code });

test.each([
  ['ENOSPC', 'raw/x: the disk is full [LAKE_DISK_FULL]'],
  ['EDQUOT', 'raw/x: the disk quota is used up [LAKE_DISK_FULL]'],
  ['EACCES', 'raw/x: permission denied [LAKE_PERMISSION_DENIED]'],
  ['EROFS', 'raw/x: the file system is read-only [LAKE_READ_ONLY]'],
  ['EISDIR', '[LAKE_KEY_CLASH]'],
  ['ENAMETOOLONG', '[LAKE_NAME_TOO_LONG]'],
  ['ENOTSUP', '[LAKE_FILE_SYSTEM_UNFIT]'],
  ['EIO', "raw/x: the file system failed: EIO: something, write '/lake/x' [LAKE_IO_FAILED]"],
])('%s is told as %j', (code, message) => {
  const told = storageFailure(failing(code), 'raw/x');
  expect(told).toMatchObject({ name: 'UserError', exitCode: 3, message: expect.stringContaining(message) });
});

test('a failure of a path that the user gave has exit code 2', () => {
  expect(storageFailure(failing('EACCES'), '/lake', 2)).toMatchObject({ exitCode: 2 });
});

test.each([userError({ code: 'X', message: 'x' }), new TypeError('bug'), failing('ERR_INVALID_ARG_TYPE')])(
  'what is not of the file system stays as it is: %s',
  (error) => {
    expect(storageFailure(error, 'raw/x')).toBe(error);
  },
);
