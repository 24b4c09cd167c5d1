import type { Finding } from '../../../core/finding.ts';
import { readHead } from '../../file-ends.ts';

/** A table of more columns takes minutes to be read, and nobody means one. */
const MOST_COLUMNS = 10_000;
/** The header of such a table is within this. */
const LOOKED_AT = 1 << 20;

/** The error where the first line of a CSV has more columns than are read, by whatever delimiter there is most of. */
export async function tooManyColumns(path: string, file: string): Promise<Finding[]> {
  const head = Buffer.from(await readHead(path, LOOKED_AT));
  const end = head.indexOf('\n');
  const counts = new Map([',', ';', '\t', '|'].map((delimiter) => [delimiter.charCodeAt(0), 1]));
  for (const byte of end === -1 ? head : head.subarray(0, end)) {
    const count = counts.get(byte);
    if (count !== undefined) counts.set(byte, count + 1);
  }
  const columns = Math.max(...counts.values());
  if (columns <= MOST_COLUMNS) return [];
  return [
    {
      code: 'TOO_MANY_COLUMNS',
      severity: 'error',
      message: 'the first line has more columns than are read',
      file,
      found: `${end === -1 ? 'at least ' : ''}${columns}`,
      expected: `at most ${MOST_COLUMNS}`,
      hint: 'Send a row for each value in place of a column.',
    },
  ];
}
