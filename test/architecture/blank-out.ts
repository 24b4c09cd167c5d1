/**
 * TypeScript text with comments, and the insides of strings, templates and regular expressions, turned into spaces.
 * Offsets and line breaks stay, so a match in the result has the same place in `text`. Code in `${}` is kept.
 */
export function blankOut(text: string): string {
  const out = text.split('');
  /** For every template we are inside of: how many braces are open in its current `${}`. */
  const openBraces: number[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at] ?? '';
    const pair = text.slice(at, at + 2);
    if (pair === '//') at = blank(out, at, lineEnd(text, at));
    else if (pair === '/*') at = blank(out, at, after(text, '*/', at + 2));
    else if (char === "'" || char === '"') at = blankInside(out, at, quotedEnd(text, at, char));
    else if (char === '`') at = template(at + 1);
    else if (char === '/' && regexMayStart(out, at)) at = blankInside(out, at, regexEnd(text, at));
    else if (char === '}' && openBraces.at(-1) === 0) {
      openBraces.pop();
      at = template(at + 1);
    } else {
      if (char === '{' || char === '}') countBrace(char);
      at++;
    }
  }
  return out.join('');

  function countBrace(brace: string): void {
    const depth = openBraces.pop();
    if (depth !== undefined) openBraces.push(depth + (brace === '{' ? 1 : -1));
  }

  /** From inside a template's text: blanks up to its end or its next `${`. */
  function template(start: number): number {
    let end = start;
    while (end < text.length && text[end] !== '`' && text.slice(end, end + 2) !== '${')
      end += text[end] === '\\' ? 2 : 1;
    blank(out, start, Math.min(end, text.length));
    if (text[end] !== '$') return end + 1;
    openBraces.push(0);
    return end + 2;
  }
}

function blank(out: string[], start: number, end: number): number {
  for (let at = start; at < end; at++) if (out[at] !== '\n') out[at] = ' ';
  return end;
}

function blankInside(out: string[], start: number, end: number): number {
  blank(out, start + 1, end - 1);
  return end;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function after(text: string, mark: string, at: number): number {
  const found = text.indexOf(mark, at);
  return found === -1 ? text.length : found + mark.length;
}

function quotedEnd(text: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function regexEnd(text: string, start: number): number {
  let at = start + 1;
  let inClass = false;
  while (at < text.length && text[at] !== '\n' && (inClass || text[at] !== '/')) {
    if (text[at] === '[') inClass = true;
    if (text[at] === ']') inClass = false;
    at += text[at] === '\\' ? 2 : 1;
  }
  return Math.min(at + 1, text.length);
}

/** A slash divides after a value (a name, a number, a closing bracket, a string) and starts a pattern elsewhere. */
function regexMayStart(out: readonly string[], slash: number): boolean {
  const before = out
    .slice(Math.max(0, slash - 40), slash)
    .join('')
    .trimEnd();
  if (/\b(?:return|typeof|case|in|of|yield|await|void|delete)$/.test(before)) return true;
  return before === '' || !/[\w$)\]}'"`]$/.test(before);
}
