const CLASSES: Readonly<Record<string, string>> = { '#': '[0-9]', '?': '[A-Z]', '*': '[0-9A-Z]' };

/** The regular expression of what a `pattern` field gives. */
export function regexOfPattern(pattern: string): string {
  const signs = [...pattern.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, sign = '']) =>
    escaped === undefined ? (CLASSES[sign] ?? literalRegex(sign)) : literalRegex(escaped),
  );
  let regex = '';
  for (let from = 0, to = 0; from < signs.length; from = to) {
    while (to < signs.length && signs[to] === signs[from]) to++;
    regex += `${signs[from]}${to - from > 1 ? `{${to - from}}` : ''}`;
  }
  return regex;
}

/** A sign that means itself, the way both Faker and regular expressions take it. */
export function literalRegex(sign: string): string {
  if (sign === '^' || sign === '\\') return `\\${sign}`;
  return /[.*+?()[\]{}|$]/.test(sign) ? `[${sign === ']' ? '\\]' : sign === '[' ? '\\[' : sign}]` : sign;
}

/** Whether Faker's `helpers.fromRegExp` makes the sign as it is: of those with a meaning it takes few even in brackets. */
export function isPlainForFaker(sign: string): boolean {
  return !/[\\^[\]/{}|*?]/.test(sign);
}

/** Signs as they stand in a `pattern` field. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[#?*\\]/g, String.raw`\$&`);
}
