import { createContext, Script } from 'node:vm';

/** A text took a regular expression longer than it was given. */
export class MatchTimeout extends Error {
  override readonly name = 'MatchTimeout';
  /** Of the text, in UTF-16 units. */
  readonly length: number;

  constructor(length: number) {
    super(`matching a text of ${length} characters took too long`);
    this.length = length;
  }
}

/**
 * A JavaScript regular expression that can be stopped: its engine backtracks, and a pattern such as `(?=(a+)+b)` takes
 * for ever on a short text. V8 interrupts it where the script that runs it has a time limit (Node 20 and 24).
 */
export class BoundedMatcher {
  readonly #milliseconds: number;
  readonly #progress = new Uint32Array(1);
  readonly #found: number[] = [];
  readonly #context: { texts: readonly string[] };

  /**
   * `source` for flag `v`; `seconds` for each call; `empty`: a match of nothing counts. Throws a `SyntaxError` for a
   * pattern that is none.
   */
  constructor(source: string, { seconds, empty }: { readonly seconds: number; readonly empty: boolean }) {
    this.#milliseconds = Math.max(1, Math.round(seconds * 1000));
    this.#context = { texts: [] };
    createContext(Object.assign(this.#context, { source, empty, found: this.#found, progress: this.#progress }));
    this.#run(PREPARE);
  }

  /**
   * The indexes of the texts in which the pattern finds something. Throws a {@link MatchTimeout}; a
   * pattern that is too large to be compiled is a `SyntaxError` here.
   */
  matching(texts: readonly string[]): readonly number[] {
    this.#context.texts = texts;
    this.#found.length = 0;
    this.#run(MATCH);
    return [...this.#found];
  }

  #run(script: Script): void {
    try {
      script.runInContext(this.#context, { timeout: this.#milliseconds, breakOnSigint: true });
    } catch (error) {
      throw this.#meant(error);
    }
  }

  #meant(error: unknown): unknown {
    const { code, message } = errorParts(error);
    if (code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') {
      return new MatchTimeout(this.#context.texts[this.#progress[0] ?? 0]?.length ?? 0);
    }
    // Ctrl-C was meant for the whole run, which does not hear it while a script runs.
    if (code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') process.kill(process.pid, 'SIGINT');
    if (error instanceof Error) return error;
    // An error of the script is of another realm; its message repeats the pattern, however long.
    return new SyntaxError(message.slice(message.lastIndexOf(': ') + 2));
  }
}

const PREPARE = new Script(`const pattern = new RegExp(source, 'v')`);

/** In a function and a typed array of its own, since each use of a variable of the context takes a microsecond. */
const MATCH = new Script(`(() => {
  const [all, hits, at, each, takesEmpty] = [texts, found, progress, pattern, empty];
  for (let index = 0; index < all.length; index++) {
    at[0] = index;
    const match = each.exec(all[index]);
    if (match !== null && (takesEmpty || match[0] !== '')) hits.push(index);
  }
})()`);

function errorParts(error: unknown): { readonly code: unknown; readonly message: string } {
  if (typeof error !== 'object' || error === null) return { code: undefined, message: String(error) };
  return {
    code: 'code' in error ? error.code : undefined,
    message: 'message' in error ? String(error.message) : String(error),
  };
}
