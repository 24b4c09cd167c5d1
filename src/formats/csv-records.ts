/** The first records of a CSV text as fields; blank lines are left out. The last may be cut short by the text's end. */
export function firstRecords(text: string, delimiter: string, limit: number, quote: string = '"'): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < text.length && records.length < limit) {
    const [field, end] = readField(text, at, { delimiter, quote });
    fields.push(field);
    at = end + 1;
    if (text[end] === delimiter) continue;
    if (text[end] === '\r' && text[end + 1] === '\n') at++;
    if (fields.length > 1 || field !== '') records.push(fields);
    fields = [];
  }
  return records;
}

interface Signs {
  readonly delimiter: string;
  readonly quote: string;
}

/** A field from `start`, and where it ends: at a delimiter, a line end or the end of the text. */
function readField(text: string, start: number, { delimiter, quote }: Signs): [string, number] {
  let at = start;
  let value = '';
  if (text[at] === quote) {
    at++;
    for (;;) {
      const end = text.indexOf(quote, at);
      if (end === -1) return [value + text.slice(at), text.length];
      value += text.slice(at, end);
      at = end + 1;
      if (text[at] !== quote) break;
      value += quote;
      at++;
    }
  }
  const rest = at;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  return [value + text.slice(rest, at), at];
}
