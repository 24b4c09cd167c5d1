import type { Plain } from '../../duckdb/plain.ts';

/** A measured value as a double: big integers and decimals come as text, NaN and infinities by name. */
export function toNumber(value: Plain | undefined): number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'boolean' ? Number(value) : Number(value);
}

/** The value of the user's query as Spark casts it to double; 0 for NULL and for what is no number. */
export function castToNumber(value: Plain | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return 0;
  const text = value.trim();
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[df]?$/i.test(text)) return Number(text.replace(/[df]$/i, ''));
  const [, sign, name] = /^([+-]?)(inf(?:inity)?|nan)$/i.exec(text) ?? [];
  if (name === undefined) return 0;
  if (name.toLowerCase() === 'nan') return Number.NaN;
  return sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
