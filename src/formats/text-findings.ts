import type { Finding } from '../core/finding.ts';
import type { CsvDialect } from './csv-dialect.ts';
import type { CsvOptions } from './csv-options.ts';
import type { TextEncoding } from './text-encoding.ts';

/** How an encoding is called in words. */
export function encodingWords({ name, mark }: TextEncoding): string {
  return `${WORDS[name] ?? name}${mark ? ' with a byte order mark' : ''}`;
}

const WORDS: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252',
};

/** A text that nobody said to be other than UTF-8 is: a warning, all the more where the bytes leave room for doubt. */
export function encodingFindings(file: string, encoding: TextEncoding): Finding[] {
  if (encoding.name === 'utf-8') return [];
  const words = encodingWords(encoding);
  const isGuess = encoding.name === 'windows-1252';
  return [
    {
      code: 'ENCODING_CONVERTED',
      severity: 'warning',
      message: isGuess ? `the file is not UTF-8; it is read as ${words}` : `the file is ${words}; it is read as that`,
      file,
      found: words,
      expected: 'UTF-8',
      ...(isGuess ? { hint: 'Say the encoding to be sure (--encoding windows-1252), or save the file as UTF-8.' } : {}),
    },
  ];
}

/** What was found of a dialect that a reader should know, and nobody said. */
export function dialectFindings(file: string, { dialect, said }: { dialect: CsvDialect; said: CsvOptions }): Finding[] {
  const findings: Finding[] = [];
  if (!dialect.hasHeader && said.header === undefined) {
    findings.push({
      code: 'CSV_HEADER_ABSENT',
      severity: 'warning',
      message: `the first line looks like data; the columns are called ${dialect.header.slice(0, 3).join(', ')}${dialect.header.length > 3 ? '…' : ''}`,
      file,
      expected: 'column names in the first line',
      hint: 'Say whether there is a header (--header or --no-header).',
    });
  }
  if (dialect.decimalComma && said.decimalComma === undefined) {
    findings.push({
      code: 'CSV_DECIMAL_COMMA',
      severity: 'warning',
      message: 'numbers seem to have a decimal comma; they are read as that',
      file,
      hint: 'Say whether they have (--decimal-comma or --no-decimal-comma).',
    });
  }
  return findings;
}
