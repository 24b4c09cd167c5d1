import { InvalidArgumentError } from 'commander';
import { parseSize } from '../core/size.ts';

/** A whole number from 0 on; `10_000` is read too. */
export function wholeNumber(text: string): number {
  const value = Number(text.replaceAll('_', ''));
  if (/^\d[\d_]*$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Expected a whole number, like 10000.');
}

/** Rows: `1000` are the first so many, `500..1000` those from the 500th on, counted from 0, up to but without the 1,000th. */
export function rowSpan(text: string): { from: number; rows: number } {
  const [first = '', end, ...more] = text.split('..');
  if (end === undefined) return { from: 0, rows: wholeNumber(first) };
  const from = wholeNumber(first);
  const to = wholeNumber(end);
  if (more.length === 0 && from <= to) return { from, rows: to - from };
  throw new InvalidArgumentError('Expected a number of rows, like 10000, or a range of them, like 5_000..6_000.');
}

/** A whole number from 1 on. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('Expected a whole number from 1 on, like 3.');
}

/** A seed: any whole number that JSON can carry. */
export function seedNumber(text: string): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('Expected a whole number, like 42.');
}

/** A time in seconds, above 0. */
export function seconds(text: string): number {
  const value = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && value > 0) return value;
  throw new InvalidArgumentError('Expected seconds, like 60 or 0.5.');
}

/** A day that there is, `YYYY-MM-DD`. */
export function calendarDay(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text))
    return text;
  throw new InvalidArgumentError('Expected a day, like 2024-01-31.');
}

/** A size such as `2GB` as bytes. */
export function sizeInBytes(text: string): number {
  const value = parseSize(text);
  if (value !== undefined && value > 0) return value;
  throw new InvalidArgumentError('Expected a size, like 512MB or 4GB.');
}

/** A share, from 0 to 1. */
export function share(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value <= 1) return value;
  throw new InvalidArgumentError('Expected a share from 0 to 1, like 0.8.');
}

/** Shares parted by commas. */
export function shareList(text: string): number[] {
  return text.split(',').map((part) => share(part.trim()));
}

/** Names parted by commas. */
export function nameList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.every((name) => name !== '')) return names;
  throw new InvalidArgumentError('Expected names parted by commas, like id,amount.');
}

/** Collects the paths of a repeated option. */
export function severalPaths(path: string, collected: readonly string[] = []): string[] {
  return [...collected, path];
}

/** Collects `alias=PATH` of a repeated option. */
export function aliasedPath(text: string, collected: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, alias, path] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (alias === undefined || path === undefined) {
    throw new InvalidArgumentError('Expected alias=PATH, like customers=data/customers.csv.');
  }
  if (Object.hasOwn(collected, alias)) throw new InvalidArgumentError(`${alias} is given twice.`);
  return { ...collected, [alias]: path };
}

/** A moment with its time zone, as ISO 8601. */
export function moment(text: string): Date {
  const value = new Date(text);
  if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) && !Number.isNaN(value.getTime())) return value;
  throw new InvalidArgumentError('Expected a date or a moment with its zone, like 2024-01-01T06:00:00Z.');
}
