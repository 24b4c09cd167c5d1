const NAMES: Readonly<Record<number, string>> = {
  0x00: 'NUL',
  0x09: 'tab',
  0x0b: 'vertical tab',
  0x0c: 'form feed',
  0x0d: 'carriage return',
  0x1b: 'escape',
  0x85: 'next line',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x2018: 'left single quotation mark',
  0x2019: 'right single quotation mark',
  0x201c: 'left double quotation mark',
  0x201d: 'right double quotation mark',
  0x2013: 'en dash',
  0x2014: 'em dash',
  0x2028: 'line separator',
  0x2029: 'paragraph separator',
  0x202f: 'narrow no-break space',
  0x2060: 'word joiner',
  0x2212: 'minus sign',
  0x2260: 'not equal to',
  0x2264: 'less-than or equal to',
  0x2265: 'greater-than or equal to',
  0x3000: 'ideographic space',
  0xfeff: 'byte order mark',
  0xfffd: 'replacement character',
};

/** A code point as a message names it: `form feed (U+000C)`, `"é" (U+00E9)`, `lone surrogate (U+D800)`. */
export function characterName(codePoint: number): string {
  const number = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
  if (isSurrogate(codePoint)) return `lone surrogate (${number})`;
  const name = NAMES[codePoint];
  if (name !== undefined) return `${name} (${number})`;
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return `control character (${number})`;
  return codePoint < 0x7f ? `"${String.fromCodePoint(codePoint)}"` : `"${String.fromCodePoint(codePoint)}" (${number})`;
}

function isSurrogate(codePoint: number): boolean {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}
