import type { CsvDialect } from '../../formats/csv-dialect.ts';
import type { Detection } from '../../formats/detect-file.ts';
import { encodingWords } from '../../formats/text-findings.ts';
import { printable } from '../../reports/display-width.ts';
import type { Paint } from '../../reports/paint.ts';

/** What a file is, as a person reads it: a line of what, and lines of why. */
export function detectionLines(file: string, detection: Detection, paint: Paint): string[] {
  const { format, compression, encoding, dialect, confidence, reasons } = detection;
  const parts = [
    format?.name ?? 'unknown',
    ...(compression === 'none' ? [] : [compression]),
    ...(encoding ? [encodingWords(encoding)] : []),
    ...(dialect ? [dialectWords(dialect)] : []),
    ...(confidence === 'possible' ? ['not certain'] : []),
  ];
  return [
    `${paint.strong(printable(file))}  ${parts.join(', ')}`,
    ...reasons.map((reason) => paint.dim(`  ${printable(reason)}`)),
  ];
}

/** The same as plain data, for `--json`. */
export function detectionRecord(file: string, detection: Detection): Record<string, unknown> {
  const { format, by, compression, encoding, dialect, confidence, reasons, findings } = detection;
  return {
    file,
    format: format?.name ?? null,
    by,
    confidence,
    compression,
    encoding: encoding ? { name: encoding.name, byteOrderMark: encoding.mark } : null,
    dialect: dialect ?? null,
    reasons,
    findings,
  };
}

function dialectWords({ delimiter, hasHeader, decimalComma }: CsvDialect): string {
  const named = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'pipes' }[delimiter] ?? delimiter;
  return [named, hasHeader ? 'a header' : 'no header', ...(decimalComma ? ['decimal commas'] : [])].join(', ');
}
