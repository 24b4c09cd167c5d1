import { FindingList } from '../dqdl/finding-list.ts';
import { tokenize } from '../dqdl/lexer.ts';
import type { Ruleset } from '../dqdl/ast.ts';
import type { Token } from '../dqdl/token.ts';
import { gapsBefore, type Gap } from './gap.ts';
import { markingsOf, type Markings } from './markings.ts';

/** A text without errors, taken apart. Tokens are named by their index; the last is the end of the text. */
export interface Source {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Before each token. */
  readonly gaps: readonly Gap[];
  readonly markings: Markings;
}

/** From the token `from` up to, not including, `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function sourceOf(text: string, ruleset: Ruleset): Source {
  const tokens = tokenize(text, new FindingList(text, { strict: false, file: undefined }));
  return { text, tokens, gaps: gapsBefore(text, tokens), markings: markingsOf(ruleset, tokens) };
}

export function isSymbol(source: Source, index: number, ...texts: readonly string[]): boolean {
  const token = source.tokens[index];
  return token?.kind === 'symbol' && texts.includes(token.text);
}

/** The index of the bracket that closes the one at `open`. */
export function closingOf(source: Source, open: number): number {
  let depth = 0;
  for (let index = open; index < source.tokens.length; index++) {
    if (isSymbol(source, index, '[', '{', '(')) depth++;
    else if (isSymbol(source, index, ']', '}', ')') && --depth === 0) return index;
  }
  return source.tokens.length - 1;
}
