/** The pieces of `text` between separators that stand outside brackets and quotes, trimmed; none for blank text. */
export function cutAtTopLevel(text: string, separator: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let quote = '';
  let piece = '';
  for (const char of text) {
    if (quote === '' && depth === 0 && char === separator) {
      pieces.push(piece.trim());
      piece = '';
      continue;
    }
    if (quote !== '') quote = char === quote ? '' : quote;
    else if ('"\'`'.includes(char)) quote = char;
    else if ('(<['.includes(char)) depth++;
    else if (')>]'.includes(char)) depth--;
    piece += char;
  }
  return piece.trim() === '' && pieces.length === 0 ? [] : [...pieces, piece.trim()];
}
