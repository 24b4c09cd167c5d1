/**
 * The conditions in `(a = 1)(b = 2)starts_with(c, 'x')`: DuckDB writes the file filters of a scan one after the other,
 * with nothing between them. One ends at a closing parenthesis, or the END of a CASE, that stands outside of all others
 * and that no operator follows. What is cut wrongly gives text that is no SQL, or conditions that leave out too much:
 * whoever uses them makes sure.
 */
export function cutFilters(text: string): string[] {
  const filters: string[] = [];
  let start = 0;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    const end = index + token.length;
    const closes = depth === 0 && (token === ')' || token === 'END');
    if (!closes || (end < text.length && !STARTS.test(text.charAt(end)))) continue;
    filters.push(text.slice(start, end));
    start = end;
  }
  return start < text.length ? [...filters, text.slice(start)] : filters;
}

const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}\p{N}_]+|[()]/gu;
const STARTS = /[\p{L}_"(]/u;
