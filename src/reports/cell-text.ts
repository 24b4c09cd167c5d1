import { printable } from './display-width.ts';

/** A plain value as one line of text: text as it is, null as `∅`, nested values as JSON. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '∅';
  if (typeof value === 'string') return printable(value);
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
