/**
 * The records of CSV bytes, each with its line end, some at a time: bytes are letters here (Latin-1), so that whatever
 * the encoding is (of those that hold ASCII as it is), what is not touched is written as it was read.
 */
export async function* csvRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string[]> {
  let rest = '';
  /** Where in `rest` to look on, and whether that is inside quotes. */
  let from = 0;
  let quoted = false;
  for await (const chunk of chunks) {
    rest += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    const records: string[] = [];
    let start = 0;
    // Looked for ahead, not anew for each line: most lines have none.
    let quote = rest.indexOf('"', from);
    for (let end = rest.indexOf('\n', from); end !== -1; end = rest.indexOf('\n', from)) {
      for (; quote !== -1 && quote < end; quote = rest.indexOf('"', quote + 1)) quoted = !quoted;
      from = end + 1;
      if (quoted) continue;
      records.push(rest.slice(start, from));
      start = from;
    }
    rest = rest.slice(start);
    from -= start;
    if (records.length > 0) yield records;
  }
  if (rest !== '') yield [rest];
}

/** Records as bytes again. */
export function bytesOf(records: readonly string[]): Uint8Array {
  return Buffer.from(records.join(''), 'latin1');
}

/** The fields of a record as they are written, quotes and all, and its line end. */
export function fieldsOf(record: string, delimiter: string): { fields: string[]; end: string } {
  const end = /\r?\n$/.exec(record)?.[0] ?? '';
  const body = record.slice(0, record.length - end.length);
  if (!body.includes('"')) return { fields: body.split(delimiter), end };
  const fields: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < body.length; at++) {
    if (body[at] === '"') quoted = !quoted;
    else if (body[at] === delimiter && !quoted) {
      fields.push(body.slice(start, at));
      start = at + 1;
    }
  }
  return { fields: [...fields, body.slice(start)], end };
}

/** A blank line, which counts as no row. */
export function isBlank(record: string): boolean {
  return record === '\n' || record === '\r\n';
}
