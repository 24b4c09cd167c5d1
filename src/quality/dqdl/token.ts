/**
 * What the lexer tells apart. `word`: an identifier; `keyword`: a word the language keeps for itself; `date` and
 * `time`: quoted text of that shape, which is never an ordinary string; `quote`: a `"` that nothing closes.
 */
export type TokenKind =
  'word' | 'keyword' | 'integer' | 'decimal' | 'string' | 'date' | 'time' | 'now' | 'symbol' | 'quote' | 'end';

export interface Token {
  readonly kind: TokenKind;
  /** As written; of a string, a date and a time what stands between the quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Of each letter case that is listed, no other. */
export const KEYWORDS: ReadonlySet<string> = new Set(
  [
    'and AND or OR of OF null NULL empty EMPTY whitespaces_only WHITESPACES_ONLY between in not matches where with',
    'days hours minutes B KB MB GB TB Metadata DataSources Rules Analyzers',
  ].flatMap((words) => words.split(' ')),
);

/** Keywords of newer parsers that the published parser (1.0.0) takes for ordinary words. */
export const SOFT_KEYWORDS: ReadonlySet<string> = new Set(['labels', 'DefaultLabels']);

export const DURATION_UNITS = ['days', 'hours', 'minutes'] as const;
export const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** A token as a message shows it: short, on one line. */
export function describeToken(token: Token): string {
  if (token.kind === 'end') return 'the end of the text';
  const quoted = token.kind === 'string' || token.kind === 'date' || token.kind === 'time';
  const text = token.text.length > 60 ? `${token.text.slice(0, 57)}…` : token.text;
  return quoted ? `"${text.replaceAll('\n', ' ')}"` : text;
}
