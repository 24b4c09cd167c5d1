/** Whether DQDL can write a text: it hands a backslash on in more than one way, and has no way to write a control sign. */
export function isWritable(text: string): boolean {
  return !/["\\\p{Cc}]/u.test(text);
}

/** A text that can be written as DQDL writes it. */
export function quoted(text: string): string {
  return `"${text}"`;
}

/** The condition that values match a regular expression; none where DQDL cannot write it. */
export function matching(regex: string): readonly string[] {
  return /["\p{Cc}]/u.test(regex) ? [] : [`matches "${regex}"`];
}
