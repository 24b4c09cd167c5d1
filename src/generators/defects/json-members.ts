/**
 * The text of a JSON object with other values for some keys, all else as it was written, blanks and all. A key is found
 * as it is, or else in other letter case; one that is not there is added at the end. `changes` are JSON texts by key.
 */
export function withMembers(record: string, changes: ReadonlyMap<string, string>): string {
  const members = membersOf(record);
  const edits = [...changes].map(([key, value]) => {
    const found =
      members.find((member) => member.key === key) ??
      members.find((member) => member.key.toLowerCase() === key.toLowerCase());
    if (found) return { ...found, text: value };
    const end = record.lastIndexOf('}');
    const comma = members.length === 0 ? '' : ', ';
    return { start: end, end, text: `${comma}${JSON.stringify(key)}: ${value}` };
  });
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: value }) => text.slice(0, start) + value + text.slice(end), record);
}

/** A key of an object, and where its value stands. */
interface Member {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** The members of an object that is known to be JSON. */
function membersOf(record: string): Member[] {
  const members: Member[] = [];
  let at = skipBlanks(record, record.indexOf('{') + 1);
  while (record[at] === '"') {
    const keyEnd = endOfText(record, at);
    const key: unknown = JSON.parse(record.slice(at, keyEnd));
    const start = skipBlanks(record, record.indexOf(':', keyEnd) + 1);
    const end = endOfValue(record, start);
    members.push({ key: String(key), start, end });
    at = skipBlanks(record, end);
    if (record[at] === ',') at = skipBlanks(record, at + 1);
  }
  return members;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}

function endOfValue(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '"') {
      at = endOfText(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (depth === 0 && at > from && ',} \t\r\n'.includes(char)) return at;
    if (char === '{' || char === '[') depth++;
    if ((char === '}' || char === ']') && --depth === 0) return at + 1;
    at++;
  }
  return at;
}

/** Where a text in quotes ends that begins at `from`. */
function endOfText(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
