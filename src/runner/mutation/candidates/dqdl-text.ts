import type { ColumnProfile } from './column-profile.ts';

/** A name or text between the quotes of DQDL. */
export function quoted(text: string): string {
  return `"${text.replaceAll('"', String.raw`\"`)}"`;
}

/** Whether a text means itself between the quotes of DQDL: no quote, no backslash, nothing that cannot be seen. */
export function isPlainText(text: string): boolean {
  return !/["\\\p{Cc}]/u.test(text);
}

/** Where a value is missing now and then, the rule is on those that are there; nothing where the column is complete. */
export function whereThere({ column, present, rows }: ColumnProfile): string {
  if (present === rows) return '';
  const name = /^[a-z_][a-z0-9_]*$/i.test(column.name) ? column.name : `\`${column.name.replaceAll('`', '``')}\``;
  return ` where "${name} is not null"`;
}
