import { parseClass } from './character-class.ts';
import { escapeAt } from './escape.ts';
import { PatternProblem } from './pattern-problem.ts';
import { Emptiness } from './emptiness.ts';
import { ANY, LINE_END_JS, LINE_END_RE2, literal, type Both } from './notation.ts';

/** A Java regular expression in the notations of the two engines; undefined where one cannot express it. */
export interface Translation {
  readonly re2: string | undefined;
  readonly js: string | undefined;
  /** Whether RE2 means the same in ASCII texts only. */
  readonly isForAscii: boolean;
  /** Whether it may match nothing; true also where that cannot be told from the pattern. */
  readonly mayBeEmpty: boolean;
  /** How many `$` there are: for RE2 each is a captured group of the line terminator that it takes along. */
  readonly ends: number;
}

export interface Untranslatable {
  /** Why neither engine can run it, or why Java would not either. */
  readonly problem: string;
}

/**
 * Rewrites a Java regular expression (`java.util.regex`, no flags) for RE2 and for JavaScript with flag `v`, keeping
 * Java's meaning: its classes (`\s`, `\h`, `\p{Alpha}`…), line ends, `(?i)` for ASCII letters only, `\Q…\E`.
 */
export function translatePattern(pattern: string): Translation | Untranslatable {
  try {
    return new Translator(pattern).run();
  } catch (error) {
    if (error instanceof PatternProblem) return { problem: error.message };
    throw error;
  }
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

class Translator {
  readonly #text: string;
  #at = 0;
  #re2: string | undefined = '';
  #js = '';
  #flags: Flags = { ignoreCase: false, dotAll: false };
  readonly #outer: Flags[] = [];
  readonly #emptiness = new Emptiness();
  #ends = 0;
  #isForAscii = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): Translation {
    while (this.#at < this.#text.length) this.#item();
    if (this.#outer.length > 0) throw new PatternProblem('a group is not closed');
    const js = compiles(this.#js) ? this.#js : undefined;
    if (js === undefined) throw new PatternProblem('it is no valid regular expression');
    const mayBeEmpty = this.#emptiness.ofAll();
    return { re2: this.#re2, js, isForAscii: this.#isForAscii, mayBeEmpty, ends: this.#ends };
  }

  #item(): void {
    const char = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    switch (char) {
      case '\\':
        return this.#escape();
      case '[': {
        const { both, end } = parseClass(this.#text, this.#at, this.#flags.ignoreCase);
        return this.#consuming(both, end);
      }
      case '(':
        return this.#group();
      case ')': {
        const flags = this.#outer.pop();
        if (flags === undefined) throw new PatternProblem('a group is closed that was not opened');
        this.#flags = flags;
        this.#emptiness.close();
        return this.#emit({ re2: ')', js: ')' }, this.#at + 1);
      }
      case '*':
      case '+':
      case '?':
      case '{':
        return this.#quantifier();
      case '.':
        return this.#consuming(this.#flags.dotAll ? { re2: '(?s:.)', js: '[^]' } : ANY, this.#at + 1);
      case '^':
        return this.#emit({ re2: String.raw`\A`, js: '^' }, this.#at + 1);
      case '$':
        this.#ends += 1;
        return this.#emit({ re2: LINE_END_RE2, js: LINE_END_JS }, this.#at + 1);
      case '|':
        this.#emptiness.alternative();
        return this.#emit({ re2: '|', js: '|' }, this.#at + 1);
      default:
        return this.#consuming(literal(char, this.#flags.ignoreCase), this.#at + char.length);
    }
  }

  /** An item that takes a character at least. */
  #consuming(both: Both, end: number): void {
    this.#emptiness.item(false);
    this.#emit(both, end);
  }

  #emit({ re2, js, isForAscii = false }: Both, end: number): void {
    this.#isForAscii ||= isForAscii;
    this.#re2 = this.#re2 === undefined || re2 === undefined ? undefined : this.#re2 + re2;
    this.#js += js;
    this.#at = end;
  }

  #escape(): void {
    const quoted = /^\\Q([^]*?)(?:\\E|$)/.exec(this.#text.slice(this.#at));
    if (quoted) {
      for (const char of quoted[1] ?? '') this.#consuming(literal(char, this.#flags.ignoreCase), this.#at);
      this.#at += quoted[0].length;
      return;
    }
    const { both, end, takes } = escapeAt(this.#text, this.#at, this.#flags.ignoreCase);
    this.#emptiness.item(!takes);
    this.#emit(both, end);
  }

  #group(): void {
    const rest = this.#text.slice(this.#at);
    const flags = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/.exec(rest);
    if (flags) return this.#flagGroup(flags);
    this.#outer.push(this.#flags);
    const look = /^\(\?<?[=!]/.exec(rest);
    this.#emptiness.open({ looks: look !== null });
    if (look) return this.#emit({ re2: undefined, js: look[0] }, this.#at + look[0].length);
    const name = /^\(\?<([a-zA-Z][a-zA-Z0-9]*)>/.exec(rest);
    if (name) return this.#emit({ re2: '(?:', js: name[0] }, this.#at + name[0].length);
    if (rest.startsWith('(?')) throw new PatternProblem(`the group ${rest.slice(0, 4)}… is not supported`);
    this.#emit({ re2: '(?:', js: '(' }, this.#at + 1);
  }

  /** `(?i)`, `(?s:…)`, `(?:…)`: flags are applied here, so that both engines treat them as Java does. */
  #flagGroup([text, on = '', off = '', close]: RegExpExecArray): void {
    const unknown = /[^is]/.exec(on + off);
    if (unknown) throw new PatternProblem(`the flag (?${unknown[0]}) is not supported`);
    const flags: Flags = {
      ignoreCase: (this.#flags.ignoreCase || on.includes('i')) && !off.includes('i'),
      dotAll: (this.#flags.dotAll || on.includes('s')) && !off.includes('s'),
    };
    if (close === ':') {
      this.#outer.push(this.#flags);
      this.#emptiness.open({ looks: false });
      this.#emit({ re2: '(?:', js: '(?:' }, this.#at + text.length);
    } else {
      this.#at += text.length;
    }
    this.#flags = flags;
  }

  #quantifier(): void {
    const match = /^(?:[*+?]|\{(\d+)(?:,(\d*))?\})([?+]?)/.exec(this.#text.slice(this.#at));
    if (!match) throw new PatternProblem('a { stands where no repetition can be; write \\{ for the character');
    const [text, from = '0', to = '', suffix] = match;
    if (suffix === '+') throw new PatternProblem(`the possessive repetition ${text} is not supported`);
    const many = Number(from) > MOST_REPEATS || Number(to) > MOST_REPEATS;
    if (Number(from) === 0 && text[0] !== '+') this.#emptiness.optional();
    this.#emit({ re2: many ? undefined : text, js: text }, this.#at + text.length);
  }
}

/** RE2 refuses more. */
const MOST_REPEATS = 1000;

function compiles(source: string): boolean {
  try {
    return new RegExp(source, 'v').source !== '';
  } catch {
    return false;
  }
}
