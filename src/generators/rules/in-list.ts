import { numberText } from './number-text.ts';
import { isWritable, quoted } from './quoted.ts';

/** Longer lists are no rule that a reader would want. */
const LONGEST = 50;

/** Quoted text that DQDL takes for a date or a time. */
const MOMENT = /^(\d{4}-\d\d-\d\d|\d{1,2}:\d\d( [AP]M)?)$/;

/** `in […]` of the values of a column of the stated type (default: what the values are); undefined where DQDL has none. */
export function inList(
  values: readonly (string | number | boolean | null)[],
  type: string | undefined,
): string | undefined {
  const present = values.filter((value) => value !== null);
  if (present.length === 0 || present.length > LONGEST) return undefined;
  if (present.every((value) => typeof value === 'number') || isNumeric(type)) {
    const numbers = present.map(Number);
    return numbers.every(Number.isFinite) ? `in [${numbers.map(numberText).join(',')}]` : undefined;
  }
  if (type !== undefined && !/^(varchar|text|string)$/i.test(type)) return undefined;
  const isText = present.every((value) => typeof value === 'string' && isPlain(value));
  return isText ? `in [${present.map((value) => quoted(String(value))).join(',')}]` : undefined;
}

function isNumeric(type: string | undefined): boolean {
  return type !== undefined && /int|decimal|numeric/i.test(type);
}

function isPlain(value: string): boolean {
  return isWritable(value) && !MOMENT.test(value) && value.trim() === value;
}
