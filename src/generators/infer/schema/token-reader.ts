import { userError, type UserError } from '../../../core/errors.ts';
import type { SqlToken } from './sql-tokens.ts';

/** Goes through tokens of SQL one by one. */
export class TokenReader {
  readonly #tokens: readonly SqlToken[];
  #next = 0;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#next >= this.#tokens.length;
  }

  peek(ahead = 0): SqlToken | undefined {
    return this.#tokens[this.#next + ahead];
  }

  take(): SqlToken {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw this.wrong('more');
    this.#next++;
    return token;
  }

  /** Whether these words or signs come next. */
  sees(...texts: readonly string[]): boolean {
    return texts.every((text, ahead) => {
      const token = this.peek(ahead);
      return token !== undefined && (token.kind === 'word' || token.kind === 'sign') && token.text === text;
    });
  }

  /** Takes these words or signs where they come next. */
  skip(...texts: readonly string[]): boolean {
    if (!this.sees(...texts)) return false;
    this.#next += texts.length;
    return true;
  }

  expect(text: string): void {
    if (!this.skip(text)) throw this.wrong(text);
  }

  /** A name, quoted or not. */
  name(): string {
    const token = this.peek();
    if (token?.kind !== 'word' && token?.kind !== 'name') throw this.wrong('a name');
    this.#next++;
    return token.kind === 'word' ? token.written : token.text;
  }

  /** A name of which only the last part counts: `schema.table`. */
  path(): string {
    let name = this.name();
    while (this.skip('.')) name = this.name();
    return name;
  }

  /** What stands in parentheses, which come next. */
  group(): SqlToken[] {
    this.expect('(');
    const from = this.#next;
    for (let depth = 1; depth > 0;) {
      const { kind, text } = this.take();
      if (kind === 'sign') depth += Number(text === '(') - Number(text === ')');
    }
    return this.#tokens.slice(from, this.#next - 1);
  }

  /** Names in parentheses. */
  names(): string[] {
    const inner = new TokenReader(this.group());
    const names: string[] = [];
    while (!inner.done) {
      names.push(inner.name());
      while (!inner.done && !inner.skip(',')) inner.take();
    }
    return names;
  }

  /** What is wrong at the next token. */
  wrong(expected: string): UserError {
    const token = this.peek() ?? this.#tokens.at(-1);
    return userError({
      code: 'SCHEMA_SYNTAX',
      message: this.done ? 'the statement ends too early' : 'the statement is not understood here',
      ...(token === undefined
        ? {}
        : {
            found: token.written,
            range: {
              start: token.at,
              end: {
                ...token.at,
                column: token.at.column + token.written.length,
                offset: token.at.offset + token.written.length,
              },
            },
          }),
      expected,
    });
  }
}
