import { characterName } from './character-name.ts';
import type { FindingList } from './finding-list.ts';
import { stringEnd } from './string-end.ts';
import { KEYWORDS, type Token, type TokenKind } from './token.ts';

const SYMBOLS = new Set([':', ',', '{', '}', '[', ']', '(', ')', '=', '!', '>', '<', '-', '+', '*', '/', '$']);
const WORD = /[A-Za-z0-9_.]+/y;
const NUMBER = /^[0-9]+(\.[0-9]+)?$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const TIME = /^(?:[0-9]{1,2}:[0-9]{2} (?:AM|PM)|[0-9]{2}:[0-9]{2})$/;

/**
 * The tokens of a text, the last of kind `end`; what is no token becomes a finding and is left out.
 * Rules: the lexer of AWS's open parser; `now()` is one token, the longest match wins.
 */
export function tokenize(text: string, findings: FindingList): Token[] {
  return new Lexer(text, findings).run();
}

class Lexer {
  readonly #text: string;
  readonly #findings: FindingList;
  readonly #tokens: Token[] = [];
  #at = 0;
  #sawCarriageReturn = false;

  constructor(text: string, findings: FindingList) {
    this.#text = text;
    this.#findings = findings;
  }

  run(): Token[] {
    while (this.#at < this.#text.length && !this.#findings.isFull) this.#next(this.#text.charAt(this.#at));
    this.#tokens.push({ kind: 'end', text: '', start: this.#text.length, end: this.#text.length });
    return this.#tokens;
  }

  #next(character: string): void {
    const { [this.#at + 1]: following } = this.#text;
    if (character === ' ' || character === '\n' || character === '\t') this.#at++;
    else if (character === '\r' && following === '\n') this.#carriageReturn();
    else if (character === '#') this.#comment();
    else if (character === '"') this.#string();
    else if (character === "'") this.#singleQuoted();
    else if (character === '/' && (following === '/' || following === '*')) this.#foreignComment(following);
    else if ((character === '>' || character === '<') && following === '=') this.#push('symbol', this.#at + 2);
    else if (SYMBOLS.has(character)) this.#push('symbol', this.#at + 1);
    else this.#word();
  }

  #push(kind: TokenKind, end: number, text = this.#text.slice(this.#at, end)): void {
    this.#tokens.push({ kind, text, start: this.#at, end });
    this.#at = end;
  }

  #word(): void {
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0];
    const end = WORD.lastIndex;
    if (word === undefined) this.#badCharacters();
    else if (word === 'now' && this.#text.startsWith('()', end)) this.#push('now', end + 2);
    else if (NUMBER.test(word)) this.#push(word.includes('.') ? 'decimal' : 'integer', end, word);
    else this.#push(KEYWORDS.has(word) ? 'keyword' : 'word', end, word);
  }

  #string(): void {
    const { end, how } = stringEnd(this.#text, this.#at);
    if (how === 'open') {
      this.#findings.error('DQDL_UNTERMINATED_STRING', { start: this.#at, end }, 'This quote is never closed', {
        expected: 'a closing "',
      });
      this.#push('quote', end);
      return;
    }
    if (how === 'escaped') {
      const message = 'This text has no closing quote, so its last \\" closes it and the text ends in a backslash';
      this.#findings.warn('DQDL_STRING_ENDS_IN_BACKSLASH', { start: this.#at, end }, message);
    }
    const content = this.#text.slice(this.#at + 1, end - 1);
    if (LONE_SURROGATE.test(content)) {
      const message = 'This text holds half a character (a lone surrogate), which no file can store';
      this.#findings.warn('DQDL_LONE_SURROGATE', { start: this.#at, end }, message);
    }
    this.#push(DATE.test(content) ? 'date' : TIME.test(content) ? 'time' : 'string', end, content);
  }

  /** Read as if in double quotes, so that one mistake is one finding; what cannot stand in those is dropped. */
  #singleQuoted(): void {
    const close = this.#text.indexOf("'", this.#at + 1);
    const lineEnd = this.#text.indexOf('\n', this.#at);
    if (close === -1 || (lineEnd !== -1 && lineEnd < close)) {
      this.#badCharacters();
      return;
    }
    const content = this.#text.slice(this.#at + 1, close);
    this.#findings.error('DQDL_SINGLE_QUOTES', { start: this.#at, end: close + 1 }, 'Texts are in double quotes', {
      found: `'${content.slice(0, 60)}'`,
      expected: `"${content.slice(0, 60)}"`,
    });
    this.#push('string', close + 1, content.replaceAll(/["\\]/g, ''));
  }

  #carriageReturn(): void {
    if (!this.#sawCarriageReturn) {
      this.#findings.lenient('DQDL_CRLF', { start: this.#at, end: this.#at + 1 }, 'Lines end in CR LF', {
        expected: 'lines that end in LF',
      });
    }
    this.#sawCarriageReturn = true;
    this.#at++;
  }

  #comment(): void {
    const lineEnd = this.#text.indexOf('\n', this.#at);
    if (lineEnd === -1) {
      const span = { start: this.#at, end: this.#text.length };
      const message = 'This comment ends at the end of the text, without a line break';
      this.#findings.lenient('DQDL_COMMENT_AT_END', span, message, { expected: 'a line break after the comment' });
    }
    this.#at = lineEnd === -1 ? this.#text.length : lineEnd + 1;
  }

  #foreignComment(following: '/' | '*'): void {
    const close = this.#text.indexOf(following === '/' ? '\n' : '*/', this.#at + 2);
    const end = close === -1 ? this.#text.length : close + (following === '/' ? 0 : 2);
    this.#findings.error('DQDL_COMMENT_STYLE', { start: this.#at, end }, 'Comments start with #', {
      found: `/${following}`,
      expected: '#',
    });
    this.#at = end;
  }

  /** A run of characters that start no token: one finding. */
  #badCharacters(): void {
    const start = this.#at;
    const first = this.#text.codePointAt(start) ?? 0;
    do {
      this.#at += (this.#text.codePointAt(this.#at) ?? 0) > 0xffff ? 2 : 1;
    } while (this.#at < this.#text.length && !this.#startsToken(this.#at));
    const name = characterName(first);
    const message = `${name} has no meaning here${this.#at - start > 2 ? ', nor do the characters after it' : ''}`;
    this.#findings.error('DQDL_BAD_CHARACTER', { start, end: this.#at }, message, {
      found: name,
      ...hintFor(first, start),
    });
  }

  #startsToken(at: number): boolean {
    const character = this.#text.charAt(at);
    if (character === '\r') return this.#text[at + 1] === '\n';
    return SYMBOLS.has(character) || /[A-Za-z0-9_. \t\n#"']/.test(character);
  }
}

function hintFor(codePoint: number, at: number): { hint?: string } {
  if (codePoint === 0xfeff && at === 0) return { hint: 'Save the file as UTF-8 without a byte order mark.' };
  if (codePoint === 0x201c || codePoint === 0x201d) return { hint: 'Write texts in straight double quotes: "text".' };
  if (codePoint === 0x0d) return { hint: 'Lines end in LF.' };
  if (/\s/.test(String.fromCodePoint(codePoint))) return { hint: 'Only space, tab and LF may stand between words.' };
  return {};
}
