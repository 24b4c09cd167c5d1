import { basename, dirname } from 'node:path/posix';
import type { EndsCheck } from '../gate-check.ts';

/** A date in the name that is none of those its folders say; nothing where one of them says none. */
export const nameDateCheck: EndsCheck = {
  name: 'date in the name',
  action: ({ otherDate }) => otherDate,
  judge({ key }) {
    const inName = datesIn(basename(key), /(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)/g, [1, 3, 4]);
    const folders = `/${dirname(key)}/`;
    const ofFolders = [
      ...datesIn(folders, /\/(\d{4})\/(\d\d)\/(\d\d)(?=\/)/g, [1, 2, 3]),
      ...datesIn(folders, /\/year=(\d{4})\/month=(\d{1,2})\/day=(\d{1,2})(?=\/)/g, [1, 2, 3]),
      ...datesIn(folders, /[/=](\d{4})-(\d\d)-(\d\d)(?=\/)/g, [1, 2, 3]),
    ];
    if (inName.length === 0 || ofFolders.length === 0) return [];
    if (inName.some((date) => ofFolders.includes(date))) return [];
    return [
      {
        code: 'NAME_DATE_DIFFERS',
        message: 'the date in the name is not that of its folders',
        found: inName.join(', '),
        expected: ofFolders.join(', '),
        hint: 'See that the object is in the right folder, and was not sent late or twice.',
      },
    ];
  },
};

/** The days that there are, as `YYYY-MM-DD`; `groups`: those of year, month and day. */
function datesIn(text: string, pattern: RegExp, groups: readonly [number, number, number]): string[] {
  return [...text.matchAll(pattern)]
    .map((match) => groups.map((group) => (match[group] ?? '').padStart(2, '0')).join('-'))
    .filter((date) => {
      const day = new Date(`${date}T00:00:00Z`);
      return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date) && date >= '1900' && date < '2200';
    });
}
