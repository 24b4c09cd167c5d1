import { userError } from '../core/errors.ts';
import { looksLikeHeader } from './csv-header.ts';
import type { CsvOptions } from './csv-options.ts';
import { firstRecords } from './csv-records.ts';
import { usesDecimalComma } from './decimal-comma.ts';
import { readHead } from './file-ends.ts';
import type { SourceFile } from './format.ts';
import { requireText } from './text-bytes.ts';

/** How a CSV file is cut into fields. A quote inside a quoted field is doubled (RFC 4180). */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
  /** Whether the first record names the columns. */
  readonly hasHeader: boolean;
  /** Whether numbers have a comma before their decimals. */
  readonly decimalComma: boolean;
  /** Names of the columns, as written; `column1`… where the file has none. */
  readonly header: readonly string[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Finds how a CSV file is cut into fields, from its first records. Throws a `UserError`: `FILE_EMPTY`,
 * `ENCODING_UNSUPPORTED`, `CSV_NO_HEADER`.
 */
export async function dialectOf(file: SourceFile, options: CsvOptions = {}): Promise<CsvDialect> {
  let text = await requireText(file);
  for (let bytes = 1 << 20; bytes <= 1 << 24 && headerIsCut(text, options); bytes *= 4) {
    const longer = new TextDecoder().decode(await readHead(file.path, bytes), { stream: true });
    if (longer.length <= text.length) break;
    text = longer;
  }
  const dialect = guessDialect(text, options);
  if (dialect) return dialect;
  throw userError({
    code: 'CSV_NO_HEADER',
    message: 'the file has no header line',
    file: file.object,
    expected: 'column names in the first line',
  });
}

/** The dialect of the beginning of a CSV text; undefined where there is nothing but blank lines. */
export function guessDialect(text: string, options: CsvOptions = {}): CsvDialect | undefined {
  const body = text.replace(/^(?:\r\n|\n|\r)+/, '');
  if (body === '') return undefined;
  const { quote = '"' } = options;
  const guesses = delimitersOf(options).map((delimiter) => scoreDelimiter(body, delimiter, quote));
  const { delimiter, records } = guesses.reduce((a, b) => (b.score > a.score ? b : a));
  const [first = []] = records;
  const hasHeader = options.header ?? looksLikeHeader(records);
  const rows = hasHeader ? records.slice(1) : records;
  return {
    delimiter,
    quote,
    hasHeader,
    decimalComma: options.decimalComma ?? usesDecimalComma(rows, first.length),
    header: hasHeader ? first : first.map((_, index) => `column${index + 1}`),
  };
}

function delimitersOf({ delimiter }: CsvOptions): readonly string[] {
  return delimiter === undefined ? DELIMITERS : [delimiter];
}

interface Guess {
  readonly delimiter: string;
  readonly records: readonly string[][];
  readonly score: number;
}

/**
 * The share of the first records that have as many fields as the first counts most, then the number of fields: one
 * short record must not make a comma no delimiter. A comma that can be that of decimals parts no fields.
 */
function scoreDelimiter(text: string, delimiter: string, quote: string): Guess {
  const records = firstRecords(text, delimiter, 50, quote);
  const [first = []] = records;
  if (first.length === 1) return { delimiter, records, score: 0 };
  const rest = records.slice(1);
  const alike = rest.filter((record) => record.length === first.length).length;
  const consistency = rest.length === 0 ? 1 : alike / rest.length;
  const ofDecimals = delimiter !== ',' && usesDecimalComma(records, first.length) ? 1 : 0;
  return { delimiter, records, score: Math.round(consistency * 10) + ofDecimals + 1 - 1 / first.length };
}

function headerIsCut(text: string, options: CsvOptions): boolean {
  const body = text.replace(/^[\r\n]+/, '');
  return delimitersOf(options).every((delimiter) => firstRecords(body, delimiter, 2, options.quote).length < 2);
}
