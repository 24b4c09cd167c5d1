/** A text as a regular expression (RE2) that matches it alone. */
export function patternText(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
