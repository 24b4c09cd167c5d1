import { isSymbol, type Source, type Stretch } from './source.ts';

/** Tokens on one line, comments left out. Texts stay as they are, line breaks in them too. */
export function inline(source: Source, { from, to }: Stretch): string {
  let line = '';
  for (let index = from; index < to; index++) {
    line += `${index > from && isApart(source, index) ? ' ' : ''}${spelled(source, index)}`;
  }
  return line;
}

function spelled({ text, tokens, markings }: Source, index: number): string {
  const token = tokens[index];
  if (token === undefined) return '';
  return markings.spelling.get(token.start) ?? text.slice(token.start, token.end);
}

/** Whether a space stands between a token and the one before it. */
function isApart(source: Source, index: number): boolean {
  if (isSymbol(source, index, ',', ':', ')', ']') || isSymbol(source, index - 1, '(', '[', '$', '!')) return false;
  if (isTight(source, index) || isTight(source, index - 1)) return false;
  if (isSymbol(source, index - 1, '-')) return isOperand(source, index - 2);
  if (isSymbol(source, index, '(')) return source.tokens[index - 1]?.kind !== 'word' || isNowCall(source, index);
  return true;
}

/** The `=` of a label, and the one between `labels` and its list. */
function isTight(source: Source, index: number): boolean {
  if (!isSymbol(source, index, '=')) return false;
  const { tokens, markings } = source;
  if (markings.tight.has(tokens[index]?.start ?? -1)) return true;
  return tokens[index - 1]?.text === 'labels' && tokens[index - 1]?.kind === 'word' && isSymbol(source, index + 1, '[');
}

/** Whether a minus after this token subtracts. */
function isOperand(source: Source, index: number): boolean {
  const token = source.tokens[index];
  if (token === undefined) return false;
  const { kind, text } = token;
  return kind === 'integer' || kind === 'decimal' || kind === 'now' || text === ')' || text.toLowerCase() === 'null';
}

/** `now ()` calls a function; without the space it would be the date. */
function isNowCall(source: Source, open: number): boolean {
  return source.tokens[open - 1]?.text === 'now' && isSymbol(source, open + 1, ')');
}
