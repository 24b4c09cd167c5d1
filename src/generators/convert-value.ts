import type { Value } from './field.ts';

/** A value that is there. */
export type Present = Exclude<Value, null>;

/** Text as DuckDB casts it back; `natural` is the type the field makes, to tell a date from a timestamp. */
export function toText(value: Present, natural: string): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) {
    const iso = value.toISOString();
    return natural === 'DATE' ? iso.slice(0, 10) : iso.replace('T', ' ').replace(/(\.000)?Z$/, '');
  }
  return typeof value === 'object' ? JSON.stringify(value, bigintAsText) : String(value);
}

export function toBoolean(value: Present): boolean | undefined {
  if (typeof value === 'boolean') return value;
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

export function toDouble(value: Present): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) && value !== 'NaN' ? undefined : number;
}

/** A whole number that fits the bits. */
export function toInteger(value: Present, bits: number): bigint | undefined {
  const whole = wholeNumber(value);
  return whole !== undefined && BigInt.asIntN(bits, whole) === whole ? whole : undefined;
}

/** The value in units of the last decimal; a number is rounded to it, text must be exact. */
export function toDecimal(
  value: Present,
  { precision, scale }: { readonly precision: number; readonly scale: number },
): bigint | undefined {
  const units = typeof value === 'number' ? unitsOfNumber(value, scale) : unitsOfText(value, scale);
  if (units === undefined) return undefined;
  const limit = 10n ** BigInt(precision);
  return units < limit && units > -limit ? units : undefined;
}

/** Days since 1970. */
export function toDays(value: Present): number | undefined {
  const ms = value instanceof Date ? value.getTime() : typeof value === 'string' ? dayOfText(value) : undefined;
  return ms === undefined ? undefined : Math.floor(ms / 86_400_000);
}

/** Microseconds since 1970, UTC. */
export function toMicroseconds(value: Present): bigint | undefined {
  if (value instanceof Date) return BigInt(value.getTime()) * 1000n;
  if (typeof value !== 'string') return undefined;
  const [, day, time, fraction] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z?)?$/.exec(value) ?? [];
  if (day === undefined || dayOfText(day) === undefined) return undefined;
  const ms = Date.parse(`${day}T${time ?? '00:00:00'}Z`);
  return Number.isNaN(ms) ? undefined : BigInt(ms) * 1000n + BigInt((fraction ?? '').padEnd(6, '0'));
}

function wholeNumber(value: Present): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : undefined;
}

function unitsOfNumber(value: number, scale: number): bigint | undefined {
  const units = Math.round(value * 10 ** scale);
  if (Number.isSafeInteger(units)) return BigInt(units);
  return Number.isSafeInteger(value) ? BigInt(value) * 10n ** BigInt(scale) : undefined;
}

function unitsOfText(value: Present, scale: number): bigint | undefined {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  if (whole === undefined || fraction.length > scale) return undefined;
  const units = BigInt(whole + fraction.padEnd(scale, '0'));
  return sign === '-' ? -units : units;
}

function dayOfText(text: string): number | undefined {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? undefined : ms;
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
