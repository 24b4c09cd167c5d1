import { userError } from '../core/errors.ts';
import { readHead } from './file-ends.ts';
import type { SourceFile } from './format.ts';
import { requireText } from './text-bytes.ts';

/** How a CSV file is cut into fields. Quotes are always `"`, doubled inside a quoted field (RFC 4180). */
export interface CsvDialect {
  readonly delimiter: string;
  /** Names of the header record, as written. */
  readonly header: readonly string[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;

/**
 * Finds the delimiter and the header of a CSV file from its first records. The first record is always taken as the
 * header. Throws a `UserError`: `FILE_EMPTY`, `ENCODING_UNSUPPORTED`, `CSV_NO_HEADER`.
 */
export async function dialectOf(file: SourceFile): Promise<CsvDialect> {
  let text = await requireText(file);
  for (let bytes = 1 << 20; bytes <= 1 << 24 && headerIsCut(text); bytes *= 4) {
    const longer = new TextDecoder().decode(await readHead(file.path, bytes), { stream: true });
    if (longer.length <= text.length) break;
    text = longer;
  }
  const dialect = guessDialect(text);
  if (dialect) return dialect;
  throw userError({
    code: 'CSV_NO_HEADER',
    message: 'the file has no header line',
    file: file.object,
    expected: 'column names in the first line',
  });
}

/** The dialect of the beginning of a CSV text; undefined where there is nothing but blank lines. */
export function guessDialect(text: string): CsvDialect | undefined {
  const body = text.replace(/^(?:\r\n|\n|\r)+/, '');
  if (body === '') return undefined;
  const guesses = DELIMITERS.map((delimiter) => scoreDelimiter(body, delimiter));
  const best = guesses.reduce((a, b) => (b.score > a.score ? b : a));
  return { delimiter: best.delimiter, header: best.header };
}

/**
 * The share of the first records that have as many fields as the header counts most, then the number of fields: one
 * short record must not make a comma no delimiter.
 */
function scoreDelimiter(text: string, delimiter: string): { delimiter: string; header: string[]; score: number } {
  const records = firstRecords(text, delimiter, 50);
  const [header = []] = records;
  if (header.length === 1) return { delimiter, header, score: 0 };
  const rest = records.slice(1);
  const alike = rest.filter((record) => record.length === header.length).length;
  const consistency = rest.length === 0 ? 1 : alike / rest.length;
  return { delimiter, header, score: Math.round(consistency * 10) + 1 - 1 / header.length };
}

/** The first records of a CSV text as fields; blank lines are left out. The last may be cut short by the text's end. */
export function firstRecords(text: string, delimiter: string, limit: number): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < text.length && records.length < limit) {
    const [field, end] = readField(text, at, delimiter);
    fields.push(field);
    at = end + 1;
    if (text[end] === delimiter) continue;
    if (text[end] === '\r' && text[end + 1] === '\n') at++;
    if (fields.length > 1 || field !== '') records.push(fields);
    fields = [];
  }
  return records;
}

/** A field from `start`, and where it ends: at a delimiter, a line end or the end of the text. */
function readField(text: string, start: number, delimiter: string): [string, number] {
  let at = start;
  let value = '';
  if (text[at] === '"') {
    at++;
    for (;;) {
      const quote = text.indexOf('"', at);
      if (quote === -1) return [value + text.slice(at), text.length];
      value += text.slice(at, quote);
      at = quote + 1;
      if (text[at] !== '"') break;
      value += '"';
      at++;
    }
  }
  const rest = at;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return [value + text.slice(rest, at), at];
}

function headerIsCut(text: string): boolean {
  const body = text.replace(/^[\r\n]+/, '');
  return DELIMITERS.every((delimiter) => firstRecords(body, delimiter, 2).length < 2);
}
