/** A text file in pieces: put together again, with all its records or with some, it is a file of the same format. */
export interface RecordText {
  readonly head: string;
  readonly records: readonly string[];
  readonly between: string;
  readonly tail: string;
}

/** A CSV file: its header, and records, of which one in quotes may have several lines. Lines that are blank go along. */
export function csvRecords(text: string): RecordText {
  const [head = '', ...records] = recordsOf(text, '"');
  return { head, records, between: '', tail: '' };
}

/** A file of one JSON value a line. */
export function lineRecords(text: string): RecordText {
  return { head: '', records: recordsOf(text, undefined), between: '', tail: '' };
}

/** The elements of a JSON array; undefined where the text is something else. */
export function jsonRecords(text: string): RecordText | undefined {
  const [, before = '', inside, after = ''] = /^(\s*(?:\u00ef\u00bb\u00bf)?\s*\[)([^]*)(\]\s*)$/.exec(text) ?? [];
  if (inside === undefined) return undefined;
  const records: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of inside.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]/g)) {
    if (token === '[' || token === '{') depth += 1;
    else if (token === ']' || token === '}') depth -= 1;
    else if (token === ',' && depth === 0) {
      records.push(inside.slice(start, index).trim());
      start = index + 1;
    }
  }
  const last = inside.slice(start).trim();
  return { head: before, records: last === '' ? records : [...records, last], between: ',\n', tail: after };
}

/** The file with some of its records, which are named by their places. */
export function withRecords({ head, records, between, tail }: RecordText, kept: readonly number[]): string {
  return head + kept.map((place) => records[place] ?? '').join(between) + tail;
}

/** Records with their line ends; a line end between quotes ends none. */
function recordsOf(text: string, quote: string | undefined): string[] {
  const records: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === quote) quoted = !quoted;
    if (character !== '\n' || quoted) continue;
    if (text.slice(start, at).trim() === '' && records.length > 0) continue;
    records.push(text.slice(start, at + 1));
    start = at + 1;
  }
  return start < text.length ? [...records, text.slice(start)] : records;
}
