import { basename } from 'node:path';
import { detectFile } from '../../formats/detect-file.ts';
import { standardNames } from '../../formats/column-name.ts';
import type { FormatName } from '../../formats/format.ts';
import { listFiles } from '../../formats/list-files.ts';
import type { DataInput } from '../../formats/open-data.ts';

/** What data were: a name that a dataset can have, the format of their files, and words for people. */
export interface SourceForm {
  readonly name: string;
  readonly format: FormatName;
  readonly words: string;
}

export async function formOf(data: DataInput): Promise<SourceForm> {
  if (typeof data !== 'string' && !isPaths(data)) {
    return 'rows' in data
      ? { name: 'data', format: 'csv', words: 'literal rows' }
      : { name: 'data', format: 'arrow', words: 'an Arrow table' };
  }
  const paths = typeof data === 'string' ? [data] : data;
  const [first] = await listFiles(paths);
  const path = first?.file.path ?? '';
  const format = (await detectFile(path)).format?.name ?? 'csv';
  return { name: datasetName(path), format, words: paths.map((each) => `\`${each}\``).join(', ') };
}

function isPaths(data: Exclude<DataInput, string>): data is readonly string[] {
  return Array.isArray(data);
}

/** The name of a file as that of a dataset. */
function datasetName(path: string): string {
  const [name = ''] = standardNames([basename(path).replace(/\..*$/, '')]);
  return /^[a-z][a-z0-9_]*$/.test(name) ? name : 'data';
}
