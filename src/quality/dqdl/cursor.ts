import { nearestOf } from '../../core/nearest.ts';
import type { Range } from '../../core/finding.ts';
import { ParseFailure, type FindingList, type Span } from './finding-list.ts';
import { describeToken, KEYWORDS, type Token, type TokenKind } from './token.ts';

interface FailOptions {
  readonly code?: string;
  readonly message?: string;
  readonly nearestAmong?: Iterable<string>;
  readonly hint?: string;
}

/** A place in the tokens of a text; the parser's functions share one. */
export class Cursor {
  readonly findings: FindingList;
  readonly #tokens: readonly Token[];
  readonly #last: Token;
  #index = 0;

  /** `tokens` end with one of kind `end`. */
  constructor(tokens: readonly Token[], findings: FindingList) {
    this.#tokens = tokens;
    this.findings = findings;
    this.#last = tokens.at(-1) ?? { kind: 'end', text: '', start: 0, end: 0 };
  }

  get index(): number {
    return this.#index;
  }

  get token(): Token {
    return this.#tokens[this.#index] ?? this.#last;
  }

  /** The token `distance` from here: 1 is the next, -1 the one before. */
  peek(distance: number): Token {
    return this.#tokens[this.#index + distance] ?? this.#last;
  }

  /** The offset at which the token before this one ends. */
  get previousEnd(): number {
    return this.#index === 0 ? 0 : this.peek(-1).end;
  }

  moveTo(index: number): void {
    this.#index = index;
  }

  take(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#index++;
    return token;
  }

  atSymbol(text: string, distance = 0): boolean {
    const token = this.peek(distance);
    return token.kind === 'symbol' && token.text === text;
  }

  atKeyword(...texts: readonly string[]): boolean {
    return this.token.kind === 'keyword' && texts.includes(this.token.text);
  }

  /** Takes the symbol where it stands here. */
  skipSymbol(text: string): boolean {
    const found = this.atSymbol(text);
    if (found) this.#index++;
    return found;
  }

  expectSymbol(text: string, expected = `\`${text}\``): Token {
    return this.atSymbol(text) ? this.take() : this.fail(expected);
  }

  expectKind(kind: TokenKind, expected: string): Token {
    return this.token.kind === kind ? this.take() : this.fail(expected);
  }

  /** The text of the tokens from `index` up to here, without what stood between them. */
  compactText(index: number): string {
    const parts = this.#tokens.slice(index, this.#index);
    return parts.map((token) => (isQuoted(token) ? `"${token.text}"` : token.text)).join('');
  }

  rangeFrom(start: number): Range {
    return this.findings.rangeOf({ start, end: this.previousEnd });
  }

  /** Reports that something else was expected here, and gives up what is being read. */
  fail(expected: string, options: FailOptions = {}): never {
    const { token } = this;
    if (token.kind === 'quote') throw new ParseFailure();
    const found = describeToken(token);
    const { code, message } = explain(token, expected);
    const near =
      /^[A-Za-z]/.test(token.text) && token.kind === 'word'
        ? nearestOf(token.text, [...(options.nearestAmong ?? []), ...KEYWORDS])
        : {};
    this.findings.error(options.code ?? code, spanOf(token, this.previousEnd), options.message ?? message, {
      found,
      expected,
      ...near,
      ...(options.hint === undefined ? {} : { hint: options.hint }),
    });
    throw new ParseFailure();
  }
}

/** The end of the text is shown where the last token ends. */
function spanOf(token: Token, previousEnd: number): Span {
  return token.kind === 'end' ? { start: previousEnd, end: previousEnd } : token;
}

function isQuoted(token: Token): boolean {
  return token.kind === 'string' || token.kind === 'date' || token.kind === 'time';
}

function explain(token: Token, expected: string): { code: string; message: string } {
  const found = describeToken(token);
  if ((token.kind === 'date' || token.kind === 'time') && expected.includes('text')) {
    const message = `${found} is a ${token.kind} wherever it stands, so it cannot be a text`;
    return { code: 'DQDL_DATE_LIKE_TEXT', message };
  }
  if (token.kind === 'keyword' && (expected.includes('name') || expected.includes('type'))) {
    return { code: 'DQDL_RESERVED_WORD', message: `\`${found}\` is a word of the language and cannot be a name here` };
  }
  return { code: 'DQDL_SYNTAX', message: `Expected ${expected}, found ${found}` };
}
