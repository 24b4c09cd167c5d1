import { userError } from '../../../core/errors.ts';
import type { Position } from '../../../core/finding.ts';

export interface SqlToken {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign';
  /** A word in lower case; a quoted name or text without its quotes. */
  readonly text: string;
  /** As it is written. */
  readonly written: string;
  readonly at: Position;
}

const TOKEN =
  /(?<space>\s+|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)|(?<name>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]\n\d][^\]\n]*\])|(?<text>[eE]?'(?:[^'\\]|''|\\[\s\S])*')|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>[\p{L}_][\p{L}\p{N}_$]*)|(?<sign><=|>=|<>|!=|::|[\s\S])/uy;

/** Words, quoted names, texts, numbers and signs of SQL of any dialect, without comments. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  let line = 1;
  let lineStart = 0;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(sql); match !== null; match = TOKEN.exec(sql)) {
    const [written] = match;
    const at = { line, column: match.index - lineStart + 1, offset: match.index };
    const kind = KINDS.find((one) => match?.groups?.[one] !== undefined);
    if (kind === 'sign' && (written === "'" || written === '"' || written === '`')) throw unclosed(written, at);
    if (kind !== undefined) tokens.push({ kind, text: plain(written, kind), written, at });
    for (const end of written.matchAll(/\n/g)) {
      line++;
      lineStart = match.index + end.index + 1;
    }
  }
  return tokens;
}

const KINDS = ['name', 'text', 'number', 'word', 'sign'] as const;

function plain(written: string, kind: SqlToken['kind']): string {
  if (kind === 'word') return written.toLowerCase();
  if (kind === 'text')
    return written
      .replace(/^[eE]?'/, '')
      .slice(0, -1)
      .replaceAll(/''|\\(.)/gs, (all, escaped?: string) => escaped ?? all.charAt(0));
  if (kind !== 'name') return written;
  const quote = written.charAt(0);
  return quote === '[' ? written.slice(1, -1) : written.slice(1, -1).replaceAll(quote + quote, quote);
}

function unclosed(quote: string, at: Position): Error {
  return userError({
    code: 'SCHEMA_SYNTAX',
    message: 'a quote that nothing closes',
    found: quote,
    range: { start: at, end: { ...at, column: at.column + 1, offset: at.offset + 1 } },
  });
}
