import { extname } from 'node:path';
import type { CsvDialect } from './csv-dialect.ts';
import { compressionOfPath } from './kinds/compressed.ts';
import type { Seen } from './seen.ts';
import { encodingWords } from './text-findings.ts';

/** Why detection came to what it did, in plain sentences. */
export function reasonsOf(seen: Seen): string[] {
  const { compression, plain, encoding, dialect } = seen;
  const reasons: string[] = [];
  if (compression !== 'none') reasons.push(`The first bytes are those of ${compression}.`);
  if (compression !== 'none' && !plain) reasons.push('What is compressed could not be looked into.');
  if (plain?.size === 0) reasons.push('There is no byte to look at.');
  reasons.push(formatReason(seen));
  if (encoding) reasons.push(`The text is ${encodingWords(encoding)}${ENCODING_SIGNS[encoding.name] ?? ''}.`);
  if (dialect) reasons.push(...dialectReasons(dialect));
  return reasons;
}

function formatReason({ path, format, by, confidence, plain }: Seen): string {
  const extension = extname(compressionOfPath(path).inner);
  const named = extension === '' ? 'The name has no extension' : `The extension is ${extension}`;
  if (!format) return `${named}, and the bytes are of no known format.`;
  if (by === 'extension') {
    const bytes = plain && plain.size > 0 ? 'the bytes could be that and others' : 'no bytes speak for or against it';
    return `${named}, which is ${format.name}; ${bytes}.`;
  }
  if (by === 'fallback') return `${named}, the bytes leave it open, and the fallback is ${format.name}.`;
  return confidence === 'certain'
    ? `The bytes are those of ${format.name}.`
    : `The bytes can be ${format.name}, and are not what the extension says.`;
}

const ENCODING_SIGNS: Readonly<Record<string, string>> = {
  'utf-16le': ', as its mark or the zeros in every second byte show',
  'utf-16be': ', as its mark or the zeros in every second byte show',
  'windows-1252': ' by the look of its bytes: it is not UTF-8, and they stand among ASCII letters',
};

function dialectReasons({ delimiter, hasHeader, header, decimalComma }: CsvDialect): string[] {
  const parted = header.length > 1 ? `${header.length} fields a record, parted by ${nameOf(delimiter)}` : 'one field';
  return [
    `The first records have ${parted}.`,
    hasHeader ? 'The first line names the columns.' : 'The first line looks like the rows under it.',
    ...(decimalComma ? ['Numbers have a comma before their decimals.'] : []),
  ];
}

function nameOf(delimiter: string): string {
  return { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' }[delimiter] ?? JSON.stringify(delimiter);
}
