import { archiveKindOf } from '../archive-kind.ts';
import type { EndsCheck } from '../gate-check.ts';
import { readZipEntries } from '../zip-directory.ts';
import { zipDirectoryIn } from './archive-bombs.ts';

/** Archives of several files: none of our formats is one, and what is in them is not looked at as data. */
export const archivesCheck: EndsCheck = {
  name: 'archives',
  action: ({ security }) => security.archives,
  judge({ ends }) {
    const kind = archiveKindOf(ends.head);
    if (!kind?.holdsFiles) return [];
    const directory = kind.name === 'zip' ? zipDirectoryIn(ends) : undefined;
    const names = directory ? readZipEntries(directory.bytes).map(({ name }) => name) : [];
    const sheet = names.some((name) => name.startsWith('xl/'));
    return [
      {
        code: 'ARCHIVE_CONTENT',
        message: sheet ? 'the content is an Excel workbook' : `the content is an archive: ${kind.name}`,
        offset: 0,
        found:
          names.length === 0
            ? kind.name
            : `${kind.name} of ${names.slice(0, 3).join(', ')}${names.length > 3 ? '…' : ''}`,
        expected: 'one file of data',
        hint: sheet
          ? 'Save each sheet as CSV UTF-8, or send Parquet.'
          : 'Unpack it before it is sent, and send its files one by one.',
      },
    ];
  },
};
