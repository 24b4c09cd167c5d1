import { guessDialect } from '../csv-dialect.ts';
import { firstRecords } from '../csv-records.ts';
import { judgeText } from '../text-bytes.ts';
import type { Confidence, FormatKind } from './format-kind.ts';

export const csvKind: FormatKind = { name: 'csv', extensions: ['csv'], text: true, detect };

function detect(head: Uint8Array): Confidence {
  return hasFields(head);
}

/** Whether some bytes are records of fields; `only` is the one delimiter that these may be parted by. */
export function hasFields(head: Uint8Array, only?: string): Confidence {
  const judged = judgeText(head);
  if (judged.kind !== 'text') return 'none';
  if (/^\s*[[{]/.test(judged.text)) return 'possible';
  const dialect = guessDialect(judged.text);
  if (!dialect) return 'none';
  const records = firstRecords(judged.text, dialect.delimiter, 20);
  if (only !== undefined && dialect.header.length > 1 && dialect.delimiter !== only) return 'none';
  const alike = records.filter((record) => record.length === dialect.header.length).length;
  return dialect.header.length > 1 && records.length > 1 && alike * 2 > records.length ? 'certain' : 'possible';
}
