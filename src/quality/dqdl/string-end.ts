/**
 * Where the text that opens with the quote at `start` ends (past its closing quote).
 * `\"` and `\\` are passed over. Where no quote closes it, the open parser takes the last `\"` for the end
 * (`escaped`); where there is none either, the quote stands alone (`open`).
 */
export function stringEnd(text: string, start: number): { end: number; how: 'closed' | 'escaped' | 'open' } {
  let lastEscapedQuote = -1;
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) return { end: at + 1, how: 'closed' };
    if (character !== BACKSLASH) continue;
    const escaped = text.charCodeAt(at + 1);
    if (escaped === QUOTE) lastEscapedQuote = at + 1;
    if (escaped === QUOTE || escaped === BACKSLASH) at++;
  }
  return lastEscapedQuote === -1 ? { end: start + 1, how: 'open' } : { end: lastEscapedQuote + 1, how: 'escaped' };
}

const QUOTE = 34;
const BACKSLASH = 92;

/** A backslash and what it escapes: any character but a line break; or the last character of the text. */
const ESCAPE = /\\([^\n\r\u0085\u2028\u2029])|\\$/g;

/** Text between the quotes of a member of a list: a backslash is dropped, the character after it kept. */
export function unescapeListMember(raw: string): string {
  return raw.includes('\\') ? raw.replaceAll(ESCAPE, '$1') : raw;
}
